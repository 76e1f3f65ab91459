/** What the programs of a pack claim to be, and whether a result keeps that. */
import type { Task } from '../grading/grade.ts';
import type { Result } from '../grading/result.ts';

/** What a program of a drill's folder stands for. */
export type Claim =
  | { readonly kind: 'fails' }
  | { readonly kind: 'passes' }
  /** The grader names these ids, ahead of all others. */
  | { readonly kind: 'mistakes'; readonly ids: readonly string[] }
  /** Of a broken program, exactly these mistakes are left, and nothing else is wrong. */
  | { readonly kind: 'left'; readonly ids: readonly string[] }
  /** The solution with one change. It fails, unless survivors.yaml lists the change. */
  | { readonly kind: 'mutant'; readonly change: string; readonly listed: boolean };

export interface ProofTask extends Task {
  readonly claim: Claim;
  /** Where the program is in the pack; the task's path is that of a copy where it is stored as an edit. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** Milliseconds to wait for a program that should hang. */
const HANGS_MS = 1000;
/** Milliseconds to wait for a change of a solution that may make it hang. */
const MAY_HANG_MS = 2000;

/** What is expected of a program with this claim, with a shorter deadline if the claim may come true by hanging. */
export function expecting(claim: Claim): Pick<Task, 'isExpected' | 'deadlineMs'> {
  const deadlineMs = deadlineOf(claim);
  return {
    isExpected: (result) => surprise(result, claim) === null,
    ...(deadlineMs === null ? {} : { deadlineMs }),
  };
}

function deadlineOf(claim: Claim): number | null {
  if (claim.kind === 'mistakes' && claim.ids.includes('times-out')) return HANGS_MS;
  return claim.kind === 'mutant' && !claim.listed ? MAY_HANG_MS : null;
}

/** Why the result is not what was claimed, or null when it is. */
export function surprise(result: Result, claim: Claim): string | null {
  const named = result.mistakes.map(({ id }) => id);
  const was = `${result.passed ? 'passed' : result.outcome === 'graded' ? 'failed' : result.outcome} with ${named.join(', ') || 'nothing'} named`;
  if (result.outcome === 'cannot-start') return result.checks[0]?.message ?? 'could not be graded';
  switch (claim.kind) {
    case 'fails':
      return result.passed ? `should fail, but ${was}` : null;
    case 'passes':
      return result.passed && named.length === 0
        ? null
        : `should pass with nothing named, but ${was}`;
    case 'mistakes': {
      const first = result.mistakes.slice(0, claim.ids.length);
      const areNamed = claim.ids.every((id) => first.some((one) => one.id === id));
      // A note is told and does not fail the drill.
      const kept = areNamed && result.passed === first.every((one) => one.severity === 'note');
      return kept ? null : `should have ${claim.ids.join(' and ')} named first, but ${was}`;
    }
    case 'left': {
      const unnamed = result.checks.filter(
        (one) => one.status === 'failed' && one.mistake === null,
      );
      const isSame = [...named].sort().join() === [...claim.ids].sort().join();
      return isSame && unnamed.length === 0 && result.passed === (claim.ids.length === 0)
        ? null
        : `should have exactly ${claim.ids.join(' and ') || 'nothing'} left, but ${was}`;
    }
    case 'mutant':
      if (result.passed === claim.listed) return null;
      return claim.listed
        ? `does not pass when it is changed (${claim.change}); remove this change from survivors.yaml`
        : `passes when it is changed (${claim.change}); add a probe that notices the change, or list it in survivors.yaml with the reason why it is right`;
  }
}
