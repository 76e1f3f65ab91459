/** Bands of time: what a drill suggests, replaced by what the user set. */
import type { ExerciseSummary } from './content.ts';
import type { Band } from './basics.ts';

/** Shortest and longest duration that a user may set, in seconds. */
export const SHORTEST = 5;
export const LONGEST = 7200;

/** What the user set for the phases of coding drills: the shortest and longest time in seconds, null for the drill's own. */
export type Times = Readonly<
  Record<string, readonly [minimum: number | null, maximum: number | null]>
>;

/** Bands of the exercise's phases: its own, where the user did not set others. The other kinds keep theirs. */
export function bandsOf(
  { kind, phases }: Pick<ExerciseSummary, 'kind' | 'phases'>,
  times: Times,
): Record<string, Band> {
  return Object.fromEntries(
    phases.map(({ id, band }) => {
      const ends = kind === 'coding' && Object.hasOwn(times, id) ? times[id] : undefined;
      return [id, ends ? fitBand(band, ...ends) : band];
    }),
  );
}

/**
 * The drill's band with the ends that the user set. Values out of range are moved to its edge; when the ends
 * cross, the one the user set wins and the other gives way.
 */
export function fitBand(own: Band, minimum: number | null, maximum: number | null): Band {
  const clamp = (seconds: number): number => Math.min(LONGEST, Math.max(SHORTEST, seconds));
  const min = minimum === null ? own[0] : clamp(minimum);
  const max = maximum === null ? own[1] : clamp(maximum);
  if (min <= max) return [min, max];
  return minimum === null ? [max, max] : [min, min];
}
