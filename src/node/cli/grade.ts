/** Grades a list of files with whatever is fastest here, and hands the results over in the order of the list. */
import { messageOf } from '../../core/errors.ts';
import type { Grader } from '../../core/ports.ts';
import { BatchGrader } from '../grader/batch.ts';
import { GraderPool, type PoolOptions } from '../grader/pool.ts';
import type { GradeOptions } from './arguments.ts';
import { resultOf, type Result, type Titles } from './result.ts';

export interface Task {
  readonly drill: string;
  readonly drillFolder: string;
  /** As it is shown. */
  readonly name: string;
  readonly path: string;
  readonly titles: Titles;
}

/** A grader that everything it started ends with. */
export type ClosableGrader = Grader & { close(): Promise<void> };

/** Forking a process that has used torch is safe on Linux only; for a single file a fresh process is as fast. */
export function graderFor(
  files: number,
  python: string,
  packageRoot: string,
  options: GradeOptions,
  log: (line: string) => void,
): ClosableGrader {
  const pool: PoolOptions = {
    python: () => Promise.resolve({ kind: 'found', path: python }),
    packageRoot,
    deadlineMs: () => options.timeoutMs,
    size: Math.max(1, Math.min(options.jobs, files)),
    log,
  };
  return process.platform === 'linux' && files > 1 ? new BatchGrader(pool) : new GraderPool(pool);
}

/** Calls back once a task, in order, as soon as it and all before it are graded. */
export async function gradeAll(
  tasks: readonly Task[],
  grader: Grader,
  onResult: (result: Result, task: Task) => void,
  onDone: (done: number) => void,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  let done = 0;
  const pending = tasks.map(async (task) => {
    const result = await gradeOne(task, grader);
    done += 1;
    onDone(done);
    return result;
  });
  for (const [at, task] of tasks.entries()) {
    const result = await pending[at];
    if (result === undefined) continue;
    results.push(result);
    onResult(result, task);
  }
  return results;
}

async function gradeOne(task: Task, grader: Grader): Promise<Result> {
  const { drill, drillFolder, name, path, titles } = task;
  const began = performance.now();
  const outcome = await grader
    .check({ drillFolder, file: path })
    .catch((error: unknown) => ({ outcome: 'cannot-start', reason: messageOf(error) }) as const);
  return resultOf(drill, name, outcome, titles, Math.round(performance.now() - began));
}
