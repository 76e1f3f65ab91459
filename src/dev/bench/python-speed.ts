/** Python's share: a cold start beside the graders alone, one by one and many at once. */
import { ROOT } from '../places.ts';
import { succeeded, type Processes } from '../process/processes.ts';
import type { Interpreter } from '../../core/ports.ts';
import { UserError } from '../../core/errors.ts';
import { TempFolder } from '../../node/process/temp-folder.ts';
import { mistakePrograms } from './mistakes.ts';
import { repeatedly, sampled, type BenchRow } from './row.ts';

const DRILL = 'lstm-cell';
const COLD = `import torch
x = torch.randn(2, 3)
assert torch.nn.Linear(3, 4)(x).shape == (2, 4)
`;

/** Wall-clock milliseconds of whole Python processes that import torch and run one assertion. */
export function coldPython(processes: Processes, python: Interpreter): Promise<number[]> {
  return repeatedly(() => timeOf(processes, python.path, ['-c', COLD]));
}

/** Many files by the command line, against one cold process a file. */
export async function benchBatch(
  processes: Processes,
  python: Interpreter,
  cold: number,
): Promise<BenchRow[]> {
  const args = ['dist/cli.js', 'check', DRILL, '--python', python.path, '--jobs', '2', '--json'];
  const folder = new TempFolder();
  const files = mistakePrograms(DRILL, folder.path);
  let each: number[];
  try {
    each = await repeatedly(async () => {
      const ms = await timeOf(processes, process.execPath, [...args, ...files], [0, 1]);
      return ms / files.length;
    });
  } finally {
    await folder.remove();
  }
  return [
    sampled(`batch of ${files.length} files, 2 jobs`, each, { unit: 'ms per file' }),
    sampled(
      'one cold Python per file / batch',
      each.map((ms) => cold / ms),
      { unit: 'times', goal: 10, atLeast: true },
    ),
  ];
}

async function timeOf(
  processes: Processes,
  command: string,
  args: readonly string[],
  codes: readonly number[] = [0],
): Promise<number> {
  const start = performance.now();
  const outcome = await processes.run(command, args, {
    cwd: ROOT,
    env: { ...process.env, OMP_NUM_THREADS: '1' },
  });
  const ended = outcome.kind === 'finished' && codes.includes(outcome.code);
  if (!ended && !succeeded(outcome)) {
    throw new UserError(
      `${command} ${args[0] ?? ''} did not run: ${JSON.stringify(outcome).slice(0, 400)}`,
    );
  }
  return performance.now() - start;
}
