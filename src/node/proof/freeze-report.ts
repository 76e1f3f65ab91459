/** What an author is told of a drill's frozen results; see `report` in src/grader/freezing.py. */
import * as v from 'valibot';

export const FREEZE_REPORT = v.object({
  kind: v.literal('report'),
  /** Pairs of programs that yield the same in every case and make different mistakes. */
  twins: v.array(v.tuple([v.string(), v.string()])),
  /** Correct programs that yield something else than the solution. */
  other: v.array(v.string()),
  /** Conditions that are not asked, with the reason. */
  off: v.record(v.string(), v.string()),
  /** What every drill should be asked and no probe of this one asks. */
  uncovered: v.array(v.string()),
  /** Sets of free choices that change what is looked at. */
  choices: v.array(v.array(v.string())),
});
export type FreezeReport = v.InferOutput<typeof FREEZE_REPORT>;
