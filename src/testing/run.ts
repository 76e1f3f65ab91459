/** One run of suites: jobs side by side, results counted as they come, a log for each suite. */
import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { messageOf, UserError } from '../core/errors.ts';
import { TOOLS } from '../dev/places.ts';
import type { Processes } from '../dev/process/processes.ts';
import type { LastRuns } from './last-runs.ts';
import type { Provisions } from './provisions.ts';
import type { TestResult } from './results.ts';
import { sideBySide } from './schedule.ts';
import type { Job, Selection, Suite, JobContext } from './suite.ts';
import { Tally } from './tally.ts';

export type State = 'waiting' | 'running' | 'ended';

/** A suite in a run: what it has told so far. */
export interface SuiteRun {
  readonly title: string;
  readonly tally: Tally;
  readonly logFile: string;
  state: State;
  /** Seconds from its first job's beginning to its last one's end, or to now. */
  seconds: number;
}

export interface RunOptions {
  readonly processes: Processes;
  readonly provisions: Provisions;
  readonly slowness: number;
  readonly lastRuns: LastRuns;
  /** Hears of each test that did not pass, at once. */
  readonly onFailure: (suite: string, result: TestResult) => void;
}

interface Part {
  readonly run: SuiteRun;
  readonly jobs: readonly Job[];
}

export class Run {
  readonly #start = performance.now();
  readonly #suites: readonly Part[];

  constructor(
    suites: readonly { readonly suite: Suite; readonly selection: Selection }[],
    private readonly options: RunOptions,
  ) {
    this.#suites = suites
      .map(({ suite, selection }): Part => ({
        jobs: suite.jobs(selection),
        run: {
          title: suite.title,
          tally: new Tally(),
          logFile: join(TOOLS, 'logs', `${suite.title}.log`),
          state: 'waiting',
          seconds: 0,
        },
      }))
      .filter(({ jobs }) => jobs.length > 0);
  }

  get suites(): readonly SuiteRun[] {
    return this.#suites.map(({ run }) => run);
  }

  get seconds(): number {
    return (performance.now() - this.#start) / 1000;
  }

  async finish(): Promise<void> {
    const { provisions, lastRuns } = this.options;
    const cores = availableParallelism();
    for (const job of this.#suites.flatMap(({ jobs }) => jobs)) {
      // If this fails, it fails again when the job itself asks for it, and is reported then.
      job.fetch?.(provisions).catch(() => undefined);
    }
    const planned = this.#suites.flatMap(({ run, jobs }) => {
      mkdirSync(join(run.logFile, '..'), { recursive: true });
      const log = createWriteStream(run.logFile);
      const left = { jobs: jobs.length };
      return jobs.map((job) => ({
        seconds: lastRuns.job(run.title, job.title),
        job: () => this.#runJob(run, job, log, left),
      }));
    });
    // What drives a browser waits half of the time: one lane more than cores keeps them busy.
    await sideBySide(cores + 1, planned, (job) => job());
  }

  async #runJob(run: SuiteRun, job: Job, log: WriteStream, left: { jobs: number }): Promise<void> {
    const { processes, provisions, slowness, lastRuns } = this.options;
    const start = performance.now();
    const began = run.state === 'waiting' ? start : start - run.seconds * 1000;
    const tick = (): void => void (run.seconds = (performance.now() - began) / 1000);
    const ticking = setInterval(tick, 1000);
    run.state = 'running';
    const context: JobContext = {
      processes,
      provisions,
      slowness,
      cores: Math.max(1, Math.floor(availableParallelism() / 2)),
      log: (line) => log.write(`${line}\n`),
      tell: (result) => this.#add(run, result),
    };
    try {
      await job.run(context);
      lastRuns.ended(run.title, job.title, (performance.now() - start) / 1000);
    } catch (error) {
      const name = `${job.title} could not finish`;
      this.#add(run, { name, outcome: 'failed', ms: 0, detail: reasonOf(error) });
    } finally {
      clearInterval(ticking);
      tick();
      left.jobs -= 1;
      if (left.jobs === 0) {
        run.state = 'ended';
        log.end();
      }
    }
  }

  #add(run: SuiteRun, result: TestResult): void {
    run.tally.add(result);
    if (result.outcome === 'failed' || result.outcome === 'flaky') {
      this.options.onFailure(run.title, result);
    }
  }
}

/** The sentence of an error that a person can mend, the stack of a bug. */
function reasonOf(error: unknown): string {
  if (error instanceof UserError || !(error instanceof Error)) return messageOf(error);
  return error.stack ?? error.message;
}
