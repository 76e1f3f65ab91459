/** What Python must say of drills before they are proven, by one process for all of a pack; see src/grader/survey.py. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { asciiLine, parseJson } from '../../protocol/grader-wire.ts';
import { PythonProcess } from '../grader/python-process.ts';
import { FREEZE_REPORT, type FreezeReport } from './freeze-report.ts';

const MUTANTS = v.array(v.object({ change: v.string(), line: v.number(), path: v.string() }));
/** The solution with one change. A check that notices nothing has a gap. */
export type Mutant = v.InferOutput<typeof MUTANTS>[number];

const STANDING = v.variant('kind', [
  /** The drill brings a judge of its own: there is nothing to look up. */
  v.object({ kind: v.literal('own') }),
  /** frozen.json does not fit the drill as it is now. */
  v.object({ kind: v.literal('stale') }),
  FREEZE_REPORT,
]);

export type Standing =
  | { readonly kind: 'own' }
  | { readonly kind: 'stale' }
  | FreezeReport
  /** `why` is not a whole sentence. */
  | { readonly kind: 'failed'; readonly why: string }
  | { readonly kind: 'cancelled' };

const ANSWER = v.union([
  v.object({ mutants: MUTANTS }),
  v.object({ report: STANDING }),
  v.object({ error: v.string() }),
]);
type Answer = v.InferOutput<typeof ANSWER>;

export interface PythonOptions {
  readonly python: string;
  /** The folder that holds the Python package `grader`. */
  readonly packageRoot: string;
  readonly signal?: AbortSignal | undefined;
}

/** For one drill. */
const SILENT_MS = 60_000;

/** A process that hangs in a drill, or that a drill ends, is replaced for the next. */
export class Survey {
  #process: PythonProcess | null = null;
  #lastWords = '';

  constructor(
    private readonly options: PythonOptions,
    private readonly silentMs = SILENT_MS,
  ) {}

  async standingOf(drillFolder: string): Promise<Standing> {
    const answer = await this.#ask({ drill: drillFolder });
    if (answer === null) return { kind: 'cancelled' };
    if ('report' in answer) return answer.report;
    return { kind: 'failed', why: 'error' in answer ? answer.error : 'It has no answer' };
  }

  /** Writes the mutants of the drill's solution into `folder`. Empty when they cannot be made. */
  async mutantsOf(drillFolder: string, folder: string): Promise<readonly Mutant[]> {
    mkdirSync(folder, { recursive: true });
    const answer = await this.#ask({ solution: join(drillFolder, 'solution.py'), folder });
    // A solution that does not parse is told as one that does not pass.
    return answer !== null && 'mutants' in answer ? answer.mutants : [];
  }

  /** Resolves when nothing is left of the process. */
  async close(): Promise<void> {
    const left = this.#process;
    this.#process = null;
    left?.kill();
    await left?.cleared;
  }

  /** Null when the signal says so. */
  async #ask(request: Readonly<Record<string, string>>): Promise<Answer | null> {
    const { signal } = this.options;
    const isCancelled = () => signal?.aborted === true;
    if (isCancelled()) return null;
    const cancel = () => this.#process?.kill();
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      const answer = await this.#answerTo(request);
      return isCancelled() ? null : answer;
    } finally {
      signal?.removeEventListener('abort', cancel);
    }
  }

  async #answerTo(request: Readonly<Record<string, string>>): Promise<Answer> {
    const process = (this.#process ??= this.#start());
    const started = await process.started;
    if (started.kind === 'failed') return this.#failed(process, started.reason);
    const answer = process.nextLine(parseAnswer);
    this.#lastWords = 'Its Python ended by itself';
    process.write(asciiLine(request));
    const result = await process.race(answer, this.silentMs);
    if (result.kind === 'said') return result.value;
    if (result.kind === 'ended') return this.#failed(process, this.#lastWords);
    const seconds = this.silentMs / 1000;
    return this.#failed(process, `Still not finished after ${seconds} s: the start of grade.py`);
  }

  async #failed(process: PythonProcess, error: string): Promise<Answer> {
    process.kill();
    await process.cleared;
    if (this.#process === process) this.#process = null;
    return { error };
  }

  #start(): PythonProcess {
    const { python, packageRoot } = this.options;
    return new PythonProcess({
      python,
      module: 'grader.survey',
      packageRoot,
      log: (line) => (this.#lastWords = line),
    });
  }
}

function parseAnswer(line: string): Answer | null {
  const parsed = v.safeParse(ANSWER, parseJson(line));
  return parsed.success ? parsed.output : null;
}
