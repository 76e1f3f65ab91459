/** What Python must say of drills before they are proven, by one process for all of a pack; see src/grader/survey.py. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { parseJson } from '../../protocol/grader-wire.ts';
import { PythonDialogue, type PythonAnswer, type PythonOptions } from '../grader/asked-python.ts';
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

export type FreezeState =
  | { readonly kind: 'own' }
  | { readonly kind: 'stale' }
  | FreezeReport
  | Exclude<PythonAnswer<never>, { readonly kind: 'answered' }>;

const ANSWER = v.union([
  v.object({ mutants: MUTANTS }),
  v.object({ report: STANDING }),
  v.object({ error: v.string() }),
]);
type Answer = v.InferOutput<typeof ANSWER>;

/** For one drill. */
const SILENT_MS = 60_000;

export class Survey {
  readonly #python: PythonDialogue<Answer>;

  constructor(
    options: PythonOptions,
    private readonly silentMs = SILENT_MS,
  ) {
    this.#python = new PythonDialogue('grader.survey', parseAnswer, options);
  }

  async standingOf(drillFolder: string): Promise<FreezeState> {
    const asked = await this.#ask({ drill: drillFolder });
    if (asked.kind !== 'answered') return asked;
    const { value } = asked;
    if ('report' in value) return value.report;
    return { kind: 'failed', why: 'error' in value ? value.error : 'It did not answer' };
  }

  /** Writes the mutants of the drill's solution into `folder`. Empty when they cannot be made. */
  async mutantsOf(drillFolder: string, folder: string): Promise<readonly Mutant[]> {
    mkdirSync(folder, { recursive: true });
    const asked = await this.#ask({ solution: join(drillFolder, 'solution.py'), folder });
    // A solution that does not parse is told as one that does not pass.
    return asked.kind === 'answered' && 'mutants' in asked.value ? asked.value.mutants : [];
  }

  /** Resolves when nothing is left of the process. */
  close(): Promise<void> {
    return this.#python.close();
  }

  #ask(request: Readonly<Record<string, string>>): Promise<PythonAnswer<Answer>> {
    const seconds = this.silentMs / 1000;
    const silent = `grade.py was still starting after ${seconds} s`;
    return this.#python.ask(request, { ms: this.silentMs, silent });
  }
}

function parseAnswer(line: string): Answer | null {
  const parsed = v.safeParse(ANSWER, parseJson(line));
  return parsed.success ? parsed.output : null;
}
