/** Has the grader try broken programs: which of them it sees through; see src/grader/handout.py. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Candidate, Report } from '../../core/debugging/program.ts';
import type { HandoutMaker, HandoutOutcome, HandoutRequest } from '../../core/ports.ts';
import { HANDOUT_ANSWER } from '../../protocol/broken-program.ts';
import { parseJson } from '../../protocol/grader-wire.ts';
import { environment } from '../grader/environment.ts';
import { run } from '../process/run.ts';
import { TempFolder } from '../process/temp-folder.ts';

/** Importing torch, and some seconds for each candidate that will not do. */
const LIMIT_MS = 120_000;
const LIMIT_MS_EACH = 30_000;

export type Tried =
  | {
      readonly kind: 'tried';
      readonly accepted: readonly Candidate[];
      /** Of the first that is accepted. */
      readonly report: Report | null;
      /** Why others will not do, by their places. */
      readonly refused: Readonly<Record<string, string>>;
    }
  | Extract<HandoutOutcome, { kind: 'failed' | 'cancelled' }>;

export class PythonHandouts implements HandoutMaker {
  /** `packageRoot` is the folder that holds the Python package `grader`. */
  constructor(private readonly packageRoot: string) {}

  async make(request: HandoutRequest, signal?: AbortSignal): Promise<HandoutOutcome> {
    const tried = await this.try(request, 1, signal);
    if (tried.kind !== 'tried') return tried;
    const { accepted, report, refused } = tried;
    const [candidate] = accepted;
    return candidate !== undefined && report !== null
      ? { kind: 'chosen', candidate, report, refused }
      : { kind: 'none', refused };
  }

  /** The first candidates that will do, as many as are wanted. */
  async try(
    { drillFolder, python, candidates }: HandoutRequest,
    most: number,
    signal?: AbortSignal,
  ): Promise<Tried> {
    const temp = new TempFolder();
    try {
      const list = join(temp.path, 'candidates.json');
      writeFileSync(list, JSON.stringify({ programs: candidates }));
      const args = ['-m', 'grader.handout', drillFolder, list, String(most)];
      const outcome = await run(python, args, {
        timeoutMs: most === 1 ? LIMIT_MS : LIMIT_MS + LIMIT_MS_EACH * candidates.length,
        signal,
        env: environment(this.packageRoot, temp),
      });
      if (outcome.kind === 'cancelled') return outcome;
      if (outcome.kind === 'cannot-start') return failed(outcome.reason);
      if (outcome.kind === 'timed-out') return failed('It was not finished in time');
      if (outcome.code !== 0) return failed(lastLine(outcome.stderr));
      const answer = v.safeParse(HANDOUT_ANSWER, parseJson(lastLine(outcome.stdout)));
      if (!answer.success) return failed('Python answered something else');
      const { accepted, report, refused } = answer.output;
      return {
        kind: 'tried',
        accepted: accepted.flatMap((place) => candidates[place] ?? []),
        report,
        refused,
      };
    } finally {
      await temp.remove();
    }
  }
}

function failed(why: string): Extract<HandoutOutcome, { kind: 'failed' }> {
  return { kind: 'failed', reason: `The program could not be broken. ${why.replace(/\.?$/, '.')}` };
}

function lastLine(text: string): string {
  return text.trimEnd().split('\n').at(-1) ?? '';
}
