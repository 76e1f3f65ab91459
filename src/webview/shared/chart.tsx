/** A chart to look at, to read point by point with mouse or keyboard, and to read as a table. */
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { Fold } from './parts.tsx';
import type { Plot } from './plot.ts';

export interface ChartProps {
  /** Unique on the page. */
  readonly id: string;
  readonly title: string;
  readonly xName: string;
  readonly yName: string;
  readonly x: readonly (number | null)[];
  readonly series: Readonly<Record<string, readonly (number | null)[]>>;
  readonly log: boolean;
  readonly bars: boolean;
  readonly range?: readonly [number, number] | null;
}

/** So many rows of a table can be looked through. */
const ROWS = 21;

export function Chart(props: ChartProps) {
  const { id, title, xName, yName, x, series } = props;
  const box = useRef<HTMLDivElement>(null);
  const drawn = useRef<Plot | null>(null);
  const [at, setAt] = useState(x.length - 1);
  const slider = useId();
  usePlot(box, drawn, props, setAt);
  const go = (index: number): void => {
    setAt(index);
    drawn.current?.mark(index);
  };
  const names = Object.keys(series);
  const readout = names.map((name) => `${name} ${numberText(series[name]?.[at] ?? null)}`);
  return (
    <figure class="chart">
      <figcaption>
        <strong>{title}</strong>{' '}
        <span class="aside">
          {yName}
          {props.log && ', logarithmic'} by {xName}
        </span>
      </figcaption>
      <div class="plot" ref={box} role="img" aria-label={`${title}: ${yName} by ${xName}`} />
      <ul class="legend">
        {names.map((name, i) => (
          <li key={name}>
            <svg class={`dash dash-${i % 4}`} viewBox="0 0 28 8" aria-hidden="true">
              <line x1="0" x2="28" y1="4" y2="4" />
            </svg>
            {name}: <span class="value">{numberText(series[name]?.[at] ?? null)}</span>
          </li>
        ))}
      </ul>
      <p class="reader">
        <label for={slider}>
          {xName} <span class="value">{numberText(x[at] ?? null)}</span>
        </label>
        <input
          type="range"
          id={slider}
          min={0}
          max={x.length - 1}
          value={at}
          aria-valuetext={`${xName} ${numberText(x[at] ?? null)}: ${readout.join(', ')}`}
          onInput={(event) => go(Number(event.currentTarget.value))}
        />
      </p>
      <Fold id={`${id}-table`} summary="As a table">
        <ChartTable {...props} />
      </Fold>
    </figure>
  );
}

/** Loads what draws, draws, and takes the drawing away with the component. */
function usePlot(
  box: { readonly current: HTMLDivElement | null },
  drawn: { current: Plot | null },
  { x, series, log, bars, range = null }: ChartProps,
  setAt: (index: number) => void,
): void {
  const [low, high] = range ?? [];
  useEffect(() => {
    let gone = false;
    void import('./plot.ts').then(({ plot }) => {
      if (gone || !box.current) return;
      const onPoint = (index: number | null): void => setAt(index ?? x.length - 1);
      const ends = low !== undefined && high !== undefined ? ([low, high] as const) : null;
      drawn.current = plot(box.current, { x, series, log, bars, range: ends, onPoint });
    });
    return () => {
      gone = true;
      drawn.current?.dispose();
      drawn.current = null;
    };
  }, [x, series, log, bars, low, high]);
}

function ChartTable({ title, xName, x, series }: ChartProps) {
  const step = Math.max(1, (x.length - 1) / (ROWS - 1));
  const rows = [...new Set(Array.from({ length: ROWS }, (_, i) => Math.round(i * step)))].filter(
    (row) => row < x.length,
  );
  const names = Object.keys(series);
  return (
    <Scrolling label={title}>
      <thead>
        <tr>
          {[xName, ...names].map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row}>
            <th scope="row">{numberText(x[row] ?? null)}</th>
            {names.map((name) => (
              <td key={name}>{numberText(series[name]?.[row] ?? null)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </Scrolling>
  );
}

/** A table that scrolls inside when it is wider than the page. */
export function Scrolling({
  label,
  children,
}: {
  label: string;
  children: preact.ComponentChildren;
}) {
  return (
    <div class="scrolling" role="group" aria-label={label} tabIndex={0}>
      <table>{children}</table>
    </div>
  );
}

/** Four digits; what was not finite is said so. */
export function numberText(value: number | null): string {
  if (value === null) return 'not finite';
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e6 || size < 1e-3)) return value.toExponential(2);
  return String(Number(value.toPrecision(4)));
}
