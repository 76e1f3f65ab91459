/** Whether the schedule's predictions come true. */
import type { Retention } from '../../core/statistics/retention.ts';
import { Scrolling } from '../shared/chart.tsx';
import { percent } from './percent.ts';

export function Memory({ retention }: { retention: readonly Retention[] }) {
  return (
    <section class="section" aria-labelledby="memory-title">
      <h2 id="memory-title">Memory</h2>
      {retention.length === 0 ? (
        <p class="aside">Nothing has been reviewed yet.</p>
      ) : (
        <>
          <p class="aside">
            The table shows what share you actually recalled for each level of predicted recall.
          </p>
          <Scrolling label="Predicted and actual recall">
            <thead>
              <tr>
                <th scope="col">Predicted</th>
                <th scope="col">Reviewed</th>
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
