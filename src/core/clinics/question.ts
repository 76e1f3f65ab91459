/** Generated questions with exact answers. A question's id says everything about it: the log needs no more. */
import { LEVELS, type GeneratedQuestion, type Difficulty, type Generate } from './asked.ts';
import { Random, seedOf } from '../random.ts';
import { convolution, dilation, pooling, samePadding, transposed } from './ask-size.ts';
import { multiplyAddsOf, parameters } from './ask-cost.ts';
import { receptiveField, stack } from './ask-stack.ts';

interface TopicKind {
  readonly title: string;
  /** From which difficulty on it is asked. */
  readonly from: Difficulty;
  readonly generate: Generate;
}

export const TOPICS = {
  convolution: { title: 'Convolution', from: 1, generate: convolution },
  pooling: { title: 'Pooling', from: 1, generate: pooling },
  parameters: { title: 'Parameters', from: 1, generate: parameters },
  same: { title: 'Padding that keeps the size', from: 2, generate: samePadding },
  dilation: { title: 'Dilation', from: 2, generate: dilation },
  transposed: { title: 'Transposed convolution', from: 2, generate: transposed },
  'multiply-adds': { title: 'Multiply-adds and FLOPs', from: 3, generate: multiplyAddsOf },
  'receptive-field': { title: 'Receptive field', from: 3, generate: receptiveField },
  stack: { title: 'Several layers', from: 3, generate: stack },
} as const satisfies Readonly<Record<string, TopicKind>>;
export type Topic = keyof typeof TOPICS;
export const TOPIC_NAMES = Object.keys(TOPICS) as readonly Topic[];

export interface Question extends GeneratedQuestion {
  readonly id: string;
  readonly topic: Topic;
  readonly level: Difficulty;
}

export function questionId(topic: Topic, level: Difficulty, seed: number): string {
  return `${topic}.${level}.${seed}`;
}

/** The question of that id, always the same one; null when it is not an id of a question. */
export function questionOf(id: string): Question | null {
  const [name = '', digit = '', seed = '', ...rest] = id.split('.');
  const topic = TOPIC_NAMES.find((one) => one === name);
  const level = LEVELS.find((one) => String(one) === digit);
  if (!topic || !level || rest.length > 0 || !/^\d{1,10}$/.test(seed)) return null;
  // Neighbouring seeds must not give similar questions.
  const random = new Random(seedOf(id));
  return { id, topic, level, ...TOPICS[topic].generate(random, level) };
}
