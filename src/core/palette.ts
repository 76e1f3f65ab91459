/** What must be true before a command can do anything. The host passes it to VS Code as context keys. */
import { checklistProgress } from './checklist.ts';
import type { ChecklistFacts } from './checklist-facts.ts';
import type { ContentIndex } from './content.ts';
import { kindOf, type Kind } from './kinds.ts';
import type { Ledger } from './ledger.ts';

/** What stays true when windows open and close. */
export interface LastingContexts {
  readonly attempts: boolean;
  readonly attemptCode: boolean;
  readonly progress: boolean;
  readonly checklist: boolean;
  readonly ownPack: boolean;
}

/** Until anything is known. */
export const NOTHING_YET: LastingContexts = {
  attempts: false,
  attemptCode: false,
  progress: false,
  checklist: false,
  ownPack: false,
};

interface Known {
  readonly ledger: Ledger;
  readonly index: ContentIndex;
  /** How many events the history has. */
  readonly events: number;
  readonly checklist: ChecklistFacts;
  /** How many packs there are that the user can write to. */
  readonly ownPacks: number;
}

export function lastingContexts({
  ledger,
  index,
  events,
  checklist,
  ownPacks,
}: Known): LastingContexts {
  const attempts = [...ledger.allAttempts()];
  const isBegun = checklistProgress(index, checklist).some(({ state }) => state !== 'open');
  return {
    attempts: attempts.length > 0,
    attemptCode: attempts.some(({ codes }) => codes.length > 0),
    progress: events > 0,
    checklist: isBegun,
    ownPack: ownPacks > 0,
  };
}

export interface InFront {
  readonly front: Kind | 'none';
  /** Whether the attempt in front is over. */
  readonly frontOver: boolean;
  readonly timeAway: boolean;
}

/** `exercise` is the one in front of the user; without an attempt, nothing can be done with it. */
export function inFront(ledger: Ledger, exercise: string | null): InFront {
  const attempt = exercise === null ? null : ledger.latest(exercise);
  return {
    front: attempt === null ? 'none' : kindOf(attempt.exerciseId),
    frontOver: attempt?.clock.finished === true,
    timeAway: ledger.current()?.clock.aways.some((one) => !one.counted) === true,
  };
}
