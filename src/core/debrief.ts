/** What is told at the end of an attempt: facts only, computed from the attempt. */
import { elapsed, placeInBand, type BandPlace, type ClockState } from './clock.ts';
import type { Drill, Phase, PhaseSummary, TalkingPoint } from './content.ts';
import type { Band } from './basics.ts';

export interface PhaseTime {
  readonly phase: PhaseSummary;
  readonly band: Band;
  readonly ms: number;
  readonly place: BandPlace;
}

export interface Debrief {
  readonly phases: readonly PhaseTime[];
  readonly missed: readonly { readonly phase: Phase; readonly point: TalkingPoint }[];
  readonly hints: number;
}

export function debrief(
  drill: Drill,
  bands: Readonly<Record<string, Band>>,
  attempt: {
    readonly clock: ClockState;
    readonly points: readonly string[];
    readonly hints: readonly number[];
  },
  now: number,
): Debrief {
  return {
    phases: phaseTimes(drill.phases, bands, attempt.clock, now),
    missed: drill.phases.flatMap((phase) =>
      phase.talking
        .filter((point) => !attempt.points.includes(point.id))
        .map((point) => ({ phase, point })),
    ),
    hints: attempt.hints.length,
  };
}

/** The time spent in each phase against its band. */
export function phaseTimes(
  phases: readonly PhaseSummary[],
  bands: Readonly<Record<string, Band>>,
  clock: ClockState,
  now: number,
): readonly PhaseTime[] {
  return phases.map((phase) => {
    const band = bands[phase.id] ?? phase.band;
    const ms = elapsed(clock, phase.id, now);
    return { phase, band, ms, place: placeInBand(ms, band) };
  });
}

/**
 * The talking point that is due at `ms` into a phase and was not ticked: the last whose time has come.
 * Null before the first, and when that one was ticked.
 */
export function duePoint(phase: Phase, ticked: readonly string[], ms: number): TalkingPoint | null {
  const due = phase.talking.filter((point) => point.at * 1000 <= ms).at(-1);
  return due && !ticked.includes(due.id) ? due : null;
}
