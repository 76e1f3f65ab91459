/** A broken program as a file of JSON: beside the history, as the key of a hand-out, and as the grader reads it. */
import * as v from 'valibot';
import type { BrokenProgram, Candidate, Report } from '../core/debugging/program.ts';

export const KEY_VERSION = 1;

const number = v.nullable(v.number());
const report: v.GenericSchema<unknown, Report> = v.object({
  says: v.array(v.string()),
  curves: v.record(v.string(), v.object({ this: v.array(number), trusted: v.array(number) })),
  figures: v.record(v.string(), v.object({ this: number, trusted: number })),
});

const candidate: v.GenericSchema<unknown, Candidate> = v.object({
  of: v.string(),
  base: v.string(),
  planted: v.pipe(
    v.array(v.object({ flag: v.string(), mistake: v.string() })),
    v.minLength(1),
    v.maxLength(8),
  ),
  programs: v.array(v.object({ flags: v.array(v.string()), text: v.string() })),
});

const keySchema = v.intersect([
  candidate,
  v.object({ v: v.literal(KEY_VERSION), drill: v.string(), seed: v.number(), report }),
]);

/** What `grader.handout` answers. */
export const HANDOUT_ANSWER = v.object({
  accepted: v.array(v.number()),
  refused: v.record(v.string(), v.string()),
  report: v.nullable(report),
});

export function formatKey(program: BrokenProgram): string {
  return `${JSON.stringify({ v: KEY_VERSION, ...program }, null, 1)}\n`;
}

/** The program, or null where the text is none of this version, or says that of mistakes which it lacks. */
export function parseKey(text: string): BrokenProgram | null {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return null;
  }
  const parsed = v.safeParse(keySchema, data);
  if (!parsed.success) return null;
  const { programs, planted } = parsed.output;
  return programs.length === 2 ** planted.length - 1 ? parsed.output : null;
}
