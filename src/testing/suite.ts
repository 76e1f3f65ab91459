/** What a suite is to the runner. */
import type { Processes } from '../dev/process/processes.ts';
import type { Say } from '../dev/report.ts';
import type { Provisions } from './provisions.ts';
import type { TestResult } from './results.ts';

/** What of a suite is run. */
export interface Selection {
  /** Parts of names of test files, drills or checks; none: all of them. */
  readonly files: readonly string[];
  /** A part of the names of tests; null: all of them. */
  readonly grep: string | null;
  /** Whether large families of cases are run whole. */
  readonly soak: boolean;
  /** Only what these changed files of the project can break: tests that import them, beside those in `files`. */
  readonly changed: readonly string[] | null;
}

export const WHOLE: Selection = { files: [], grep: null, soak: false, changed: null };

/** Tells test programs whether to run large families whole; see test/sample.ts. */
export function soakEnvironment({ soak }: Selection): NodeJS.ProcessEnv {
  return soak ? { TENSOR_DRILLS_SOAK: '1' } : {};
}

export function isWhole({ files, grep, soak, changed }: Selection): boolean {
  return files.length === 0 && grep === null && !soak && changed === null;
}

/** What a job works with. */
export interface JobContext {
  readonly processes: Processes;
  readonly provisions: Provisions;
  /** How many times slower this machine is than an idle one. */
  readonly slowness: number;
  /** How many cores the job may use. */
  readonly cores: number;
  /** A line for the suite's log. */
  readonly log: Say;
  /** Tells the result of one test. */
  readonly tell: (result: TestResult) => void;
}

/** A part of a suite that can run beside any other. One that throws could not run: that counts as a failure. */
export interface Job {
  readonly title: string;
  /** Fetches what only this job needs, while others run. */
  fetch?(provisions: Provisions): Promise<unknown>;
  run(context: JobContext): Promise<void>;
}

export interface Suite {
  readonly title: string;
  jobs(selection: Selection): readonly Job[];
}

export function isSelected(name: string, { files }: Selection): boolean {
  return files.length === 0 || files.some((part) => name.includes(part));
}
