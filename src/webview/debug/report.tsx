/** What the author of the program reports, with the numbers that were seen. */
import type { Report, Value } from '../../core/debugging/program.ts';
import { Chart } from '../shared/chart.tsx';

const THIS = 'this program';
const TRUSTED = 'a version that works';

export function ReportSection({ report }: { report: Report }) {
  const figures = Object.entries(report.figures);
  return (
    <section class="section" aria-labelledby="report-title">
      <h2 id="report-title">What the author reports</h2>
      <blockquote>
        {report.says.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </blockquote>
      {Object.entries(report.curves).map(([name, { this: mine, trusted }], at) => (
        <Chart
          key={name}
          id={`curve-${at}`}
          title={name}
          xName="step"
          yName="value"
          x={Array.from({ length: Math.max(mine.length, trusted.length) }, (_, step) => step + 1)}
          series={{ [THIS]: mine, [TRUSTED]: trusted }}
          log={false}
          bars={false}
        />
      ))}
      {figures.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">Measured</th>
              <th scope="col">This program</th>
              <th scope="col">A version that works</th>
            </tr>
          </thead>
          <tbody>
            {figures.map(([name, { this: mine, trusted }]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{valueText(mine)}</td>
                <td>{valueText(trusted)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function valueText(value: Value): string {
  return value === null ? 'not a number' : String(value);
}
