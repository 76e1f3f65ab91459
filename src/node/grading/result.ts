/** One file's result: an outcome joined with what the catalogue says about its mistakes. This is the JSON line. */
import type { Mistake, Severity } from '../../core/content.ts';
import type { CheckOutcome, CheckStatus, FoundMistake, Verdict } from '../../core/ports.ts';
import { timedOut } from '../../core/timed-out.ts';

export interface Result {
  readonly drill: string;
  readonly file: string;
  readonly outcome: 'graded' | 'timed-out' | 'crashed' | 'cannot-start';
  readonly passed: boolean;
  readonly checks: readonly {
    readonly id: string;
    readonly title: string;
    readonly status: CheckStatus;
    readonly message: string | null;
    readonly line: number | null;
    /** The mistake that it failed for, or null where that has no name. */
    readonly mistake: string | null;
  }[];
  /** The first explains most of the failure. */
  readonly mistakes: readonly {
    readonly id: string;
    readonly severity: Severity;
    readonly title: string;
    readonly line: number | null;
    /** What this program does; `why` is said of every program with this mistake. */
    readonly message: string;
    readonly why: string;
    readonly fix: string;
  }[];
  readonly output: string;
  readonly durationMs: number;
}

/** Mistakes by id. */
export type Titles = ReadonlyMap<string, Mistake>;

/** A check that was cancelled has none. */
export type Ended = Exclude<CheckOutcome, { readonly outcome: 'cancelled' }>;

export function resultOf(
  drill: string,
  file: string,
  outcome: Ended,
  titles: Titles,
  elapsedMs: number,
): Result {
  const base = { drill, file, passed: false, mistakes: [], output: '', durationMs: elapsedMs };
  switch (outcome.outcome) {
    case 'graded':
      return { ...base, ...graded(outcome, titles) };
    case 'timed-out': {
      const hang = timedOut(outcome);
      return {
        ...base,
        ...(outcome.soFar === undefined
          ? {
              checks: [own('finishes', 'The program finishes', hang.message, hang.line)],
              mistakes: joined([hang], titles),
            }
          : graded(outcome.soFar, titles)),
        outcome: 'timed-out',
        passed: false,
        output: outcome.output,
      };
    }
    case 'crashed': {
      const check = own(
        'survives',
        'The program leaves Python running',
        outcome.detail,
        outcome.line,
      );
      return { ...base, outcome: 'crashed', checks: [check], output: outcome.output };
    }
    case 'cannot-start':
      return {
        ...base,
        outcome: 'cannot-start',
        checks: [own('starts', 'The check can start', outcome.reason)],
      };
  }
}

function graded(verdict: Verdict, titles: Titles) {
  return {
    outcome: verdict.outcome,
    passed: verdict.passed,
    checks: verdict.checks.map(({ id, title, status, message, line, mistake }) => {
      return { id, title, status, message, line, mistake };
    }),
    mistakes: joined(verdict.mistakes, titles),
    output: verdict.output,
    durationMs: verdict.durationMs,
  };
}

function joined(found: readonly FoundMistake[], titles: Titles): Result['mistakes'] {
  return found.map(({ id, line, message }) => {
    const known = titles.get(id);
    return {
      id,
      severity: known?.severity ?? 'error',
      title: known?.title ?? message,
      line,
      message,
      why: known?.plain.why ?? '',
      fix: known?.plain.fix ?? '',
    };
  });
}

/** A check that is ours and not the drill's. */
function own(
  id: string,
  title: string,
  message: string,
  line: number | null = null,
): Result['checks'][number] {
  return { id, title, status: 'failed', message, line, mistake: null };
}

export function byId(mistakes: readonly Mistake[]): Titles {
  return new Map(mistakes.map((one) => [one.id, one]));
}
