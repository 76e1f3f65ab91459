/**
 * `npm run bench [-- --json FILE] [--only SECTION]`: what the product promises to be, measured on this machine in one
 * run. Each but `sizes` and `painted`, asked for alone, measures what `npm run build` left.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { UserError } from '../core/errors.ts';
import type { Interpreter } from '../core/ports.ts';
import { benchClass } from './bench/class-speed.ts';
import { benchHistoryIn } from './bench/history-in-vscode.ts';
import { benchInHost } from './bench/in-host.ts';
import { benchPacks } from './bench/pack-speed.ts';
import { benchPainted } from './bench/painted.ts';
import { benchBatch, coldPython } from './bench/python-speed.ts';
import { benchReview } from './bench/review-speed.ts';
import { met, rounded, type BenchRow } from './bench/row.ts';
import { benchSizes } from './bench/sizes.ts';
import { buildExtension, packExtension } from './package.ts';
import { Processes } from './process/processes.ts';
import { providePython } from './python/provide.ts';
import { main, say } from './report.ts';
import { provideChromium } from './workbench/chromium.ts';
import { installWorkbench } from './workbench/install.ts';
import { chosenRelease } from './workbench/release.ts';

type Rows = readonly BenchRow[];

await main(async () => {
  const { values } = parseArgs({
    options: { json: { type: 'string' }, only: { type: 'string' } },
  });
  const processes = new Processes();
  processes.endWithUs();
  const sections = sectionsOf(processes);
  const { only } = values;
  if (only !== undefined && !(only in sections)) {
    throw new UserError(
      `There is no section "${only}". Available: ${Object.keys(sections).join(', ')}.`,
    );
  }
  const rows: BenchRow[] = [];
  for (const [name, measure] of Object.entries(sections)) {
    if (only !== undefined && only !== name) continue;
    // Told at once: a later section that fails costs itself only.
    for (const row of await measure()) {
      rows.push(row);
      say(lineOf(row));
    }
  }
  if (values.json !== undefined) writeFileSync(values.json, JSON.stringify(rows, null, 2));
  return 0;
});

function sectionsOf(processes: Processes): Readonly<Record<string, () => Promise<Rows> | Rows>> {
  const workbench = once(() => installWorkbench(chosenRelease(), processes, say));
  const packed = once(async () => {
    await buildExtension(processes);
    return packExtension(processes);
  });
  const python = once(() => providePython(processes, say));
  const cold = once(async () => coldPython(processes, await python()));
  return {
    sizes: async () => benchSizes(await packed()),
    history: async () => benchHistoryIn(processes, await workbench()),
    review: benchReview,
    packs: () => benchPacks(),
    cold: async () => [coldRow(await python(), await cold())],
    batch: async () => benchBatch(processes, await python(), await cold()),
    class: async () => benchClass(processes, await python()),
    host: async () => {
      await workbench();
      return benchInHost(await python(), await cold());
    },
    painted: async () =>
      benchPainted({
        processes,
        installation: await workbench(),
        chromium: await provideChromium(processes, say),
        vsix: await packed(),
      }),
  };
}

/** What several sections need is made when the first of them asks. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => (made ??= make());
}

function coldRow({ torch }: Interpreter, ms: number): BenchRow {
  return {
    name: `cold python that imports torch ${torch} and asserts`,
    value: rounded(ms),
    unit: 'ms',
    goal: null,
  };
}

/** A figure that misses its goal is told, not failed: machines differ and are noisy. */
function lineOf(row: BenchRow): string {
  const value = `${row.value} ${row.unit}`.padStart(20);
  const growth = row.growth === undefined ? '' : `   ${row.growth}`;
  return `${row.name.padEnd(70)}${value}${growth}${goalOf(row)}`;
}

function goalOf(row: BenchRow): string {
  if (row.goal === null) return '';
  const goal = `${row.atLeast === true ? 'at least' : 'at most'} ${row.goal}`;
  return `   goal ${goal}: ${met(row) ? 'met' : 'MISSED'}`;
}
