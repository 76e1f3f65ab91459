/** How ready one is for each item of the checklist, now and on the day of the interview. */
import type { ItemReadiness, Statistics } from '../../core/statistics/statistics.ts';
import { Scrolling } from '../shared/chart.tsx';
import { percent } from './percent.ts';

export function Readiness({ statistics: { readiness, interview } }: { statistics: Statistics }) {
  const ahead = readiness.some(({ then }) => then !== null);
  return (
    <section class="section" aria-labelledby="readiness-title">
      <h2 id="readiness-title">Readiness</h2>
      <p class="aside">
        The chance that you recall what practises an item, weighed by the time it takes; what you
        have not seen counts as nothing.
        {interview === null && ' With a date, it also says what is left of it on that day.'}
      </p>
      <Scrolling label="Readiness by checklist item">
        <thead>
          <tr>
            <th scope="col">Item</th>
            <th scope="col">Now</th>
            {ahead && <th scope="col">Then</th>}
            <th scope="col">Practised</th>
          </tr>
        </thead>
        <tbody>
          {readiness.map((one) => (
            <Row key={one.id} item={one} ahead={ahead} />
          ))}
        </tbody>
      </Scrolling>
    </section>
  );
}

function Row({ item, ahead }: { item: ItemReadiness; ahead: boolean }) {
  return (
    <tr>
      <th scope="row">{item.title}</th>
      <td>
        <Share share={item.now} /> {percent(item.now)}
      </td>
      {ahead && <td>{item.then === null ? '' : percent(item.then)}</td>}
      <td>
        {item.seen} of {item.all}
      </td>
    </tr>
  );
}

/** A bar as wide as its share; the number beside it says the same. */
function Share({ share }: { share: number }) {
  return (
    <svg class="share" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <rect class="whole" width="100" height="8" />
      <rect class="part" width={share * 100} height="8" />
    </svg>
  );
}
