/** What a person sees while suites run: one line that changes on a terminal, elsewhere a new line every minute. */
import type { LastRuns } from './last-runs.ts';
import type { Run, SuiteRun } from './run.ts';

const TERMINAL_MS = 1000;
const LOG_MS = 60_000;

interface Output {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

export class Progress {
  readonly #timer: NodeJS.Timeout;
  #shown = false;

  constructor(
    private readonly run: Run,
    private readonly lastRuns: LastRuns,
    private readonly output: Output,
  ) {
    this.#timer = setInterval(() => this.#show(), output.isTTY === true ? TERMINAL_MS : LOG_MS);
  }

  /** Writes a line that stays. */
  say(line: string): void {
    this.#clear();
    this.output.write(`${line}\n`);
  }

  end(): void {
    clearInterval(this.#timer);
    this.#clear();
  }

  #show(): void {
    const line = this.run.suites
      .filter(({ state }) => state === 'running')
      .map((suite) => progressOf(suite, this.lastRuns))
      .join(' | ');
    if (line === '') return;
    if (this.output.isTTY !== true) {
      this.output.write(`${line}\n`);
      return;
    }
    this.#clear();
    this.output.write(line.slice(0, (this.output.columns ?? 80) - 1));
    this.#shown = true;
  }

  #clear(): void {
    if (this.#shown) this.output.write('\r\x1b[2K');
    this.#shown = false;
  }
}

/** `unit 350 of 2350, 1 failed, 48 s (last time 130 s)`. */
export function progressOf({ title, tally, seconds }: SuiteRun, lastRuns: LastRuns): string {
  const before = lastRuns.suite(title);
  const { failed } = tally.totals;
  const of = before === null ? '' : ` of ${before.tests}`;
  const bad = failed > 0 ? `, ${failed} failed` : '';
  const last = before === null ? '' : ` (last time ${before.seconds.toFixed(0)} s)`;
  return `${title} ${tally.count}${of}${bad}, ${seconds.toFixed(0)} s${last}`;
}
