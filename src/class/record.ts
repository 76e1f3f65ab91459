/** The results of one run over a class: kept as they come, written as a report and a table at the end. */
import { UserError } from '../core/errors.ts';
import { formatReport, type ClassReport, type Entry, type Run } from '../protocol/class-report.ts';
import type { Result } from '../node/grading/result.ts';
import { Journal, stillValid } from './journal.ts';
import { OutputFile } from './output-file.ts';
import { summaryOf, tableOf } from './summary.ts';
import type { ReportOptions } from '../node/grading/options.ts';

/** Characters of what a program printed that a report keeps: ten thousand of them are one file. */
const OUTPUT_KEPT = 4000;

/** What a class record is about. */
export interface Task {
  readonly submission: string;
  /** SHA-256 of the file, null when it cannot be read. */
  readonly sha256: string | null;
}

/** The files to write, checked before any work is done. */
export class Outputs {
  readonly report: OutputFile | null;
  readonly csv: OutputFile | null;

  constructor({ report, csv }: ReportOptions) {
    this.report = report === null ? null : new OutputFile(report);
    this.csv = csv === null ? null : new OutputFile(csv);
    if (this.report !== null && this.report.path === this.csv?.path) {
      throw new UserError('--csv and --report name the same file.');
    }
  }

  get names(): readonly string[] {
    return [this.report, this.csv].flatMap((file) => (file === null ? [] : [file.name]));
  }

  write(report: ClassReport): void {
    this.report?.write(formatReport(report, summaryOf(report.results)));
    this.csv?.write(tableOf(report.results));
  }
}

export class ClassRecord {
  readonly #entries = new Map<string, Entry>();
  readonly #journal: Journal | null;
  /** How many results of earlier runs still hold. */
  readonly kept: number;

  constructor(
    private readonly run: Run,
    private readonly outputs: Outputs,
    tasks: readonly Task[],
    resume: boolean,
  ) {
    this.#journal = outputs.report === null ? null : new Journal(outputs.report);
    if (resume && this.#journal !== null) {
      const earlier = this.#journal.earlier();
      const other = earlier.runs.find(({ drill }) => drill !== run.drill);
      if (other !== undefined) {
        throw new UserError(
          `${outputs.report?.name ?? ''} is a report on ${other.drill}: name another file for ${run.drill}.`,
        );
      }
      const wanted = new Map(tasks.map((task) => [task.submission, task.sha256]));
      for (const one of stillValid(earlier, run, wanted)) this.#entries.set(one.submission, one);
    }
    this.kept = this.#entries.size;
    this.#journal?.begin(run, [...this.#entries.values()]);
  }

  /** Whether results are kept as they come, for a run that goes on. */
  get lasts(): boolean {
    return this.outputs.report?.isPlain === true;
  }

  has({ submission }: Task): boolean {
    return this.#entries.has(submission);
  }

  add({ submission, sha256 }: Task, result: Result): void {
    const output = result.output.slice(0, OUTPUT_KEPT);
    const gradedAt = new Date().toISOString();
    const entry: Entry = {
      submission,
      sha256,
      gradedAt,
      ...result,
      checks: [...result.checks],
      mistakes: [...result.mistakes],
      output,
    };
    this.#entries.set(submission, entry);
    // What could not be graded is not kept: going on means trying it again.
    if (entry.outcome !== 'cannot-start') this.#journal?.add(entry);
  }

  /** Writes the files, and returns all results, by name. */
  finish(): readonly Entry[] {
    const results = [...this.#entries.values()].sort((a, b) =>
      a.submission < b.submission ? -1 : 1,
    );
    this.outputs.write({ runs: [this.run], results });
    this.#journal?.remove();
    return results;
  }
}
