/** States of the page of a debugging drill as the host would send them, of a real program that was broken. */
import { newClock, type ClockState } from '../../src/core/clock.ts';
import { candidates, plantable } from '../../src/core/debugging/choose.ts';
import { debugDebrief, hintNumber } from '../../src/core/debugging/debrief.ts';
import { debugIdOf, debugSummary, forAttempt, TALK } from '../../src/core/debugging/exercise.ts';
import { hintsOf } from '../../src/core/debugging/hints.ts';
import { linesOfMistake, originsOf } from '../../src/core/debugging/lines.ts';
import {
  codeOf,
  handedOut,
  marked,
  without,
  type Report,
} from '../../src/core/debugging/program.ts';
import type { Repaired } from '../../src/core/attempt.ts';
import type { AttemptOnPage } from '../../src/protocol/clock-page.ts';
import type {
  DebugDebriefOnPage,
  DebugDrill,
  DebugPageState,
  SuspicionOnPage,
} from '../../src/protocol/debug-page.ts';
import { NOW, pack } from './states.ts';

const MINUTE = 60_000;
const SEED = 1234;

const softmax = pack.drills.find(({ drill }) => drill.id === 'softmax');
if (!softmax) throw new Error('no softmax');
const { edits, summary } = softmax;
export const coding = softmax.drill;
const own = coding.ownMistakes;
const [candidate] = candidates(plantable(edits, { own, notes: summary.noteIds }), own, {
  mistakes: 2,
  seed: SEED,
});
if (!candidate) throw new Error('softmax cannot be broken');

/** Falls, then stops being a number. */
const falling = Array.from({ length: 60 }, (_, at) => 2.3 * Math.exp(-at / 25));
const report: Report = {
  says: [
    'I trained it for 60 steps on 256 samples.',
    'Training loss is no longer a number from step 41 on.',
    'Accuracy is 0.104; with a version that I trust it is 0.98.',
  ],
  curves: {
    'Training loss': {
      this: falling.map((one, at) => (at < 40 ? one + 0.4 : null)),
      trusted: falling,
    },
  },
  figures: {
    Accuracy: { this: 0.104, trusted: 0.98 },
    'Largest gradient': { this: null, trusted: 1.25 },
  },
};

export const program = marked({ ...candidate, drill: coding.id, seed: SEED, report });
export const given = handedOut(program);
const [first, second] = program.planted;
if (!first || !second) throw new Error('two mistakes were asked for');
/** The file once the first mistake is repaired. */
const half = without(program, first.flag);

const SHORTCUTS = {
  ...{ start: 'Shift+Alt+P P', pause: 'Shift+Alt+P P', resume: 'Shift+Alt+P P' },
  ...{ 'next-phase': 'Shift+Alt+P N', finish: 'Shift+Alt+P F' },
  ...{ check: 'Shift+Alt+P C', 'show-hint': 'Shift+Alt+P H' },
};

export const debugDrill: DebugDrill = {
  id: debugIdOf(coding.id),
  title: `Debug: ${coding.title}`,
  question: coding.question,
  contract: coding.contract,
  talk: TALK,
  shortcuts: SHORTCUTS,
};

const phases = forAttempt(debugSummary(summary, 3), {
  broken: { seed: SEED, key: '', mistakes: program.planted.map(({ mistake }) => mistake) },
}).phases.map((one) => ({ ...one, cue: TALK[one.id]?.cue ?? '' }));

export function debugAttempt(
  clock: Partial<ClockState>,
  change: Partial<AttemptOnPage> = {},
): AttemptOnPage {
  return {
    ...{ id: 'attempt-1', points: [], hints: [], rating: null, suggested: 3 },
    ...{ passed: false, revealed: false },
    clock: { ...newClock('read'), ...clock },
    ...change,
  };
}

/** Lines of the handed-out program; `now` is what the file holds. */
export function suspicionsOf(lines: readonly number[], now: string): readonly SuspicionOnPage[] {
  const origins = originsOf(given, now);
  return lines.map((line) => {
    const at = origins.indexOf(line);
    return { line, text: given.split('\n')[line - 1] ?? '', now: at < 0 ? null : at + 1 };
  });
}

const [rightLine = 1] = linesOfMistake(program, first.flag);
/** A line that no mistake stands in. */
const wrongLine = 1 + given.split('\n').findIndex((line) => line.startsWith('import'));
export const suspected = [wrongLine, rightLine];

export function debugState(change: Partial<DebugPageState> = {}): DebugPageState {
  return {
    ...{ attempt: null, now: NOW, bands: {}, phases, planted: 2, report },
    ...{ fileName: 'softmax_broken.py', suspicions: [], running: false, stale: false },
    endedAt: null,
    ...{ check: null, checksOff: null, hints: [], moreHints: true, exam: false },
    ...{ debrief: null, stages: [], next: null },
    ...change,
  };
}

