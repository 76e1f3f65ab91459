/** Freezes what a drill's programs yield, so that a check can look a candidate up; see src/grader/freezing.py. */
import { readFileSync, readdirSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { MistakeEdit } from '../../core/edits/mistake-edit.ts';
import { flagsOf, variantsOf } from '../../core/edits/variants.ts';
import type { PythonOptions } from '../grader/asked-python.ts';
import { environment } from '../grader/environment.ts';
import { run } from '../process/run.ts';
import { TempFolder } from '../process/temp-folder.ts';
import { FREEZE_REPORT, type FreezeReport } from './freeze-report.ts';
import type { Survey } from './survey.ts';

/** For one program, or for starting Python. All of them together may take minutes. */
const SILENT_MS = 60_000;
const LIMIT_MS = 1_800_000;

export interface FreezeOptions extends PythonOptions {
  /** Whether to write nothing, also where a drill has changed. */
  readonly frozen: boolean;
}

export type FreezeOutcome =
  | FreezeReport
  /** The drill brings a judge of its own. */
  | { readonly kind: 'own' }
  /** `reason` is a whole sentence. */
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'cancelled' };

/** Writes `frozen.json` in the drill's folder where the one that is there does not fit. */
export async function freeze(
  folder: string,
  edits: readonly MistakeEdit[],
  survey: Survey,
  options: FreezeOptions,
): Promise<FreezeOutcome> {
  const standing = await survey.standingOf(folder);
  if (standing.kind === 'failed') return failed(standing.why);
  if (standing.kind !== 'stale') return standing;
  if (!options.frozen) return compute(folder, edits, options);
  const reason =
    'frozen.json does not match this drill. Prove it without --frozen, and keep the file that this writes.';
  return { kind: 'failed', reason };
}

async function compute(
  folder: string,
  edits: readonly MistakeEdit[],
  { python, packageRoot, signal }: PythonOptions,
): Promise<FreezeOutcome> {
  const temp = new TempFolder();
  try {
    const list = join(temp.path, 'programs.json');
    const details = Object.fromEntries(
      edits.flatMap((one) =>
        Object.keys(one.detail).length === 0
          ? []
          : flagsOf(one).map((flag) => [flag, one.detail] as const),
      ),
    );
    const programs = variantsOf(edits, correctPrograms(folder));
    writeFileSync(list, JSON.stringify({ programs, details }));
    const silence = new AbortController();
    let last = 'the start of grade.py';
    const watch = setTimeout(() => silence.abort(), SILENT_MS);
    const outcome = await run(python, ['-m', 'grader.freezing', folder, list], {
      timeoutMs: LIMIT_MS,
      signal: AbortSignal.any([silence.signal, ...(signal ? [signal] : [])]),
      env: environment(packageRoot, temp),
      onLine: (line) => {
        last = line;
        watch.refresh();
      },
    });
    clearTimeout(watch);
    if (outcome.kind === 'cannot-start') return failed(outcome.reason);
    if (silence.signal.aborted || outcome.kind === 'timed-out') {
      return failed(`This had still not finished after a minute: ${last}`);
    }
    if (outcome.kind === 'cancelled') return outcome;
    if (outcome.code !== 0) return failed(lastLine(outcome.stderr));
    return v.parse(FREEZE_REPORT, JSON.parse(lastLine(outcome.stdout)));
  } finally {
    await temp.remove();
  }
}

function failed(why: string): FreezeOutcome {
  const sentence = why.replace(/\.?$/, '.');
  const reason = `The results of the programs could not be computed. ${sentence}`;
  return { kind: 'failed', reason };
}

function correctPrograms(folder: string): ReadonlyMap<string, string> {
  const correct = join(folder, 'correct');
  const names = existsSync(correct) ? readdirSync(correct).sort() : [];
  const paths = [
    'solution.py',
    ...names.filter((name) => name.endsWith('.py')).map((name) => `correct/${name}`),
  ];
  return new Map(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

function lastLine(text: string): string {
  return text.trimEnd().split('\n').at(-1) ?? '';
}
