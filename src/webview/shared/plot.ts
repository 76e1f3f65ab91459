/** Draws curves with uPlot. Large, so a page imports it only when it has a chart to show. */
import uPlot from 'uplot';
import styles from 'uplot/dist/uPlot.min.css';

export interface PlotData {
  readonly x: readonly (number | null)[];
  readonly series: Readonly<Record<string, readonly (number | null)[]>>;
  readonly log: boolean;
  readonly bars: boolean;
  /** Both ends of the y axis; null for those of the data. */
  readonly range: readonly [number, number] | null;
  /** The index of the point under the mouse; null when it leaves. */
  readonly onPoint: (index: number | null) => void;
}

export interface Plot {
  /** Marks the point of that index. */
  mark(index: number): void;
  dispose(): void;
}

/** Colours of the curves in order; each also has a dash of its own. */
export const COLOURS = ['blue', 'yellow', 'green', 'purple'] as const;
export const DASHES = [[], [7, 4], [2, 3], [10, 3, 2, 3]] as const;

const HEIGHT = 200;
// uPlot's enum exists in its types only.
const LOGARITHMIC: Pick<uPlot.Scale, 'distr'> = { distr: 3 };

export function plot(box: HTMLElement, data: PlotData): Plot {
  linkStyles();
  let chart = draw(box, data);
  const resized = new ResizeObserver(() => {
    if (box.clientWidth > 0) chart.setSize({ width: box.clientWidth, height: HEIGHT });
  });
  resized.observe(box);
  // A canvas does not follow the theme by itself.
  const dressed = new MutationObserver(() => {
    chart.destroy();
    chart = draw(box, data);
  });
  dressed.observe(document.body, { attributeFilter: ['class', 'data-vscode-theme-id'] });
  return {
    mark(index) {
      const x = data.x[index];
      const left = x == null ? -10 : chart.valToPos(x, 'x');
      chart.setCursor({ left, top: chart.over.clientHeight / 2 }, false);
    },
    dispose() {
      resized.disconnect();
      dressed.disconnect();
      chart.destroy();
    },
  };
}

const WHOLE_STEPS = [0, 1, 2, 3, 4, 5].flatMap((power) =>
  [1, 2, 5].map((one) => one * 10 ** power),
);

function draw(box: HTMLElement, data: PlotData): uPlot {
  const theme = getComputedStyle(document.body);
  const colour = (name: string): string =>
    theme.getPropertyValue(`--vscode-${name}`).trim() || theme.color;
  const ink = colour('descriptionForeground');
  const line = { stroke: withAlpha(ink), width: 1 };
  const tens = data.log ? { filter: (_: uPlot, all: number[]) => all.map(powerOfTen) } : {};
  const axis: uPlot.Axis = {
    stroke: ink,
    grid: line,
    ticks: line,
    font: `11px ${theme.fontFamily}`,
  };
  const bars = uPlot.paths.bars?.({ size: [0.85, 40] });
  const series = Object.keys(data.series).map((label, i): uPlot.Series => ({
    label,
    stroke: colour(`charts-${COLOURS[i % COLOURS.length] ?? 'blue'}`),
    width: 2,
    dash: [...(DASHES[i % DASHES.length] ?? [])],
    points: { show: data.x.length < 30 && !data.bars },
    ...(data.bars && bars
      ? { paths: bars, fill: withAlpha(colour(`charts-${COLOURS[i % COLOURS.length] ?? 'blue'}`)) }
      : {}),
  }));
  const { range, onPoint } = data;
  return new uPlot(
    {
      width: Math.max(200, box.clientWidth),
      height: HEIGHT,
      legend: { show: false },
      cursor: { drag: { x: true, y: false }, y: false },
      scales: {
        x: { time: false, ...(data.bars ? { range: roomForBars(data.x) } : {}) },
        y: { ...(data.log ? LOGARITHMIC : {}), ...(range ? { range: [...range] } : {}) },
      },
      axes: [
        { ...axis, size: 30, ...(data.x.every(isWhole) ? { incrs: [...WHOLE_STEPS] } : {}) },
        {
          ...axis,
          size: 56,
          // Lines between the powers of ten would hide the curves.
          grid: { ...line, ...tens },
          ticks: { ...line, ...tens },
          values: (_, all) => all.map(short),
        },
      ],
      series: [{}, ...series],
      hooks: { setCursor: [({ cursor }) => onPoint(cursor.idx ?? null)] },
    },
    [
      data.x.map((value) => value ?? 0),
      ...Object.values(data.series).map((all) => all.map((y) => drawable(y, data.log))),
    ],
    box,
  );
}

/** There is no attempt or step one and a half. */
function isWhole(x: number | null): boolean {
  return x === null || Number.isInteger(x);
}

/** The value where it is a power of ten, else null. */
function powerOfTen(value: number): number | null {
  const power = Math.log10(value);
  return Math.abs(power - Math.round(power)) < 1e-9 ? value : null;
}

/** A logarithm has no place for zero. */
function drawable(value: number | null, log: boolean): number | null {
  return value !== null && log && value <= 0 ? null : value;
}

function short(value: number | null): string {
  if (value === null) return '';
  const size = Math.abs(value);
  return size !== 0 && (size >= 1e5 || size < 1e-3)
    ? value.toExponential(0)
    : String(Number(value.toPrecision(6)));
}

/** The colour, a quarter as strong. */
function withAlpha(colour: string): string {
  return `color-mix(in srgb, ${colour} 25%, transparent)`;
}

/** Bars stand on both sides of their value; the outermost need room. */
function roomForBars(x: PlotData['x']): uPlot.Range.MinMax {
  const known = x.filter((value) => value !== null);
  const [first = 0, second = 1] = known;
  const half = (second - first) / 2;
  return [first - half, (known.at(-1) ?? 1) + half];
}

function linkStyles(): void {
  const id = 'plot-styles';
  if (document.getElementById(id)) return;
  const link = Object.assign(document.createElement('link'), {
    id,
    rel: 'stylesheet',
    href: new URL(styles, import.meta.url).href,
  });
  document.head.append(link);
}
