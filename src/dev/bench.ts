/**
 * `npm run bench [-- --json FILE] [--only history]`: what the product promises to be, measured on this machine in one
 * run. `--only history` measures what a long history costs and nothing else, after `npm run build`; it takes seconds.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { benchClass } from './bench/class-speed.ts';
import { benchHistoryIn } from './bench/history-in-vscode.ts';
import { benchInHost } from './bench/in-host.ts';
import { benchPainted } from './bench/painted.ts';
import { benchBatch, coldPython } from './bench/python-speed.ts';
import { benchReview } from './bench/review-speed.ts';
import { met, rounded, type BenchRow } from './bench/row.ts';
import { benchSizes } from './bench/sizes.ts';
import { packExtension } from './package.ts';
import { Processes } from './process/processes.ts';
import { providePython } from './python/provide.ts';
import { main, say } from './report.ts';
import { provideChromium } from './workbench/chromium.ts';
import { installWorkbench } from './workbench/install.ts';
import { chosenRelease, type Installation } from './workbench/release.ts';

await main(async () => {
  const { values } = parseArgs({
    options: { json: { type: 'string' }, only: { type: 'string' } },
  });
  const processes = new Processes();
  processes.endWithUs();
  const installation = await installWorkbench(chosenRelease(), processes, say);
  const rows =
    values.only === 'history'
      ? await benchHistoryIn(processes, installation)
      : await benchEverything(processes, installation);
  for (const row of rows) say(lineOf(row));
  if (values.json !== undefined) writeFileSync(values.json, JSON.stringify(rows, null, 2));
  return 0;
});

async function benchEverything(
  processes: Processes,
  installation: Installation,
): Promise<BenchRow[]> {
  const python = await providePython(processes, say);
  const chromium = await provideChromium(processes, say);
  const vsix = await packExtension(processes);
  const cold = await coldPython(processes, python);
  return [
    ...benchSizes(vsix),
    ...(await benchHistoryIn(processes, installation)),
    ...benchReview(),
    {
      name: `cold python that imports torch ${python.torch} and asserts`,
      value: rounded(cold),
      unit: 'ms',
      goal: null,
    },
    ...(await benchBatch(processes, python, cold)),
    ...(await benchClass(processes, python)),
    ...(await benchInHost(python, cold)),
    ...(await benchPainted({ processes, installation, chromium, vsix })),
  ];
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
