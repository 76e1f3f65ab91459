/** Exercises answered aloud for tests, compiled as the build does it: small, and with everything that one can have. */
import { Markdown } from '../src/content/markdown.ts';
import { compilePhased, compileRapidFire } from '../src/content/oral-compile.ts';
import {
  deepDiveSchema,
  rapidFireSchema,
  systemDesignSchema,
  unknownSchema,
} from '../src/content/oral-schema.ts';
import { KIND, type Kind } from '../src/core/kinds.ts';
import type { CompiledOral as Compiled } from '../src/core/pack.ts';
import { parse } from 'valibot';

const SCHEMAS = {
  'deep-dive': deepDiveSchema,
  unknown: unknownSchema,
  'system-design': systemDesignSchema,
};

const md = new Markdown();
const common = { order: 1, level: 'medium', tags: ['activations'], items: [] };
const paper = {
  title: 'Deep Residual Learning for Image Recognition',
  authors: 'Kaiming He et al.',
  year: 2015,
  arxiv: '1512.03385',
};

const SIZING = [
  { id: 'posts', what: 'Posts a day', formula: '10e6', said: '10 million posts' },
  { id: 'posts_a_second', what: 'Posts a second', formula: 'posts / 86400', said: '116 a second' },
];

export const RELU: Compiled = rapidFire('relu', 'Why does a network need a non-linearity?', [
  ['linear', 'Without one, any depth is **one** affine map: $W_2 W_1 x$'],
  ['gradient', 'ReLU keeps the gradient at 1 for positive inputs'],
  ['variants', 'GELU and Swish are smooth and let small negative values pass'],
]);
export const relu = RELU.oral;

/** More questions for whole rounds. */
export const QUESTIONS: readonly Compiled[] = [
  RELU,
  rapidFire('kv-cache', 'What does a KV-cache store, and what does it save?', [
    ['stores', 'Keys and values of all earlier tokens, per layer and head'],
    ['saves', 'A step costs $O(n)$ instead of $O(n^2)$'],
    ['costs', 'Memory grows with batch, length, layers and heads'],
    ['shrinks', 'Fewer key heads: multi-query, grouped-query attention'],
  ]),
  rapidFire('fid', 'What does FID measure?', [
    ['distance', 'The distance of two Gaussians fitted to Inception features'],
    ['lower', 'Lower is better'],
    ['limits', 'It needs many samples and says nothing about a single image'],
  ]),
];

export const DIVE = phased('deep-dive', 'why-residuals', 'Why do residual connections help?');
export const UNKNOWN = phased('unknown', 'graph-networks', 'How would you classify a molecule?');
export const DESIGN = phased('system-design', 'hate-speech', 'Detect hate speech on a platform.');

function rapidFire(name: string, question: string, points: [string, string][]): Compiled {
  const source = parse(rapidFireSchema, {
    ...common,
    title: question.split(' ').slice(0, 5).join(' '),
    band: [30, 60],
    question,
    points: points.map(([id, say]) => ({ id, say })),
    answer: `A model answer to “${question}” that says it in order. It has a second sentence with maths, $y = F(x) + x$, and a third that ends.`,
    wrong: { said: 'Because it is faster.', truth: 'Speed has nothing to do with it.' },
    probe: { ask: 'And at the *output*?', answer: 'That depends on the loss.' },
    links: ['coding/resnet-block', 'deep-dive/why-residuals'],
    papers: [paper],
  });
  return compileRapidFire(name, source, md);
}

function phased(kind: Extract<Kind, keyof typeof SCHEMAS>, name: string, question: string) {
  const exchange = (n: number) => ({ ask: `Question ${n}?`, answer: `Answer ${n}: 10 million.` });
  const source = parse(SCHEMAS[kind], {
    ...common,
    title: question.split(' ').slice(0, 5).join(' '),
    summary: 'An exercise for the tests',
    question: `${question} Say what you would do first.`,
    clarifying: [1, 2, 3, 4, 5, 6].map(exchange),
    phases: KIND[kind].phases.map(({ id, title }, n) => ({
      id,
      cue: `What to do in “${title}”.`,
      prompts: [
        { at: 5, say: `Shall I go deeper into ${title.toLowerCase()}?` },
        { at: 20, say: 'Name a number.' },
      ],
      outline: [
        { id: `${id}-one`, say: `First point of ${title}` },
        { id: `${id}-two`, say: `Second point, with $d_{${n}}$` },
      ],
      answer: `The model answer to ${title}.\n\n- a list\n- with \`code\`\n\n$$\\sum_i x_i^{${n}}$$`,
    })),
    followUps: [1, 2, 3].map(exchange),
    equations: [{ name: 'A sum', tex: '\\sum_i x_i', note: 'Over all $i$', source: 'Somebody' }],
    papers: [paper],
    wrong: { said: 'It is just a trick.', truth: 'It has a reason.' },
    links: ['coding/resnet-block', 'rapid-fire/relu'],
    ...(kind === 'system-design' ? { sizing: SIZING } : {}),
    ...(kind === 'unknown' ? { surface: 'Names the kind and stops.' } : {}),
  });
  return compilePhased(kind, name, source, md);
}
