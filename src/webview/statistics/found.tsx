/** How often each kind of mistake in a broken program was found. */
import { findingText, type FindingRate } from '../../core/statistics/found.ts';
import { Sign } from '../shared/parts.tsx';

export function FindingRates({ rates }: { readonly rates: readonly FindingRate[] }) {
  if (rates.length === 0) return null;
  return (
    <section class="section" aria-labelledby="found-title">
      <h2 id="found-title">Found in broken programs</h2>
      <ul class="findings">
        {rates.map((one) => (
          <li key={`${one.drill} ${one.title}`}>
            <Sign
              shape={one.found === one.planted ? 'check' : 'triangle'}
              tone={one.found === one.planted ? 'good' : 'warn'}
            />{' '}
            <strong>{one.title}</strong> <span class="aside">{one.drill}</span>
            <br />
            {findingText(one).replace(/^f/, 'F')}.
          </li>
        ))}
      </ul>
    </section>
  );
}
