/** What the author of the program reports, with the numbers that were seen. */
import { useMemo } from 'preact/hooks';
import type { Report } from '../../core/debugging/program.ts';
import { Chart, numberText, Scrolling } from '../shared/chart.tsx';
import { TickMark } from '../shared/parts.tsx';

const THIS = 'this program';
const TRUSTED = 'a version the author trusts';

export function ReportSection({ report }: { report: Report }) {
  return (
    <section class="section" aria-labelledby="report-title">
      <h2 id="report-title">What the author reports</h2>
      <blockquote>
        {report.says.map((sentence, at) => (
          <p key={at}>
            <TickMark text={sentence} />
          </p>
        ))}
      </blockquote>
      {Object.entries(report.curves).map(([name, curve], at) => (
        <Curve key={name} id={`curve-${at}`} name={name} curve={curve} />
      ))}
      <Figures figures={report.figures} />
    </section>
  );
}

interface CurveProps {
  readonly id: string;
  readonly name: string;
  readonly curve: Report['curves'][string];
}

function Curve({ id, name, curve }: CurveProps) {
  // Each state brings new lists of the same numbers; the chart redraws whenever its lists change.
  const numbers = JSON.stringify(curve);
  const { x, series } = useMemo(() => {
    const { this: mine, trusted } = JSON.parse(numbers) as CurveProps['curve'];
    const steps = Math.max(mine.length, trusted.length);
    return {
      x: Array.from({ length: steps }, (_, step) => step + 1),
      series: { [THIS]: mine, [TRUSTED]: trusted },
    };
  }, [numbers]);
  return (
    <Chart
      id={id}
      title={name}
      xName="step"
      yName="value"
      x={x}
      series={series}
      log={false}
      bars={false}
    />
  );
}

function Figures({ figures }: Pick<Report, 'figures'>) {
  const rows = Object.entries(figures);
  if (rows.length === 0) return null;
  return (
    <Scrolling label="Figures">
      <thead>
        <tr>
          <td />
          <th scope="col">This program</th>
          <th scope="col">Trusted</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, { this: mine, trusted }]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{numberText(mine)}</td>
            <td>{numberText(trusted)}</td>
          </tr>
        ))}
      </tbody>
    </Scrolling>
  );
}
