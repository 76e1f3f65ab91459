/** Bands of time: what a drill suggests, replaced by what the user set. */
import type { Band } from './content.ts';

/** Shortest and longest duration that a user may set, in seconds. */
export const SHORTEST = 5;
export const LONGEST = 7200;

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
