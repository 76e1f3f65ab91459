/** Proves a pack with the same machinery as the command line. */
import { availableParallelism } from 'node:os';
import type { Problem } from '../core/pack.ts';
import type { Proven, Prover, ProveRequest } from '../core/ports.ts';
import { gradeAll, graderFor } from './cli/grade.ts';
import { Interrupted } from './cli/interrupted.ts';
import { proofOf, surprise } from './cli/prove.ts';
import type { ReadPack } from './library.ts';

export class PackProver implements Prover {
  constructor(
    private readonly readPack: ReadPack,
    /** The folder in which the grader's Python lies. */
    private readonly packageRoot: string,
    private readonly log: (line: string) => void,
  ) {}

  async prove(
    { folder, python, timeoutMs, memoryMb }: ProveRequest,
    onProven: (one: Proven, done: number, all: number) => void,
    signal: AbortSignal,
  ): Promise<readonly Problem[]> {
    const { tasks, claims, problems } = proofOf(folder, await this.readPack(folder), {
      memoryMb,
    });
    if (tasks.length === 0) return problems;
    const jobs = Math.min(4, availableParallelism());
    const options = { json: false, python, timeoutMs, memoryMb, jobs };
    const grader = graderFor(tasks.length, python, this.packageRoot, options, this.log);
    let done = 0;
    try {
      await gradeAll(
        tasks,
        grader,
        {
          onGraded: () => undefined,
          onResult: (result, { path, drill }) => {
            done += 1;
            const why = surprise(result, claims.get(path) ?? { kind: 'passes' });
            onProven({ file: path, drill, surprise: why }, done, tasks.length);
          },
        },
        signal,
      );
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error;
    } finally {
      await grader.close();
    }
    return problems;
  }
}
