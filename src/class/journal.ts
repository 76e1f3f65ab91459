/** Results as they come, beside the report to be: what an interrupted run got done is not done again. */
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { UserError } from '../core/errors.ts';
import {
  parseEntry,
  parseRun,
  type ClassReport,
  type Entry,
  type Run,
} from '../protocol/class-report.ts';
import { merged } from './merge.ts';
import { readReport, reasonOf, type OutputFile } from './output-file.ts';

const NOTHING: ClassReport = { runs: [], results: [] };

export class Journal {
  #file: number | null = null;

  /** `report` is where all of it goes in the end. */
  constructor(private readonly report: OutputFile) {}

  get #path(): string {
    return `${this.report.path}.partial`;
  }

  /** What earlier runs left in the report and beside it; a torn last line costs itself only. */
  earlier(): ClassReport {
    const whole = existsSync(this.report.path) ? readReport(this.report.name) : NOTHING;
    const [head = '', ...lines] = existsSync(this.#path)
      ? readFileSync(this.#path, 'utf8').split('\n')
      : [];
    const run = parseRun(head);
    const partial: ClassReport = {
      runs: run === null ? [] : [run],
      results: run === null ? [] : lines.map(parseEntry).filter((one) => one !== null),
    };
    return merged([whole, partial]);
  }

  /** Starts over with what is kept. */
  begin(run: Run, kept: readonly Entry[]): void {
    if (!this.report.isPlain) return;
    const draft = `${this.#path}.${process.pid}.draft`;
    try {
      this.#file = openSync(draft, 'w');
      writeSync(this.#file, [run, ...kept].map((one) => `${JSON.stringify(one)}\n`).join(''));
      renameSync(draft, this.#path);
    } catch (error) {
      throw new UserError(`${this.#path} cannot be written: ${reasonOf(error)}.`);
    }
  }

  add(entry: Entry): void {
    if (this.#file === null) return;
    try {
      writeSync(this.#file, `${JSON.stringify(entry)}\n`);
    } catch (error) {
      throw new UserError(`${this.#path} cannot be written: ${reasonOf(error)}.`);
    }
  }

  /** Once the report is written nothing else is needed. */
  remove(): void {
    if (this.#file === null) return;
    closeSync(this.#file);
    this.#file = null;
    rmSync(this.#path, { force: true });
  }
}

/** Those of `earlier` that would come out the same now; what could not be graded is tried again. */
export function stillValid(
  { runs, results }: ClassReport,
  run: Run,
  wanted: ReadonlyMap<string, string | null>,
): readonly Entry[] {
  const same = (one: Run): boolean =>
    one.drill === run.drill &&
    one.grader === run.grader &&
    one.torch === run.torch &&
    one.python === run.python &&
    one.timeoutSeconds === run.timeoutSeconds &&
    one.memoryMegabytes === run.memoryMegabytes;
  // Results do not say which run they are of: one other run makes all of them doubtful.
  if (!runs.filter(({ drill }) => drill === run.drill).every(same)) return [];
  return results.filter(
    (one) =>
      one.drill === run.drill &&
      one.outcome !== 'cannot-start' &&
      one.sha256 !== null &&
      wanted.get(one.submission) === one.sha256,
  );
}
