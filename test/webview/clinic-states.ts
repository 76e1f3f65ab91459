/** States of the clinic page as the host would send them, on real content. */
import type { Clinic, RunCase } from '../../src/core/clinics/case.ts';
import type { Answered } from '../../src/core/attempt.ts';
import { roundOf } from '../../src/core/clinics/round.ts';
import type { ClinicPageState } from '../../src/protocol/clinic-page.ts';
import { attemptOf, NOW, pack } from './states.ts';

export function clinicOf(id: string): Clinic {
  const found = pack.clinics.find(({ clinic }) => clinic.id === id);
  if (!found) throw new Error(`no clinic ${id}`);
  return found.clinic;
}

export function runOf(id: string): RunCase {
  const clinic = clinicOf(id);
  if (clinic.of !== 'run') throw new Error(`${id} is no run`);
  return clinic;
}

export const sizes = clinicOf('clinic/output-sizes');

export function clinicState(change: Partial<ClinicPageState> = {}): ClinicPageState {
  return {
    attempt: attemptOf({ phase: 'work', started: true, since: NOW - 60_000 }),
    now: NOW,
    bands: {},
    round: null,
    measurements: [],
    hypotheses: [],
    diagnoses: [],
    ...change,
  };
}

export const finished = attemptOf({
  phase: 'work',
  started: true,
  finished: true,
  spent: { work: 270_000 },
});

/** Answers as a round asks for them, right where `results` has an `r`. */
export function answersOf(results: string): readonly Answered[] {
  const answers: Answered[] = [];
  for (const result of results.split('')) {
    const { id } = roundOf('attempt-1', answers, 1).next;
    answers.push({ question: id, given: '64 x 56 x 56', correct: result === 'r' });
  }
  return answers;
}

export const sizesState = (results: string, change: Partial<ClinicPageState> = {}) =>
  clinicState({ round: roundOf('attempt-1', answersOf(results), 1), ...change });

/** Every state of the output sizes worth looking at, by name. */
export const SIZES = {
  ready: sizesState('', { attempt: attemptOf({ phase: 'work' }) }),
  first: sizesState(''),
  right: sizesState('r'),
  missed: sizesState('rrrrw'),
  whole: sizesState('rrrrwrrrrr'),
  finished: sizesState('rrwrrwrrrr', { attempt: finished }),
  empty: sizesState('', { attempt: finished }),
} as const satisfies Record<string, ClinicPageState>;

export const run = runOf('clinic/exploding-gradients');
const order = ['rate-high', 'exploding', 'vanishing', 'outliers', 'capacity'];
const wrong = { cause: 'rate-high', fix: 'early-stop', correct: false };
const right = { cause: run.cause, fix: run.fix, correct: true };

/** Every state of a run worth looking at, by name. */
export const RUN = {
  ready: clinicState({ attempt: attemptOf({ phase: 'work' }) }),
  begun: clinicState(),
  ordered: clinicState({ hypotheses: order }),
  measured: clinicState({ hypotheses: order, measurements: ['gradients', 'targets'] }),
  missed: clinicState({ hypotheses: order, measurements: ['gradients'], diagnoses: [wrong] }),
  all: clinicState({ measurements: run.measurements.map((one) => one.id) }),
  solved: clinicState({
    attempt: finished,
    hypotheses: order,
    measurements: ['gradients', 'targets'],
    diagnoses: [wrong, right],
  }),
  'given-up': clinicState({ attempt: { ...finished, revealed: true } }),
} as const satisfies Record<string, ClinicPageState>;
