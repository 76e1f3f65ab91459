/** How ready somebody is for each item of the checklist and each topic, now and on the day of the interview. */
import type { ShownReadiness, Statistics } from '../../core/statistics/statistics.ts';
import { Scrolling } from '../shared/chart.tsx';
import { percent } from './percent.ts';

export function Readiness({ statistics }: { statistics: Statistics }) {
  const { readiness, topics, interview } = statistics;
  return (
    <section class="section" aria-labelledby="readiness-title">
      <h2 id="readiness-title">Readiness</h2>
      <p class="aside">
        Readiness is how likely you are to recall the exercises for an item or topic, weighted by
        the time they take. Exercises that you have not seen count as zero.
        {interview === null && ' Set an interview date to see the forecast for that day too.'}
      </p>
      <Table label="Readiness by checklist item" head="Item" rows={readiness} />
      {topics.length > 0 && (
        <Table label="Readiness by topic of the coding questions" head="Topic" rows={topics} />
      )}
    </section>
  );
}

function Table({
  label,
  head,
  rows,
}: {
  label: string;
  head: string;
  rows: readonly ShownReadiness[];
}) {
  const ahead = rows.some(({ then }) => then !== null);
  return (
    <Scrolling label={label}>
      <thead>
        <tr>
          <th scope="col">{head}</th>
          <th scope="col">Now</th>
          {ahead && <th scope="col">Then</th>}
          <th scope="col">Practised</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((one) => (
          <Row key={one.id} item={one} ahead={ahead} />
        ))}
      </tbody>
    </Scrolling>
  );
}

function Row({ item, ahead }: { item: ShownReadiness; ahead: boolean }) {
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
