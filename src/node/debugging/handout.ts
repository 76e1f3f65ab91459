/** Has the grader try broken programs: which of them it sees through; see src/grader/handout.py. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Candidate, Report } from '../../core/debugging/program.ts';
import type { HandoutMaker, HandoutOutcome, HandoutRequest } from '../../core/ports.ts';
import { HANDOUT_ANSWER } from '../../protocol/broken-program.ts';
import { parseJson } from '../../protocol/grader-wire.ts';
import { PythonDialogue, type PythonOptions } from '../grader/asked-python.ts';
import { TempFolder } from '../process/temp-folder.ts';

/** Some seconds for each candidate that will not do. */
const LIMIT_MS = 120_000;
const LIMIT_MS_EACH = 30_000;

const ANSWER = v.union([HANDOUT_ANSWER, v.object({ error: v.string() })]);
type Answer = v.InferOutput<typeof ANSWER>;

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

/** Tries programs of any number of drills in one process. */
export class Handouts {
  readonly #python: PythonDialogue<Answer>;

  constructor(options: PythonOptions) {
    this.#python = new PythonDialogue('grader.handout', parseAnswer, options);
  }

  /** The first candidates that will do, as many as are wanted. */
  async try(drillFolder: string, candidates: readonly Candidate[], most: number): Promise<Tried> {
    const temp = new TempFolder();
    try {
      const list = join(temp.path, 'candidates.json');
      writeFileSync(list, JSON.stringify({ programs: candidates }));
      const ms = most === 1 ? LIMIT_MS : LIMIT_MS + LIMIT_MS_EACH * candidates.length;
      const silent = 'It took too long';
      const asked = await this.#python.ask({ drill: drillFolder, list, most }, { ms, silent });
      if (asked.kind === 'cancelled') return asked;
      if (asked.kind === 'failed') return failed(asked.why);
      if ('error' in asked.value) return failed(asked.value.error);
      const { accepted, report, refused } = asked.value;
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

  /** Resolves when nothing is left of the process. */
  close(): Promise<void> {
    return this.#python.close();
  }
}

export class PythonHandouts implements HandoutMaker {
  /** `packageRoot` is the folder that holds the Python package `grader`. */
  constructor(private readonly packageRoot: string) {}

  async make(
    { drillFolder, python, candidates }: HandoutRequest,
    signal?: AbortSignal,
  ): Promise<HandoutOutcome> {
    const handouts = new Handouts({ python, packageRoot: this.packageRoot, signal });
    try {
      const tried = await handouts.try(drillFolder, candidates, 1);
      if (tried.kind !== 'tried') return tried;
      const { accepted, report, refused } = tried;
      const [candidate] = accepted;
      return candidate !== undefined && report !== null
        ? { kind: 'chosen', candidate, report, refused }
        : { kind: 'none', refused };
    } finally {
      await handouts.close();
    }
  }
}

function failed(why: string): Extract<HandoutOutcome, { kind: 'failed' }> {
  return { kind: 'failed', reason: `The program could not be broken. ${why.replace(/\.?$/, '.')}` };
}

function parseAnswer(line: string): Answer | null {
  const parsed = v.safeParse(ANSWER, parseJson(line));
  return parsed.success ? parsed.output : null;
}
