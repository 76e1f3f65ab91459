/** What the generator of a topic makes, and how hard. */
import type { Answer } from './answer.ts';
import type { Layer, Shape } from './layers.ts';
import type { Random } from '../random.ts';

export const LEVELS = [1, 2, 3, 4, 5] as const;
export type Difficulty = (typeof LEVELS)[number];

export interface GeneratedQuestion {
  readonly ask: string;
  readonly layers: readonly Layer[];
  /** Without the batch; null where the answer does not depend on it. */
  readonly input: Shape | null;
  readonly answer: Answer;
  /** The rule in general, then each step with its numbers. */
  readonly rule: readonly string[];
  readonly steps: readonly string[];
}

export type Generate = (random: Random, level: Difficulty) => GeneratedQuestion;
