/** A debugging drill as lists, the clock and the schedule know it: one for each coding question that can be broken. */
import type { Attempt } from '../attempt.ts';
import type { DrillSummary, ExerciseSummary } from '../content.ts';
import { KIND } from '../kinds.ts';
import type { Band } from '../basics.ts';

const BEFORE = 'debug/';

/** The debugging drill of a coding drill. */
export function debugIdOf(drill: string): string {
  return `${BEFORE}${drill}`;
}

/** The coding drill that a debugging drill takes its program from. */
export function drillOfDebug(exercise: string): string {
  return exercise.startsWith(BEFORE) ? exercise.slice(BEFORE.length) : exercise;
}

/** `mistakes` is how many one program of it can have, at least one. */
export function debugSummary(drill: DrillSummary, mistakes: number): ExerciseSummary {
  const { id, title, level, topic, asked, pack } = drill;
  return {
    id: debugIdOf(id),
    kind: 'debug',
    title: `Debug: ${title}`,
    summary: `Find the mistakes in somebody else's program: ${title}`,
    level,
    question: `Somebody else wrote this program, and it does not do what it should. Find out why, and repair it.\n\n${drill.question}`,
    phases: KIND.debug.phases.map(({ id: phase, title: called }) => ({
      id: phase,
      title: called,
      band: bandOf(phase, Math.min(mistakes, USUAL)),
    })),
    items: [],
    tags: [],
    points: TALK_POINTS,
    breaks: mistakes,
    ...(topic === undefined ? {} : { topic }),
    ...(asked === undefined ? {} : { asked }),
    ...(pack === undefined ? {} : { pack }),
  };
}

/** How many mistakes a program has where nobody asks for another number. */
export const USUAL = 2;

/** The exercise with the bands that fit this attempt: more mistakes take longer to find. */
export function forAttempt(
  exercise: ExerciseSummary,
  attempt: Pick<Attempt, 'broken'> | null,
): ExerciseSummary {
  const mistakes = attempt?.broken?.mistakes.length;
  if (exercise.kind !== 'debug' || mistakes === undefined) return exercise;
  const phases = exercise.phases.map((one) => ({ ...one, band: bandOf(one.id, mistakes) }));
  return { ...exercise, phases };
}

/** In seconds, for 1, 2, 3 and 4 mistakes. */
const BANDS: Readonly<Record<string, readonly Band[]>> = {
  read: [
    [120, 180],
    [120, 210],
    [150, 240],
    [150, 240],
  ],
  fix: [
    [300, 480],
    [420, 720],
    [600, 960],
    [780, 1200],
  ],
};

function bandOf(phase: string, mistakes: number): Band {
  const own = BANDS[phase]?.[Math.min(Math.max(mistakes, 1), 4) - 1];
  return own ?? KIND.debug.phases.find(({ id }) => id === phase)?.band ?? [60, 120];
}

/** A line to say aloud while one works, at its second of the phase. */
export interface Talk {
  readonly id: string;
  readonly at: number;
  readonly say: string;
}

/** What to do in each phase, in one line, and what to say. */
export const TALK: Readonly<
  Record<string, { readonly cue: string; readonly talking: readonly Talk[] }>
> = {
  read: {
    cue: 'Read the program aloud and state your hypotheses. Change nothing yet.',
    talking: [
      {
        id: 'purpose',
        at: 5,
        say: 'What the program is meant to do, and what comes in and goes out',
      },
      { id: 'shapes', at: 30, say: 'The shapes, line by line through the main path' },
      { id: 'report', at: 60, say: 'What the report rules in and what it rules out' },
      { id: 'hypotheses', at: 90, say: 'Two or three hypotheses, the most likely first' },
    ],
  },
  fix: {
    cue: 'Test one hypothesis at a time: predict, run, then change one thing.',
    talking: [
      {
        id: 'experiment',
        at: 15,
        say: 'The smallest input that would test your hypothesis, and the result you expect',
      },
      {
        id: 'one-change',
        at: 120,
        say: 'One change and why it is right, before you make the next one',
      },
      { id: 'rest', at: 240, say: 'What you have ruled out, and what you will look at next' },
    ],
  },
  close: {
    cue: 'Say what the cause was, how it could have been caught and which test to add.',
    talking: [
      { id: 'cause', at: 5, say: 'What was wrong, in one sentence per mistake' },
      { id: 'caught', at: 25, say: 'How you would have caught it earlier' },
      { id: 'test', at: 45, say: 'The test that you would add' },
    ],
  },
};

const TALK_POINTS = Object.values(TALK).reduce((sum, { talking }) => sum + talking.length, 0);
