/** Breaks a correct program of a drill: draws candidates, and has the grader take one that it sees through. */
import type { MistakeEdit } from '../edits/mistake-edit.ts';
import type { HandoutMaker } from '../ports.ts';
import { candidates, plantable, type DescribedMistakes, type BreakWishes } from './choose.ts';
import { marked, type BrokenProgram } from './program.ts';

export interface BreakRequest extends DescribedMistakes, BreakWishes {
  /** The coding drill's id. */
  readonly drill: string;
  /** Absolute path of its folder. */
  readonly drillFolder: string;
  /** All that its mistakes.yaml holds. */
  readonly edits: readonly MistakeEdit[];
  /** Path of the Python to run programs with. */
  readonly python: string;
}

export type BreakOutcome =
  | { readonly kind: 'chosen'; readonly program: BrokenProgram }
  /** No program of the drill can have so many mistakes, or the grader refused all that were `tried`. */
  | { readonly kind: 'none'; readonly tried: number }
  /** `reason` is a whole sentence. */
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'cancelled' };

/** The same seed gives the same program, as long as the drill and the grader stay the same. */
export async function breakProgram(
  request: BreakRequest,
  maker: HandoutMaker,
  signal?: AbortSignal,
): Promise<BreakOutcome> {
  const { drill, drillFolder, edits, own, python, seed } = request;
  const drawn = candidates(plantable(edits, request), own, request);
  if (drawn.length === 0) return { kind: 'none', tried: 0 };
  const outcome = await maker.make({ drillFolder, python, candidates: drawn }, signal);
  switch (outcome.kind) {
    case 'chosen': {
      const { candidate, report } = outcome;
      return { kind: 'chosen', program: marked({ ...candidate, drill, seed, report }) };
    }
    case 'none':
      return { kind: 'none', tried: drawn.length };
    case 'failed':
    case 'cancelled':
      return outcome;
  }
}
