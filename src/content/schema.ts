/** The shape of the YAML that authors write. Everything is strict: an unknown key is a typing mistake. */
import * as v from 'valibot';
import { FREQUENCIES } from '../core/demand.ts';
import { KIND } from '../core/kinds.ts';
import { LEVELS } from '../core/basics.ts';

export const line = v.pipe(v.string(), v.trim(), v.nonEmpty('must not be empty'));
export const short = v.pipe(line, v.maxLength(100, 'must be at most 100 characters'));
export const title = v.pipe(line, v.maxLength(80, 'must be at most 80 characters'));
export const id = v.pipe(
  line,
  v.regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'must be kebab-case, such as scale-missing'),
);
export const list = <T extends v.GenericSchema>(item: T, min: number, max: number) =>
  v.pipe(
    v.array(item),
    v.minLength(min, `needs at least ${min}`),
    v.maxLength(max, `may have at most ${max}`),
  );

/** The path of an issue in `input`, down these keys. */
export function pathTo(
  input: unknown,
  ...keys: readonly [string | number, ...(string | number)[]]
): [v.IssuePathItem, ...v.IssuePathItem[]] {
  const [key, ...rest] = keys;
  const value = (input as Readonly<Record<string | number, unknown>>)[key];
  const item: v.UnknownPathItem = { type: 'unknown', origin: 'value', input, key, value };
  const [next, ...others] = rest;
  return next === undefined ? [item] : [item, ...pathTo(value, next, ...others)];
}

/** The first id that stands twice is named where it stands the second time. */
export const idsOnce = <T extends { readonly id: string }>() =>
  v.rawCheck<T[]>(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const seen = new Set<string>();
    dataset.value.forEach((one, index) => {
      if (seen.has(one.id)) {
        addIssue({
          message: `the id ${one.id} is used twice`,
          path: pathTo(dataset.value, index),
        });
      }
      seen.add(one.id);
    });
  });

export const level = v.picklist(LEVELS);
/** Place in lists, counted from 1: the most frequently asked comes first. */
export const order = v.pipe(v.number(), v.integer(), v.minValue(1));
export const exchange = v.strictObject({ ask: line, answer: line });

/** An exercise by its kind and its name. */
export const link = v.pipe(line, v.regex(/^[a-z-]+\/[a-z0-9-]+$/, 'must be kind/id'));

const seconds = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(7200));
export const band = v.pipe(
  v.tuple([seconds, seconds]),
  v.check(([min, max]) => min < max, 'the first number of a band must be below the second'),
);

const talking = v.strictObject({
  id,
  at: v.pipe(v.number(), v.integer(), v.minValue(0)),
  say: line,
  example: v.optional(line),
});

const phase = v.pipe(
  v.strictObject({
    id,
    title,
    band,
    cue: line,
    talking: list(talking, 1, 8),
  }),
  v.check(
    ({ talking: points, band: [, max] }) =>
      points.every((point, i) => point.at < max && point.at >= (points[i - 1]?.at ?? 0)),
    'talking points must be in order of `at` and lie inside the band',
  ),
);

/** A sentence of plain text with placeholders such as `{axis}` or `{gap:.3g}`; a brace is written twice. */
const sentence = v.pipe(
  line,
  v.maxLength(160, 'must be at most 160 characters'),
  v.regex(/[.!?]$/, 'must be a sentence and end like one'),
  v.regex(
    /^(?:[^{}]|\{\{|\}\}|\{\w+(?::[^{}]*)?\})*$/,
    'a placeholder must be a name in braces, such as {axis}',
  ),
);

export const mistakeSchema = v.strictObject({
  id,
  title,
  severity: v.optional(v.picklist(['error', 'note']), 'error'),
  says: v.optional(sentence),
  why: line,
  notice: line,
  fix: line,
});
export const mistakesSchema = v.pipe(list(mistakeSchema, 1, 60), idsOnce());

const arxiv = v.pipe(line, v.regex(/^\d{4}\.\d{4,5}$/, 'must be an arXiv id such as 1706.03762'));

export const paper = v.strictObject({
  title: line,
  authors: line,
  year: v.pipe(v.number(), v.integer(), v.minValue(1940), v.maxValue(2100)),
  arxiv: v.optional(arxiv),
  doi: v.optional(line),
});
export type PaperSource = v.InferOutput<typeof paper>;

export const equation = v.strictObject({
  name: line,
  tex: line,
  note: v.optional(line),
  source: v.optional(line),
});
export type EquationSource = v.InferOutput<typeof equation>;

/** Ids of the phases of a coding drill. */
const PHASE_IDS = KIND.coding.phases.map((one) => one.id);

export const month = v.pipe(
  line,
  v.regex(/^\d{4}-(?:0[1-9]|1[0-2])$/, 'must be a year and a month, such as 2026-11'),
);

export const topic = v.pipe(line, v.maxLength(40, 'must be at most 40 characters'));

/** How often a question is asked in interviews; `source` follows "asked often". */
export const asked = v.strictObject({ how: v.picklist(FREQUENCIES), source: short, date: month });

export const drillSchema = v.strictObject({
  title,
  summary: short,
  order,
  level,
  topic: v.optional(topic),
  asked: v.optional(asked),
  continues: v.optional(
    v.pipe(id, v.description('The drill whose finished program this one continues.')),
  ),
  question: line,
  contract: line,
  clarifying: v.optional(list(exchange, 0, 10), []),
  equations: v.optional(list(equation, 0, 8), []),
  phases: v.pipe(
    v.array(phase),
    v.check(
      (phases) => phases.map((one) => one.id).join() === PHASE_IDS.join(),
      `phases must be ${PHASE_IDS.join(', ')}, in this order`,
    ),
    v.check((phases) => {
      const ids = phases.flatMap((one) => one.talking.map((point) => point.id));
      return new Set(ids).size === ids.length;
    }, 'each talking point needs an id of its own, across all phases'),
  ),
  hints: v.optional(list(line, 0, 3), []),
  mistakes: v.pipe(list(mistakeSchema, 1, 60), idsOnce()),
  complexity: v.strictObject({ time: line, memory: line }),
  tradeoffs: list(v.strictObject({ title, text: line }), 1, 8),
  followUps: v.optional(list(exchange, 0, 10), []),
  papers: v.optional(list(paper, 0, 8), []),
  proves: v.optional(list(id, 0, 12), []),
});
export type DrillSource = v.InferOutput<typeof drillSchema>;
export type MistakeSource = v.InferOutput<typeof mistakeSchema>;

export const checklistSchema = v.pipe(
  list(
    v.strictObject({
      id,
      title: line,
      short: v.pipe(line, v.maxLength(30)),
      questions: list(exchange, 2, 4),
      practise: v.array(link),
    }),
    1,
    50,
  ),
  idsOnce(),
);

export const guideMistakesSchema = v.pipe(
  list(
    v.strictObject({ id, title: line, happens: line, costs: line, instead: line, example: line }),
    1,
    20,
  ),
  idsOnce(),
);
