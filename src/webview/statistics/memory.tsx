/** Whether the schedule's predictions come true. */
import type { Retention } from '../../core/statistics/retention.ts';
import { Scrolling } from '../shared/chart.tsx';
import { percent } from './percent.ts';

export function Memory({ retention }: { retention: readonly Retention[] }) {
  return (
    <section class="section" aria-labelledby="memory-title">
      <h2 id="memory-title">Memory</h2>
      {retention.length === 0 ? (
        <p class="aside">Nothing was repeated yet.</p>
      ) : (
        <>
          <p class="aside">
            Of what the schedule expected you to recall with this chance, so much you did.
          </p>
          <Scrolling label="Predicted and real recall">
            <thead>
              <tr>
                <th scope="col">Expected</th>
                <th scope="col">Repeated</th>
                <th scope="col">Recalled</th>
              </tr>
            </thead>
            <tbody>
              {retention.map(({ from, to, reviews, recalled }) => (
                <tr key={from}>
                  <th scope="row">
                    {percent(from)} to {percent(to)}
                  </th>
                  <td>{reviews}</td>
                  <td>{percent(recalled / reviews)}</td>
                </tr>
              ))}
            </tbody>
          </Scrolling>
        </>
      )}
    </section>
  );
}
