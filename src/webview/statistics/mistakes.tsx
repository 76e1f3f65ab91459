/** Which mistakes were made, how often, and whether they are over. */
import { mistakeText } from '../../core/statistics/report.ts';
import type { MistakeHistory } from '../../core/statistics/statistics.ts';
import { Sign } from '../shared/parts.tsx';
import { dateText } from '../shared/words.ts';

interface MistakesProps {
  readonly mistakes: readonly MistakeHistory[];
  readonly now: number;
}

export function Mistakes({ mistakes, now }: MistakesProps) {
  return (
    <section class="section" aria-labelledby="mistakes-title">
      <h2 id="mistakes-title">Mistakes</h2>
      {mistakes.length === 0 && (
        <p class="aside">None yet. Each check of a drill names the mistakes it finds.</p>
      )}
      <ul class="findings">
        {mistakes.map((one) => (
          <li key={`${one.drill} ${one.title}`}>
            <Sign
              shape={one.since > 0 ? 'check' : 'triangle'}
              tone={one.since > 0 ? 'good' : 'warn'}
            />{' '}
            <strong>{one.title}</strong> <span class="aside">{one.drill}</span>
            <br />
            {mistakeText(one, dateText(Date.parse(`${one.day}T12:00:00`), now))}.
          </li>
        ))}
      </ul>
    </section>
  );
}
