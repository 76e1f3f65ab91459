/**
 * What an interviewer may be told of an exercise now. A language model repeats what it knows, so what would spoil the
 * question is kept from it until the attempt has come that far. This is decided here and nowhere else.
 */
import type { Attempt } from '../attempt.ts';
import { exerciseOf, type ContentIndex, type ExerciseSummary } from '../content.ts';
import { debugIdOf, drillOfDebug } from '../debugging/exercise.ts';
import type { Ledger } from '../ledger.ts';
import { mockWith } from '../mock/place.ts';

export interface Disclosable {
  /** Why nothing but the question may be told, as a sentence; null where more may. */
  readonly closed: string | null;
  /** What goes with an attempt: clarifications, hints, verdicts, what is due to be said, the program to be repaired. */
  readonly attempt: boolean;
  /** What to ask after the main question, and what should be answered to that. */
  readonly followUps: boolean;
  readonly followUpAnswers: boolean;
  /** Model answers with their points, examples of what to say, trade-offs, and how to fix the mistakes that were made. */
  readonly answers: boolean;
  /** Of a broken program: what was planted. */
  readonly planted: boolean;
  readonly solution: boolean;
}

const NOTHING: Disclosable = {
  closed: null,
  attempt: false,
  followUps: false,
  followUpAnswers: false,
  answers: false,
  planted: false,
  solution: false,
};

export function mayTell(
  ledger: Ledger,
  index: ContentIndex,
  { id, kind, phases }: ExerciseSummary,
): Disclosable {
  const attempt = ledger.latest(id);
  if (attempt === null) return NOTHING;
  const relative = openRelative(ledger, index, id);
  if (relative !== null) return { ...NOTHING, closed: sharesSolution(relative) };
  if (mockWith(ledger, id) !== null) return { ...NOTHING, closed: MOCK };
  const over = attempt.clock.finished;
  if (kind === 'coding' || kind === 'debug') {
    const passed = attempt.passedAt !== null;
    return {
      closed: null,
      attempt: true,
      followUps: over || passed || attempt.clock.phase === phases.at(-1)?.id,
      followUpAnswers: over || passed,
      answers: over,
      planted: over && kind === 'debug',
      // Who gave up reads it in the editor, which asks first; a model would only have to give up.
      solution: over && passed && kind === 'coding',
    };
  }
  const answered = over || attempt.revealed;
  return {
    closed: null,
    attempt: true,
    followUps: answered,
    followUpAnswers: answered,
    answers: answered,
    planted: false,
    solution: false,
  };
}

/**
 * Another exercise with an open attempt that this one would spoil: a broken program shows most of the solution of its
 * question, and a drill that continues another begins with it.
 */
export function openRelative(
  ledger: Ledger,
  index: ContentIndex,
  id: string,
): ExerciseSummary | null {
  const root = rootOf(index, id);
  const isOpen = (attempt: Attempt | null): boolean => attempt?.clock.finished === false;
  const relatives = index.drills
    .filter((one) => rootOf(index, one.id) === root)
    .flatMap((one) => [one.id, debugIdOf(one.id)]);
  const open = relatives.find((one) => one !== id && isOpen(ledger.latest(one)));
  return (open !== undefined && exerciseOf(index, open)) || null;
}

export function sharesSolution({ id, title }: Pick<ExerciseSummary, 'id' | 'title'>): string {
  return `This exercise shares its solution with "${title}" (${id}), which has an open attempt. Finish that attempt first.`;
}

const MOCK =
  'This is part of a mock interview in the editor. Until that is over, there are no checks, hints or answers.';

/** The first of the drills that continue one another. */
function rootOf({ drills }: ContentIndex, id: string): string {
  const seen = new Set<string>();
  let root = drillOfDebug(id);
  for (;;) {
    seen.add(root);
    const before = drills.find((one) => one.id === root)?.continues;
    if (before === undefined || seen.has(before)) return root;
    root = before;
  }
}
