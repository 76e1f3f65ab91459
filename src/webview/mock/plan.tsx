/** What the interview is made of, and where it stands. */
import type { Mock, MockPageState } from '../../protocol/mock-page.ts';
import { Button, Sign } from '../shared/parts.tsx';
import { count } from '../shared/words.ts';
import { partName } from './model.ts';

export function Plan({ mock, state }: { mock: Mock; state: MockPageState }) {
  const { position, results } = state;
  return (
    <section class="section" aria-labelledby="plan-title">
      <h2 id="plan-title">Plan</h2>
      <ol class="how">
        {mock.parts.map((part, i) => (
          <li key={part.exercise} aria-current={i === position ? 'step' : undefined}>
            <strong>{i < position ? part.title : partName(part)}</strong>{' '}
            <span class="aside">
              {results[part.exercise]?.attempt.clock.finished ? (
                <>
                  <Sign shape="check" tone="good" /> done
                </>
              ) : (
                `about ${count(part.minutes, 'minute')}`
              )}
            </span>
          </li>
        ))}
      </ol>
      <p class="aside">
        No answers are shown until the end. If you are interrupted, nothing is lost: “Mock
        Interview” resumes where you left off.
      </p>
      <div class="buttons">
        <Button command="end" look="link">
          End the interview now
        </Button>
      </div>
    </section>
  );
}
