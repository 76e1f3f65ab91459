/** The work that a thread of its own does: it reads what others wrote, and could take for ever. */
import { reviewDrawing } from '../../review/board/review.ts';
import type { BoardSpec, Refusal, Review } from '../../core/drawing-review.ts';
import { reviewDesign } from '../../review/design/review.ts';
import type { Pack, PackListing, PackPart } from '../../core/pack.ts';
import type { DesignFinding } from '../../core/design-finding.ts';

/** Every task, with what it takes and gives. Both are cloned on the way. */
export interface Tasks {
  'review-drawing': {
    readonly input: { readonly text: string; readonly spec: BoardSpec };
    readonly output: Review | Refusal;
  };
  'review-design': {
    readonly input: { readonly text: string };
    readonly output: readonly DesignFinding[];
  };
  'list-pack': {
    readonly input: { readonly folder: string; readonly touched: readonly string[] | null };
    readonly output: PackListing;
  };
  'parts-of-pack': {
    readonly input: { readonly folder: string; readonly units: readonly string[] };
    readonly output: readonly PackPart[];
  };
  'units-of-pack': {
    readonly input: { readonly folder: string; readonly units: readonly string[] };
    readonly output: readonly Pack[];
  };
}

export type TaskName = keyof Tasks;

export interface Order<Name extends TaskName = TaskName> {
  readonly id: number;
  readonly name: Name;
  readonly input: Tasks[Name]['input'];
}

export interface Delivery {
  readonly id: number;
  readonly output?: unknown;
  /** What went wrong, for the log. */
  readonly trouble?: string;
}

type Work<Names extends TaskName> = {
  readonly [Name in Names]: (
    input: Tasks[Name]['input'],
  ) => Tasks[Name]['output'] | Promise<Tasks[Name]['output']>;
};

/** Reading packs needs the content compiler, which is large: the program of the thread provides it. */
export type PackWork = Work<'list-pack' | 'parts-of-pack' | 'units-of-pack'>;

const REVIEWS: Work<'review-drawing' | 'review-design'> = {
  'review-drawing': ({ text, spec }) => reviewDrawing(text, spec),
  'review-design': ({ text }) => reviewDesign(text),
};

export async function perform<Name extends TaskName>(
  { name, input }: Order<Name>,
  packs: PackWork,
): Promise<Tasks[Name]['output']> {
  const work: Work<TaskName> = { ...REVIEWS, ...packs };
  return work[name](input);
}
