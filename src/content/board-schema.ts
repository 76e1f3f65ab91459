/** The shape of the YAML of architectures to draw. */
import * as v from 'valibot';
import { parseDimension } from '../review/board/dimension.ts';
import { KIND } from '../core/kinds.ts';
import {
  asked,
  band,
  equation,
  exchange,
  id,
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

/** Of a component: short, as it stands in chains. */
const name = v.pipe(
  line,
  v.regex(/^[a-z][a-zA-Z0-9]*$/, 'must consist of letters and digits, such as norm1'),
);
const chain = v.pipe(
  line,
  v.maxLength(600, 'must be at most 600 characters: write several chains'),
  v.regex(/^[a-z]\w*( -> [a-z]\w*)+$/, 'must be a chain such as input -> norm1 -> attention'),
);
const shape = v.pipe(
  line,
  v.check(
    (text) => text.split(',').every((part) => parseDimension(part) !== null),
    'must be dimensions such as B, T, 4d',
  ),
);
/** A repeated group that repeats inside, as `(a+)+`: matching it can take forever. */
const REPEATS_TWICE = /\((?:[^()\\]|\\.)*[+*}](?:[^()\\]|\\.)*\)(?:[+*]|\{\d*,)/;
const LONGEST_PATTERN = 300;
/** Later checks run even after one has failed, and on a long text they would take forever. */
const ofPattern = (holds: (text: string) => boolean, message: string) =>
  v.check((text: string) => text.length > LONGEST_PATTERN || holds(text), message);
const pattern = v.pipe(
  line,
  v.maxLength(LONGEST_PATTERN, `must be at most ${LONGEST_PATTERN} characters`),
  ofPattern(
    (text) => !REPEATS_TWICE.test(text),
    'must not repeat a group that itself contains a repetition',
  ),
  ofPattern((text) => {
    try {
      return new RegExp(text, 'u') instanceof RegExp;
    } catch {
      return false;
    }
  }, 'must be a regular expression'),
);
const says = list(line, 1, 60);

const component = v.strictObject({
  /** Says all that this one does not say itself. */
  like: v.optional(name),
  name: v.optional(line),
  kind: v.optional(line),
  says: v.optional(says),
  optional: v.optional(v.boolean()),
  many: v.optional(v.boolean()),
  shape: v.optional(v.union([shape, list(shape, 1, 6)])),
  /** It may also be drawn as these, one after the other. */
  parts: v.optional(chain),
});
export type ComponentSource = v.InferOutput<typeof component>;

const chains = v.optional(list(chain, 0, 60), []);
const variant = v.strictObject({
  path: list(chain, 1, 60),
  skip: chains,
  back: chains,
  optional: chains,
});
export type VariantSource = v.InferOutput<typeof variant>;

const drawing = v.pipe(
  v.strictObject({
    flow: v.picklist(['down', 'free']),
    letters: v.optional(v.record(line, list(line, 1, 20)), {}),
    rough: v.optional(list(line, 0, 6), []),
    components: v.pipe(
      v.record(name, component),
      v.check((all) => Object.keys(all).length <= 80, 'may have at most 80'),
      // Each doubles the ways in which it may be drawn.
      v.check(
        (all) => Object.values(all).filter(({ parts }) => parts !== undefined).length <= 6,
        'may have at most 6 with parts',
      ),
    ),
    variants: v.pipe(
      v.record(id, variant),
      v.check((all) => Object.keys(all).length > 0, 'needs at least one'),
      v.check((all) => Object.keys(all).length <= 12, 'may have at most 12'),
    ),
    foreign: v.optional(list(v.strictObject({ says, say: line }), 0, 12), []),
    equations: list(
      v.strictObject({
        name: line,
        write: line,
        about: list(pattern, 1, 8),
        wrong: list(v.strictObject({ when: pattern, say: line }), 1, 8),
      }),
      1,
      4,
    ),
    weighing: list(line, 1, 20),
  }),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    for (const problem of strangers(dataset.value)) addIssue({ message: problem });
  }),
);
export type DrawingSource = v.InferOutput<typeof drawing>;

/** Components that are named and not there, and such as lack what they must say. */
function strangers(source: {
  components: Record<string, ComponentSource>;
  variants: Record<string, VariantSource>;
}): string[] {
  const known = new Set(Object.keys(source.components));
  const problems: string[] = [];
  const named = Object.values(source.variants).flatMap(({ path, skip, back, optional }) => [
    ...path,
    ...skip,
    ...back,
    ...optional,
  ]);
  const parts = Object.values(source.components).flatMap((one) => one.parts ?? []);
  for (const one of new Set([...named, ...parts].flatMap((text) => text.split(' -> ')))) {
    if (!known.has(one)) problems.push(`there is no component ${one}`);
  }
  for (const [one, { like, name: called, kind, says: wordings }] of Object.entries(
    source.components,
  )) {
    const other = like === undefined ? undefined : source.components[like];
    if (like !== undefined && (other === undefined || other.like !== undefined)) {
      problems.push(`${one} is like ${like}, which is not a component with words of its own`);
    }
    if (
      like === undefined &&
      (called === undefined || kind === undefined || wordings === undefined)
    ) {
      problems.push(
        `${one} needs \`name\`, \`kind\` and \`says\`, or must be \`like\` another component`,
      );
    }
  }
  return problems;
}

const PHASES = KIND.whiteboard.phases.map((one) => one.id);
const inOrder = `must be ${PHASES.join(', ')}, in this order`;
const ofPhases = (ids: readonly string[]): boolean => ids.join() === PHASES.join();
const point = v.strictObject({ id, say: line });

export const boardSchema = v.strictObject({
  title,
  summary: short,
  order,
  level,
  topic: v.optional(topic),
  asked: v.optional(asked),
  checked: v.optional(month),
  question: line,
  phases: v.pipe(
    v.array(
      v.strictObject({
        id,
        title: v.optional(title),
        band: v.optional(band),
        cue: line,
        points: list(point, 1, 6),
      }),
    ),
    v.check((all) => ofPhases(all.map((one) => one.id)), `phases ${inOrder}`),
    v.check((all) => {
      const ids = all.flatMap(({ points }) => points.map((one) => one.id));
      return new Set(ids).size === ids.length;
    }, 'each point needs an id of its own, across all phases'),
  ),
  equations: list(equation, 1, 4),
  tradeoffs: list(v.strictObject({ title, text: line }), 2, 6),
  explanation: v.pipe(
    v.array(v.strictObject({ phase: id, title, text: line })),
    v.check(
      (all) => ofPhases(all.map((one) => one.phase)),
      `the phases of the explanation ${inOrder}`,
    ),
  ),
  followUps: list(exchange, 3, 10),
  papers: v.optional(list(paper, 0, 6), []),
  tags: list(id, 1, 6),
  links: v.optional(list(link, 0, 8), []),
  items: list(id, 0, 12),
  drawing,
});
export type BoardSource = v.InferOutput<typeof boardSchema>;
