/** `npm run bench`: what the product promises to be, measured on this machine in one run. */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { messageOf, UserError } from '../core/errors.ts';
import type { Interpreter } from '../core/ports.ts';
import { benchActivation } from './bench/activation-speed.ts';
import { benchChecks, benchFirstCheck } from './bench/check-speed.ts';
import { benchClass } from './bench/class-speed.ts';
import { benchHistoryIn } from './bench/history-in-vscode.ts';
import { benchPackReading, benchPackSaves } from './bench/pack-speed.ts';
import { benchPainted } from './bench/painted.ts';
import { benchBatch, coldPython } from './bench/python-speed.ts';
import { benchReview } from './bench/review-speed.ts';
import { median, met, sampled, type BenchRow } from './bench/row.ts';
import { benchSession } from './bench/session-memory.ts';
import { benchSizes } from './bench/sizes.ts';
import type { WorkbenchTools } from './bench/workbench.ts';
import { benchYears } from './bench/years-speed.ts';
import { buildExtension, packExtension } from './package.ts';
import { Processes } from './process/processes.ts';
import { providePython } from './python/provide.ts';
import { main, say } from './report.ts';
import { provideChromium } from './workbench/chromium.ts';
import { installWorkbench } from './workbench/install.ts';
import { chosenRelease } from './workbench/release.ts';

type Rows = readonly BenchRow[];

const USAGE = `npm run bench [-- [--only SECTION] [--json FILE]]
  --only SECTION  only this section (session takes half an hour); run npm run build first (sizes, painted and years do so
                  themselves)
  --json FILE     also write the figures to this file`;

await main(async () => {
  const processes = new Processes();
  processes.endWithUs();
  const sections = sectionsOf(processes);
  const usage = `${USAGE}\nSections: ${Object.keys(sections).join(', ')}`;
  const { help, only, json } = readArgs(usage);
  if (help) {
    say(usage);
    return 0;
  }
  if (only !== undefined && !(only in sections)) {
    throw new UserError(`There is no section "${only}".\n${usage}`);
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
  if (json !== undefined) writeFileSync(json, JSON.stringify(rows, null, 2));
  return 0;
});

function readArgs(usage: string) {
  try {
    const { values } = parseArgs({
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        only: { type: 'string' },
        json: { type: 'string' },
      },
    });
    return values;
  } catch (error) {
    throw new UserError(`${messageOf(error)}\n${usage}`);
  }
}

function sectionsOf(processes: Processes): Readonly<Record<string, () => Promise<Rows> | Rows>> {
  const workbench = once(() => installWorkbench(chosenRelease(), processes, say));
  const packed = once(async () => {
    await buildExtension(processes);
    return packExtension(processes);
  });
  const python = once(() => providePython(processes, say));
  const cold = once(async () => coldPython(processes, await python()));
  const tools = once(async (): Promise<WorkbenchTools> => ({
    processes,
    installation: await workbench(),
    chromium: await provideChromium(processes, say),
    python: await python(),
    vsix: await packed(),
  }));
  const inHost = async (measure: (python: Interpreter) => Promise<Rows>): Promise<Rows> => {
    await workbench();
    return measure(await python());
  };
  return {
    sizes: async () => benchSizes(await packed()),
    history: async () => benchHistoryIn(processes, await workbench()),
    review: benchReview,
    cold: async () => [coldRow(await python(), await cold())],
    batch: async () => benchBatch(processes, await python(), median(await cold())),
    class: async () => benchClass(processes, await python()),
    activation: () => inHost(benchActivation),
    check: () => inHost(async (own) => benchChecks(own, median(await cold()))),
    'first-check': () => inHost(benchFirstCheck),
    packs: benchPackReading,
    'pack-saves': () => inHost(benchPackSaves),
    session: () => inHost(benchSession),
    painted: async () => benchPainted(await tools()),
    years: async () => benchYears(await tools()),
  };
}

/** What several sections need is made when the first of them asks. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => (made ??= make());
}

function coldRow({ torch }: Interpreter, samples: readonly number[]): BenchRow {
  return sampled(`cold python that imports torch ${torch} and asserts`, samples);
}

/** A figure that misses its goal is told, not failed: machines differ and are noisy. */
function lineOf(row: BenchRow): string {
  const value = `${row.value} ${row.unit}`.padStart(20);
  const about = [
    row.spread && `${row.spread.least} to ${row.spread.most} in ${row.spread.samples}`,
    row.growth,
    row.extrapolated && 'extrapolated',
    goalOf(row),
  ];
  const told = about.filter((part) => part !== undefined && part !== '');
  return `${row.name.padEnd(76)}${value}   ${told.join('; ')}`.trimEnd();
}

function goalOf(row: BenchRow): string {
  if (row.goal === null) return '';
  const goal = `${row.atLeast === true ? 'at least' : 'at most'} ${row.goal}`;
  return `goal ${goal}: ${met(row) ? 'met' : 'MISSED'}`;
}
