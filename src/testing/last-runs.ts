/** How many tests a suite had last time and how long each of its jobs took: kept where every clone finds it. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as v from 'valibot';

const SUITE = v.object({
  tests: v.number(),
  seconds: v.number(),
  jobs: v.record(v.string(), v.number()),
});
const LAST_RUNS = v.record(v.string(), SUITE);
type SuiteRecord = v.InferOutput<typeof SUITE>;

export class LastRuns {
  readonly #before: Readonly<Record<string, SuiteRecord>>;
  readonly #now = new Map<string, Map<string, number>>();

  constructor(private readonly file: string) {
    this.#before = read(file);
  }

  suite(title: string): SuiteRecord | null {
    return this.#before[title] ?? null;
  }

  /** Seconds, or null. */
  job(suite: string, title: string): number | null {
    return this.suite(suite)?.jobs[title] ?? null;
  }

  ended(suite: string, job: string, seconds: number): void {
    const jobs = this.#now.get(suite) ?? new Map<string, number>();
    this.#now.set(suite, jobs.set(job, seconds));
  }

  /** Keeps the suites that were run whole. */
  keep(
    suites: readonly { readonly title: string; readonly tests: number; readonly seconds: number }[],
  ): void {
    const kept = suites.map(({ title, tests, seconds }): [string, SuiteRecord] => {
      return [title, { tests, seconds, jobs: Object.fromEntries(this.#now.get(title) ?? []) }];
    });
    mkdirSync(dirname(this.file), { recursive: true });
    const partial = `${this.file}.${process.pid}`;
    writeFileSync(
      partial,
      JSON.stringify({ ...this.#before, ...Object.fromEntries(kept) }, null, 2),
    );
    renameSync(partial, this.file);
  }
}

/** A damaged file says nothing; it is written again. */
function read(file: string): Readonly<Record<string, SuiteRecord>> {
  try {
    return v.parse(LAST_RUNS, JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return {};
  }
}
