/** Proves a pack with the same machinery as the command line. */
import { availableParallelism } from 'node:os';
import type { ProofListener, Prover, ProveRequest } from '../../core/ports.ts';
import { gradeAll, graderFor } from '../grading/grade.ts';
import { Interrupted } from '../grading/interrupted.ts';
import type { ReadPack } from '../library.ts';
import { TempFolder } from '../process/temp-folder.ts';
import { surprise, type ProofTask } from './claims.ts';
import { prepareProof } from './proof.ts';
import type { Problem } from '../../core/problem.ts';

export class PackProver implements Prover {
  constructor(
    private readonly readPack: ReadPack,
    /** The folder in which the grader's Python lies. */
    private readonly packageRoot: string,
    private readonly log: (line: string) => void,
  ) {}

  async prove(
    request: ProveRequest,
    listener: ProofListener,
    signal: AbortSignal,
  ): Promise<readonly Problem[]> {
    const pack = await this.readPack(request.folder);
    const temp = new TempFolder();
    try {
      const proof = await prepareProof(request.folder, pack, {
        ...request,
        packageRoot: this.packageRoot,
        drills: [],
        frozen: false,
        quick: null,
        fewest: false,
        temp,
        signal,
        onStep: listener.onStep,
      });
      for (const remark of proof.remarks) this.log(remark);
      await this.proveTasks(proof.tasks, request, listener, signal);
      return proof.problems;
    } finally {
      await temp.remove();
    }
  }

  private async proveTasks(
    tasks: readonly ProofTask[],
    { python, timeoutMs, memoryMb }: ProveRequest,
    { onProven }: ProofListener,
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
