/** The shape of the YAML of exercises that are answered aloud. */
import * as v from 'valibot';
import { KIND, type Kind, type PhaseKind } from '../core/kinds.ts';
import {
  asked,
  band,
  equation,
  exchange,
  id,
  idsOnce,
  level,
  line,
  link,
  list,
  month,
  order,
  paper,
  short,
  title,
  topic,
} from './schema.ts';

const point = v.strictObject({ id, say: line });
const papers = v.optional(list(paper, 0, 8), []);
const wrong = v.strictObject({ said: line, truth: line });
const tags = list(id, 1, 6);
const items = list(id, 0, 12);
const links = v.optional(list(link, 0, 8), []);
/** When somebody last made sure that all of it is still true. */
const checked = v.optional(month);

const idsApart = (points: { id: string }[]): boolean =>
  new Set(points.map((one) => one.id)).size === points.length;

/** Longest and shortest fitting answer of a round, in seconds. */
const ROUND = KIND['rapid-fire'].phases[0]?.band ?? [30, 60];

export const rapidFireSchema = v.strictObject({
  title,
  order,
  level,
  topic: v.optional(topic),
  asked: v.optional(asked),
  checked,
  band: v.pipe(
    band,
    v.check(
      ([min, max]) => min >= ROUND[0] && max <= ROUND[1],
      `must lie between ${ROUND.join(' and ')} seconds`,
    ),
  ),
  question: line,
  points: v.pipe(list(point, 3, 5), idsOnce()),
  answer: line,
  wrong,
  probe: exchange,
  tags,
  links,
  items,
  papers,
});
export type RapidFireSource = v.InferOutput<typeof rapidFireSchema>;

const phase = v.strictObject({
  id,
  title: v.optional(title),
  band: v.optional(band),
  cue: line,
  prompts: v.optional(
    list(v.strictObject({ at: v.pipe(v.number(), v.integer(), v.minValue(0)), say: line }), 0, 6),
    [],
  ),
  outline: list(point, 2, 6),
  answer: line,
});

const phases = (known: readonly PhaseKind[]) =>
  v.pipe(
    v.array(phase),
    v.check(
      (all) => all.map((one) => one.id).join() === known.map((one) => one.id).join(),
      `phases must be ${known.map((one) => one.id).join(', ')}, in this order`,
    ),
    v.check(
      (all) => idsApart(all.flatMap((one) => one.outline)),
      'each point of an outline needs an id of its own, across all phases',
    ),
  );

/** What all exercises in phases have in common. */
const inPhases = (kind: Kind) => ({
  title,
  summary: short,
  order,
  level,
  checked,
  question: line,
  phases: phases(KIND[kind].phases),
  equations: v.optional(list(equation, 0, 8), []),
  followUps: list(exchange, 3, 10),
  papers,
  tags,
  links,
  items,
});

export const deepDiveSchema = v.strictObject({
  ...inPhases('deep-dive'),
  clarifying: v.optional(list(exchange, 0, 10), []),
  wrong,
});

export const unknownSchema = v.strictObject({
  ...inPhases('unknown'),
  clarifying: v.optional(list(exchange, 0, 10), []),
  wrong,
  surface: line,
});

/** A figure of a design and how it follows from earlier ones; `said` quotes the design, its first number is the figure. */
const sizing = v.strictObject({
  id: v.pipe(line, v.regex(/^[a-z][a-z0-9_]*$/, 'must be a name such as peak_requests')),
  what: line,
  formula: line,
  said: short,
  tolerance: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(0.1)), 0.02),
});

export const systemDesignSchema = v.strictObject({
  ...inPhases('system-design'),
  clarifying: list(exchange, 6, 14),
  wrong: v.optional(wrong),
  sizing: v.optional(v.pipe(list(sizing, 0, 40), idsOnce()), []),
});

export type PhasedSource =
  | v.InferOutput<typeof deepDiveSchema>
  | v.InferOutput<typeof unknownSchema>
  | v.InferOutput<typeof systemDesignSchema>;
