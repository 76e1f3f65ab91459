/** Proves a pack with the same machinery as the command line. */
import { availableParallelism } from 'node:os';
import type { Problem } from '../core/pack.ts';
import type { OnProven, Prover, ProveRequest } from '../core/ports.ts';
import { gradeAll, graderFor } from './cli/grade.ts';
import { Interrupted } from './cli/interrupted.ts';
import { proofOf, surprise, type ProofTask } from './cli/prove.ts';
import type { ReadPack } from './library.ts';
import { TempFolder } from './process/temp-folder.ts';

export class PackProver implements Prover {
  constructor(
    private readonly readPack: ReadPack,
    /** The folder in which the grader's Python lies. */
    private readonly packageRoot: string,
    private readonly log: (line: string) => void,
  ) {}

  async prove(
    request: ProveRequest,
    onProven: OnProven,
    signal: AbortSignal,
  ): Promise<readonly Problem[]> {
    const pack = await this.readPack(request.folder);
    const copies = new TempFolder();
    try {
      const proof = proofOf(request.folder, pack, { ...request, copies: copies.path });
      await this.proveTasks(proof.tasks, request, onProven, signal);
      return proof.problems;
    } finally {
      await copies.remove();
    }
  }

  private async proveTasks(
    tasks: readonly ProofTask[],
    { python, timeoutMs, memoryMb }: ProveRequest,
    onProven: OnProven,
    signal: AbortSignal,
  ): Promise<void> {
    if (tasks.length === 0) return;
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
          onResult: (result, { claim, file, line, drill }) => {
            done += 1;
            const one = { file, line, name: result.file, drill, surprise: surprise(result, claim) };
            onProven(one, done, tasks.length);
          },
        },
        signal,
      );
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error;
    } finally {
      await grader.close();
    }
  }
}
