/** What crosses between the extension host and the page of a clinic. Both ends parse what arrives. */
import * as v from 'valibot';
import type { Diagnosis } from '../core/attempt.ts';
import type { Clinic } from '../core/clinics/case.ts';
import type { Round } from '../core/clinics/round.ts';
import { CLOCK_COMMANDS, fromClockPage, type ClockOnPage } from './clock-page.ts';
import {
  fromEveryPage,
  trusted,
  parseWith,
  text,
  toEveryPage,
  type FromEveryPage,
  type ToEveryPage,
} from './page.ts';

export const CLINIC_COMMANDS = [
  ...CLOCK_COMMANDS,
  /** Ends a case unsolved and shows what it was. */
  'give-up',
  'new-attempt',
  'another',
] as const;
export type ClinicCommand = (typeof CLINIC_COMMANDS)[number];

const fromPage = v.variant('type', [
  ...fromEveryPage,
  ...fromClockPage,
  v.object({ type: v.literal('command'), command: v.picklist(CLINIC_COMMANDS) }),
  /** An answer to the generated question of that id, as typed. */
  v.object({ type: v.literal('answer'), question: text, given: text }),
  v.object({ type: v.literal('measure'), measurement: text }),
  /** Ids of all hypotheses, most likely first. */
  v.object({ type: v.literal('order'), order: v.pipe(v.array(text), v.maxLength(20)) }),
  v.object({ type: v.literal('diagnose'), cause: text, fix: text }),
]);
export type FromClinicPage = v.InferOutput<typeof fromPage>;

/** The message, or null when it is not one of ours. */
export function parseFromClinicPage(message: unknown): FromClinicPage | null {
  return parseWith(fromPage, message);
}

export interface ClinicPageState extends ClockOnPage {
  /** Where the generated questions stand; null for a run. */
  readonly round: Round | null;
  /** At a run: what was measured, in order. */
  readonly measurements: readonly string[];
  /** At a run: ids of the hypotheses as ordered; empty before. */
  readonly hypotheses: readonly string[];
  readonly diagnoses: readonly Diagnosis[];
}

export type ToClinicPage =
  | { readonly type: 'clinic'; readonly clinic: Clinic }
  | { readonly type: 'state'; readonly state: ClinicPageState }
  | ToEveryPage;

const toPage = v.variant('type', [
  v.object({ type: v.literal('clinic'), clinic: trusted<Clinic>() }),
  v.object({ type: v.literal('state'), state: trusted<ClinicPageState>() }),
  ...toEveryPage,
]);

/** The message, or null when it is not one of ours. */
export function parseToClinicPage(message: unknown): ToClinicPage | null {
  return parseWith(toPage, message);
}

/** The messages that only this page sends. */
export type FromClinic = Exclude<FromClinicPage, FromEveryPage>;
