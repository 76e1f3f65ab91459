/** The work that a thread of its own does: it reads what others wrote, and could take for ever. */
import { reviewDrawing } from '../../core/board/review.ts';
import type { BoardSpec, Refusal, Review } from '../../core/board/review-types.ts';
import { reviewDesign, type DesignFinding } from '../../core/design-review.ts';

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

const DO: { readonly [Name in TaskName]: (input: Tasks[Name]['input']) => Tasks[Name]['output'] } =
  {
    'review-drawing': ({ text, spec }) => reviewDrawing(text, spec),
    'review-design': ({ text }) => reviewDesign(text),
  };

export function perform<Name extends TaskName>({
  name,
  input,
}: Order<Name>): Tasks[Name]['output'] {
  return DO[name](input);
}