const fixing = debugAttempt(
  {
    phase: 'fix',
    started: true,
    since: NOW - 20_000,
    spent: { read: 2 * MINUTE, fix: 5 * MINUTE },
  },
  { points: ['purpose', 'shapes', 'experiment'] },
);

const hintsTo = (steps: number) =>
  hintsOf(
    program,
    coding.mistakes,
    new Set(Array.from({ length: steps }, (_, step) => hintNumber(0, step))),
    given,
  );

const counted = { kind: 'counted', passed: false, left: 2, certain: true, broken: [] } as const;
export const BROKEN = { message: 'softmax no longer takes the argument dim.', line: 12 };

const repaired = (ms: number, left: string[], passed = false): Repaired => {
  return { at: NOW, ms, passed, left, certain: true, broken: [] };
};

/** As the host tells it, of these checks and the file as it was left. */
export function debriefOf(
  repairs: readonly Repaired[],
  now: string,
  change: Partial<DebugDebriefOnPage> = {},
): DebugDebriefOnPage {
  const hints = new Set([hintNumber(1, 0)]);
  const facts = debugDebrief(program, { repairs, hints, suspected: new Set(suspected) }, now);
  return {
    ...facts,
    code: codeOf(program.planted.length, program.seed),
    rightSuspicions: suspicionsOf(facts.rightSuspicions, now),
    wrongSuspicions: suspicionsOf(facts.wrongSuspicions, now),
    mistakes: facts.mistakes.map(({ mistake: id, ...told }) => {
      const described = coding.mistakes.find((one) => one.id === id);
      if (!described) throw new Error(`no mistake ${id}`);
      const { title, why, notice, fix } = described;
      return { ...told, id, title, why, notice, fix, before: { planted: 0, missed: 0 } };
    }),
    ...change,
  };
}

const over = debugAttempt(
  {
    ...{ phase: 'close', started: true, finished: true },
    spent: { read: 3 * MINUTE, fix: 13 * MINUTE, close: 50_000 },
  },
  { points: ['purpose', 'shapes', 'experiment', 'cause'], passed: true, hints: [hintNumber(1, 0)] },
);

const all = debriefOf(
  [repaired(4 * MINUTE, [second.flag]), repaired(12 * MINUTE, [], true)],
  program.base,
);
const some = debriefOf([repaired(4 * MINUTE, [second.flag])], half, {
  broken: ['The output has the wrong shape'],
  timesBroken: 2,
});

/** Every state worth looking at, by name. */
export const DEBUG_STATES = {
  nothing: debugState({ planted: null, report: null, fileName: '' }),
  ready: debugState({ attempt: debugAttempt({}) }),
  reading: debugState({ attempt: debugAttempt({ started: true, since: NOW - 34_000 }) }),
  suspecting: debugState({
    attempt: debugAttempt({ started: true, since: NOW - 95_000 }, { points: ['purpose'] }),
    suspicions: suspicionsOf(suspected, given),
  }),
  checking: debugState({ attempt: fixing, running: true }),
  left: debugState({
    attempt: fixing,
    check: counted,
    suspicions: suspicionsOf(suspected, half),
    hints: hintsTo(3),
  }),
  stale: debugState({ attempt: fixing, check: { ...counted, left: 1 }, stale: true }),
  broken: debugState({
    attempt: fixing,
    check: { ...counted, left: 1, certain: false, broken: [BROKEN] },
    hints: hintsTo(1),
  }),
  failed: debugState({
    attempt: fixing,
    check: {
      ...{ kind: 'failed', line: 7 },
      message: 'Python cannot read the file: invalid syntax. Mend that, then check again.',
    },
  }),
  off: debugState({
    attempt: fixing,
    checksOff: 'In Restricted Mode your code is not run. Trust the workspace to have it checked.',
  }),
  passed: debugState({
    attempt: debugAttempt(
      {
        ...{ phase: 'close', started: true, since: NOW - 10_000 },
        spent: { read: 2 * MINUTE, fix: 9 * MINUTE },
      },
      { passed: true },
    ),
    check: { ...counted, passed: true, left: 0 },
    moreHints: false,
  }),
  exam: debugState({ attempt: fixing, exam: true, moreHints: false }),
  finished: debugState({
    attempt: over,
    check: { ...counted, passed: true, left: 0 },
    debrief: all,
    stages: [{ id: 'cross-entropy', title: 'Cross-entropy loss', passed: true }],
    next: { title: 'ResNet block', reason: 'You have not tried it yet, and it takes 20 minutes.' },
  }),
  'given-up': debugState({
    attempt: { ...over, passed: false, revealed: true, suggested: 1 },
    check: { ...counted, left: 1 },
    debrief: {
      ...some,
      mistakes: some.mistakes.map((one) => ({ ...one, before: { planted: 3, missed: 2 } })),
    },
  }),
  untold: debugState({ attempt: over }),
} as const satisfies Record<string, DebugPageState>;
