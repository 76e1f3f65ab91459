/** Has the grader choose, of several broken programs, one that it sees through; see src/grader/handout.py. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { HandoutMaker, HandoutOutcome, HandoutRequest } from '../../core/ports.ts';
import { HANDOUT_ANSWER } from '../../protocol/broken-program.ts';
import { parseJson } from '../../protocol/grader-wire.ts';
import { environment } from '../grader/environment.ts';
import { run } from '../process/run.ts';
import { TempFolder } from '../process/temp-folder.ts';

/** Importing torch, and some seconds for each candidate that will not do. */
const LIMIT_MS = 120_000;

export class PythonHandouts implements HandoutMaker {
  /** `packageRoot` is the folder that holds the Python package `grader`. */
  constructor(private readonly packageRoot: string) {}

  async make(request: HandoutRequest, signal?: AbortSignal): Promise<HandoutOutcome> {
    const { drillFolder, python, candidates } = request;
    const temp = new TempFolder();
    try {
      const list = join(temp.path, 'candidates.json');
      writeFileSync(list, JSON.stringify({ programs: candidates }));
      const outcome = await run(python, ['-m', 'grader.handout', drillFolder, list], {
        timeoutMs: LIMIT_MS,
        signal,
        env: environment(this.packageRoot, temp),
      });
      if (outcome.kind === 'cancelled') return outcome;
      if (outcome.kind === 'cannot-start') return failed(outcome.reason);
      if (outcome.kind === 'timed-out') return failed('It was not finished after two minutes');
      if (outcome.code !== 0) return failed(lastLine(outcome.stderr));
      const answer = v.safeParse(HANDOUT_ANSWER, parseJson(lastLine(outcome.stdout)));
      if (!answer.success) return failed('Python answered something else');
      const { chosen, refused, report } = answer.output;
      const candidate = candidates[chosen ?? -1];
      return candidate !== undefined && report !== null
        ? { kind: 'chosen', candidate, report, refused }
        : { kind: 'none', refused };
    } finally {
      await temp.remove();
    }
  }
}

function failed(why: string): HandoutOutcome {
  return { kind: 'failed', reason: `The program could not be broken. ${why.replace(/\.?$/, '.')}` };
}

function lastLine(text: string): string {
  return text.trimEnd().split('\n').at(-1) ?? '';
}
