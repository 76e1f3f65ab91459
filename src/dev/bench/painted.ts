/** From Enter in the command palette to what can be worked on: a drill with file and page, a board to draw on. */
import { join } from 'node:path';
import { LEAST, LEAST_FILE, LEAST_PAGE, packLeast } from './least.ts';
import { paired, sampled, type BenchRow } from './row.ts';
import type { BenchWindow } from './window.ts';
import { inWorkbench, type WorkbenchTools } from './workbench.ts';

/** The first of a window is not measured: what it loads stays loaded. */
const DRILLS = [
  'Multi-head attention',
  'Training loop',
  'ResNet block',
  'LSTM cell',
  'Basic GAN',
  'AdamW optimizer',
  'Layer normalisation',
  'Stable softmax',
];
const ARCHITECTURES = [
  'Transformer block',
  'ResNet bottleneck',
  'LSTM cell',
  'U-Net',
  'Vision Transformer',
  'Variational autoencoder',
  'GAN with gradient flow',
  'LoRA',
];
/** Milliseconds of one picture on the screen. */
const FRAME = 17;

interface Opened {
  readonly file: number;
  readonly page: number;
}

export function benchPainted(tools: WorkbenchTools): Promise<BenchRow[]> {
  const more = async (home: string): Promise<readonly string[]> => [
    await packLeast(join(home, 'least')),
  ];
  return inWorkbench(tools, { more }, async (newWindow) => {
    const window = await newWindow();
    const ours: Opened[] = [];
    const leasts: Opened[] = [];
    // In turns: what the machine does beside meets both.
    for (const [i, drill] of DRILLS.entries()) {
      ours.push(await openDrill(window, drill));
      leasts.push(await openLeast(window, LEAST[i] ?? ''));
    }
    const boards: number[] = [];
    for (const title of ARCHITECTURES) boards.push(await draw(window, title));
    return [...drillRows(ours.slice(1), leasts.slice(1)), boardRow(boards.slice(1))];
  });
}

function drillRows(ours: readonly Opened[], leasts: readonly Opened[]): BenchRow[] {
  const both = (all: readonly Opened[]): number[] =>
    all.map(({ file, page }) => Math.max(file, page));
  const late = (all: readonly Opened[]): number[] => all.map(({ file, page }) => page - file);
  const times = paired(both(ours), both(leasts), (own, least) => own / least);
  return [
    sampled('palette to file and page painted', both(ours), { goal: 400 }),
    sampled('the same for the least extension that opens a file and a page', both(leasts)),
    sampled('palette to painted, ours / the least', times, { unit: 'times', digits: 2, goal: 1.2 }),
    sampled('page painted after its file', late(ours), { goal: FRAME }),
    sampled('the same in the least extension, whose page is a heading', late(leasts)),
  ];
}

function boardRow(boards: readonly number[]): BenchRow {
  return sampled('palette to a board to draw on', boards);
}

/** Everything is closed again. */
async function openDrill(window: BenchWindow, drill: string): Promise<Opened> {
  await window.choose('Begin a Coding Drill', drill);
  return opened(window, '# Tensor Drills:', drill);
}

async function openLeast(window: BenchWindow, title: string): Promise<Opened> {
  await window.find(title);
  return opened(window, LEAST_FILE, LEAST_PAGE);
}

async function opened(window: BenchWindow, line: string, heading: string): Promise<Opened> {
  const [file = 0, page = 0] = await window.enter(
    () => window.line(line),
    () => window.inPage('h1', heading),
  );
  await window.closeAll();
  return { file, page };
}

/** Milliseconds from choosing the architecture until its board can be drawn on. */
async function draw(window: BenchWindow, title: string): Promise<number> {
  await window.choose('Draw an Architecture', title);
  const [ms = 0] = await window.enter(() => window.inPage('canvas.interactive'));
  await window.inPage('h1', title);
  await window.closeAll();
  return ms;
}
