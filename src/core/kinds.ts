import type { Band } from './basics.ts';

export const KINDS = [
  'coding',
  'debug',
  'rapid-fire',
  'deep-dive',
  'unknown',
  'whiteboard',
  'system-design',
  'clinic',
] as const;
export type Kind = (typeof KINDS)[number];

export interface PhaseKind {
  readonly id: string;
  /** What the phase is called where the content gives it no title of its own. */
  readonly title: string;
  /** One or two words, for the status bar. */
  readonly short: string;
  /** In seconds, where the content says nothing else. */
  readonly band: Band;
}

interface KindOfExercise {
  readonly title: string;
  /** What one of them is called in a sentence. */
  readonly one: string;
  readonly phases: readonly PhaseKind[];
}

/** Bands are those of real interviews; those of system design add up to 32 to 45 minutes. */
export const KIND: Readonly<Record<Kind, KindOfExercise>> = {
  coding: {
    title: 'Coding',
    one: 'coding drill',
    phases: [
      { id: 'narrate', title: 'Explain the approach', short: 'Explain', band: [60, 120] },
      { id: 'code', title: 'Write the code', short: 'Code', band: [900, 1500] },
      { id: 'close', title: 'Close', short: 'Close', band: [60, 120] },
    ],
  },
  debug: {
    title: 'Debugging',
    one: 'debugging drill',
    phases: [
      { id: 'read', title: 'Read and state hypotheses', short: 'Read', band: [120, 240] },
      { id: 'fix', title: 'Find and fix', short: 'Fix', band: [420, 720] },
      { id: 'close', title: 'Close', short: 'Close', band: [60, 120] },
    ],
  },
  'rapid-fire': {
    title: 'Rapid-fire',
    one: 'rapid-fire question',
    phases: [{ id: 'answer', title: 'Answer aloud', short: 'Answer', band: [30, 60] }],
  },
  'deep-dive': {
    title: 'Deep dives',
    one: 'deep dive',
    phases: [
      { id: 'headline', title: 'The answer in 30 seconds', short: 'Headline', band: [20, 40] },
      { id: 'detail', title: 'Detail', short: 'Detail', band: [110, 160] },
      { id: 'check-in', title: 'Check in', short: 'Check in', band: [10, 20] },
      { id: 'trade-offs', title: 'Trade-offs', short: 'Trade-offs', band: [40, 80] },
    ],
  },
  unknown: {
    title: 'The unknown question',
    one: 'unknown question',
    phases: [
      { id: 'kind', title: 'Name the kind of problem', short: 'Kind', band: [15, 30] },
      { id: 'known', title: 'Connect it to something known', short: 'Connect', band: [30, 60] },
      {
        id: 'principles',
        title: 'Reason from first principles',
        short: 'Reason',
        band: [60, 120],
      },
      { id: 'limits', title: 'Say where your knowledge ends', short: 'Limits', band: [15, 30] },
    ],
  },
  whiteboard: {
    title: 'Whiteboard',
    one: 'drawing',
    phases: [
      { id: 'big-picture', title: 'Big picture', short: 'Big picture', band: [60, 120] },
      { id: 'zoom-in', title: 'Zoom in', short: 'Zoom in', band: [120, 240] },
      { id: 'maths', title: 'Maths', short: 'Maths', band: [60, 120] },
      { id: 'trade-offs', title: 'Trade-offs', short: 'Trade-offs', band: [45, 90] },
    ],
  },
  'system-design': {
    title: 'System design',
    one: 'design task',
    phases: [
      { id: 'clarify', title: 'Clarify', short: 'Clarify', band: [180, 300] },
      { id: 'data', title: 'Data strategy', short: 'Data', band: [300, 480] },
      { id: 'model', title: 'Model choice', short: 'Model', band: [480, 600] },
      { id: 'training', title: 'Training plan', short: 'Training', band: [300, 420] },
      { id: 'evaluation', title: 'Evaluation', short: 'Evaluation', band: [360, 480] },
      { id: 'deployment', title: 'Deployment', short: 'Deployment', band: [300, 420] },
    ],
  },
  clinic: {
    title: 'Clinics',
    one: 'clinic',
    phases: [{ id: 'work', title: 'Work it out', short: 'Clinic', band: [60, 600] }],
  },
};

/** The short name of a phase; an id that the kind does not know stands for itself. */
export function shortPhase(kind: Kind, phase: string): string {
  return KIND[kind].phases.find(({ id }) => id === phase)?.short ?? phase;
}

/** The kind of the exercise with this id: a coding drill's is a bare name, the others carry their kind before it. */
export function kindOf(exercise: string): Kind {
  const [before = ''] = exercise.split('/', 1);
  return KINDS.find((kind) => kind === before && exercise.includes('/')) ?? 'coding';
}
