/** Grades a list of files with whatever is fastest here, and hands the results over in the order of the list. */
import { saysOf } from '../../core/content.ts';
import { messageOf } from '../../core/errors.ts';
import type { CheckRequest, Grader } from '../../core/ports.ts';
import { BatchGrader } from '../grader/batch.ts';
import { GraderPool, type PoolOptions } from '../grader/pool.ts';
import { Interrupted } from './interrupted.ts';
import { resultOf, type Result, type Titles } from './result.ts';
import { snapshotsOf, type Snapshot } from './snapshots.ts';
import type { GradeOptions } from './options.ts';

export interface Task {
  readonly drill: string;
  readonly drillFolder: string;
  /** As it is shown. */
  readonly name: string;
  readonly path: string;
  readonly titles: Titles;
  readonly memoryMb: number;
  /** How long this one may take; by default as long as every other. */
  readonly deadlineMs?: number;
  /** Absolute path of the key, where a broken program is repaired. */
  readonly broken?: string;
  /** Why it cannot be graded, a sentence: then that is its result. */
  readonly problem?: string;
  /** Whether the check stops at the first failure. */
  readonly endsAtFailure?: boolean;
  /**
   * Only for a trusted program. It may be checked in one process with others; if the result is not the expected one, it
   * is checked again, in full and by itself.
   */
  readonly isExpected?: (result: Result) => boolean;
}

export interface GradeListener<T> {
  /** At once when a task is graded, in any order. */
  readonly onGraded: (result: Result, task: T) => void;
  /** Once a task, in order, as soon as it and all before it are graded. */
  readonly onResult: (result: Result, task: T) => void;
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
    keepsSpares: false,
    log,
  };
  return process.platform === 'linux' && files > 1 ? new BatchGrader(pool) : new GraderPool(pool);
}

/** Throws Interrupted as soon as `signal` says so; then what the grader still does is the caller's to end. */
export async function gradeAll<T extends Task>(
  tasks: readonly T[],
  grader: Grader,
  { onGraded, onResult }: GradeListener<T>,
  signal: AbortSignal,
): Promise<readonly Result[]> {
  if (signal.aborted) throw new Interrupted();
  const interrupted = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Interrupted()), { once: true });
  });
  const results: Result[] = [];
  const snapshots = tasks.length > 1 ? snapshotsOf(tasks.map(({ path }) => path)) : null;
  const pending = tasks.map(async (task) => {
    const result = await gradeOne(task, grader, snapshots?.get(task.path));
    onGraded(result, task);
    return result;
  });
  // The first that is rejected is thrown below; the others must not be thought forgotten until then.
  for (const one of [interrupted, ...pending]) one.catch(() => undefined);
  for (const [at, task] of tasks.entries()) {
    const result = await Promise.race([interrupted, pending[at]]);
    if (result === undefined) continue;
    results.push(result);
    onResult(result, task);
  }
  return results;
}

async function gradeOne(task: Task, grader: Grader, snapshot: Snapshot = {}): Promise<Result> {
  const { endsAtFailure = false, isExpected } = task;
  const together = isExpected !== undefined;
  const result = await gradeOnce(task, grader, snapshot, { endsAtFailure, together });
  if (isExpected === undefined || isExpected(result)) return result;
  return gradeOnce(task, grader, snapshot, { endsAtFailure: false, together: false });
}

async function gradeOnce(
  task: Task,
  grader: Grader,
  snapshot: Snapshot,
  how: Required<Pick<CheckRequest, 'endsAtFailure' | 'together'>>,
): Promise<Result> {
  const { drill, drillFolder, name, path, titles, memoryMb, deadlineMs, broken, problem } = task;
  const says = saysOf(titles.values());
  const began = performance.now();
  const outcome =
    problem === undefined
      ? await grader
          .check({
            drillFolder,
            file: path,
            memoryMb,
            says,
            ...how,
            ...snapshot,
            ...(deadlineMs === undefined ? {} : { deadlineMs }),
            ...(broken === undefined ? {} : { broken }),
          })
          .catch(cannotStart)
      : cannotStart(problem);
  // Of the grader that was closed under it.
  if (outcome.outcome === 'cancelled') throw new Interrupted();
  return resultOf(drill, name, outcome, titles, Math.round(performance.now() - began));
}

function cannotStart(error: unknown) {
  return { outcome: 'cannot-start', reason: messageOf(error) } as const;
}
