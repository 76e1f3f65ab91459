/** When in an attempt which stage of the check turned green, and when it was lost again. */
import type { Attempt, Checked } from './attempt.ts';

export interface Turn {
  /** Milliseconds after the attempt began. */
  readonly after: number;
  readonly passed: boolean;
  /** Stages that passed for the first time since they last did not. */
  readonly green: readonly string[];
  /** Stages that passed before and failed now. */
  readonly lost: readonly string[];
  /** Mistakes that this check named. */
  readonly mistakes: readonly string[];
  /** The newest text that was kept by then, by its hash; null when none was. */
  readonly code: string | null;
}

/** One turn per check of the attempt, in order. */
export function timeLapse({ startedAt, checks, codes }: Attempt): readonly Turn[] {
  let green = new Set<string>();
  return checks.map((check) => {
    const passing = passingStages(check);
    const turn: Turn = {
      after: Math.max(0, check.at - startedAt),
      passed: check.passed,
      green: [...passing].filter((stage) => !green.has(stage)),
      lost: check.checks
        .filter(({ id, status }) => status === 'failed' && green.has(id))
        .map(({ id }) => id),
      mistakes: check.mistakes,
      code: codeAt(check, codes),
    };
    green = passing;
    return turn;
  });
}

function passingStages({ checks }: Checked): Set<string> {
  return new Set(checks.filter(({ status }) => status === 'passed').map(({ id }) => id));
}

/** The text that was checked is kept just after its check. */
function codeAt(check: Checked, codes: Attempt['codes']): string | null {
  const after = codes.find(({ at }) => at >= check.at);
  const before = codes.findLast(({ at }) => at <= check.at);
  const isOwn = after !== undefined && after.at - check.at < OWN_MS;
  return (isOwn ? after : (before ?? after))?.hash ?? null;
}

/** Within this time after a check what is kept is what was checked, in milliseconds. */
const OWN_MS = 2000;
