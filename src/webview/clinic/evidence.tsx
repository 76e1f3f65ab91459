/** What was measured of a run: a chart, a table or a text; with the repaired run beside it where that is shown. */
import type { Curves, Evidence, RunCase, TableData } from '../../core/clinics/case.ts';
import { Chart, numberText, Scrolling } from '../shared/chart.tsx';
import { HtmlText } from '../shared/parts.tsx';

interface ShownProps {
  readonly id: string;
  readonly shows: Evidence;
  readonly recorded: RunCase['recorded'];
  /** Also shows what the repaired run gave. */
  readonly compared?: boolean;
}

export function Evidence({ id, shows, recorded, compared = false }: ShownProps) {
  if (shows.kind === 'text') {
    return (
      <>
        <p>
          <strong>{shows.title}</strong>
        </p>
        <HtmlText html={shows.text} />
      </>
    );
  }
  const runs = compared ? (['faulty', 'repaired'] as const) : (['faulty'] as const);
  const titles = {
    faulty: compared ? 'With the fault' : shows.title,
    repaired: 'Repaired',
  } as const;
  return (
    <>
      {compared && <h3>{shows.title}</h3>}
      <div class={compared ? 'pair' : 'single'}>
        {runs.map((run) => {
          if (shows.kind === 'table') {
            const table = recorded[run].tables[shows.of];
            return table && <Cells key={run} title={titles[run]} table={table} />;
          }
          const curves = recorded[run].charts[shows.of];
          return (
            curves && (
              <Chart
                key={run}
                id={`${id}-${run}`}
                title={titles[run]}
                xName={shows.x}
                yName={shows.y}
                x={curves.x}
                series={curves.series}
                log={shows.log}
                bars={shows.bars}
                range={compared ? rangeOf(shows, recorded) : null}
              />
            )
          );
        })}
      </div>
    </>
  );
}

/** The same y axis for both runs, so that they can be compared; a little room above and below. */
function rangeOf(
  shows: Extract<Evidence, { kind: 'chart' }>,
  recorded: RunCase['recorded'],
): readonly [number, number] | null {
  const both = [recorded.faulty.charts[shows.of], recorded.repaired.charts[shows.of]];
  const all = both
    .flatMap((one: Curves | undefined) => Object.values(one?.series ?? {}).flat())
    .filter((value) => value !== null && (!shows.log || value > 0)) as number[];
  if (all.length === 0) return null;
  const [low, high] = [Math.min(...all), Math.max(...all)];
  if (shows.log) return [10 ** Math.floor(Math.log10(low)), 10 ** Math.ceil(Math.log10(high))];
  const room = (high - low || 1) * 0.05;
  return [shows.bars ? 0 : low - room, high + room];
}

function Cells({ title, table }: { title: string; table: TableData }) {
  return (
    <figure class="cells">
      <figcaption>
        <strong>{title}</strong>
      </figcaption>
      <Scrolling label={title}>
        <thead>
          <tr>
            {table.columns.map((name, i) =>
              name === '' ? (
                <td key={i} />
              ) : (
                <th key={i} scope="col">
                  {name}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, i) => (
            <tr key={i}>
              {row.map((cell, j) => (
                <td key={j}>{typeof cell === 'string' ? cell : numberText(cell)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </Scrolling>
    </figure>
  );
}
