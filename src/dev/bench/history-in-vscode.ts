/** What a long history costs in the Node that VS Code brings: the one that a developer has may be years older. */
import { join } from 'node:path';
import { build } from 'esbuild';
import { UserError } from '../../core/errors.ts';
import { ROOT, TOOLS } from '../places.ts';
import { lastWords, type Processes } from '../process/processes.ts';
import { say } from '../report.ts';
import type { Installation } from '../workbench/release.ts';
import type { BenchRow } from './row.ts';

const BUNDLE = join(TOOLS, 'bench', 'history-process.mjs');

export async function benchHistoryIn(
  processes: Processes,
  { node }: Installation,
): Promise<readonly BenchRow[]> {
  await build({
    entryPoints: [join(ROOT, 'src/dev/bench/history-process.ts')],
    outfile: BUNDLE,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
  });
  const outcome = await processes.run(node, [BUNDLE, ROOT]);
  if (outcome.kind !== 'finished' || outcome.code !== 0)
    throw new UserError(`The history could not be measured: ${lastWords(outcome)}`);
  const told = JSON.parse(outcome.stdout) as { node: string; rows: readonly BenchRow[] };
  say(`Histories are measured in Node ${told.node}, the version in VS Code.`);
  return told.rows;
}
