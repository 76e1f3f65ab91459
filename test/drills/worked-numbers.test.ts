/** Figures in spoken answers, recomputed from the formula that the answer gives. */
import { expect, it } from 'vitest';
import { pack } from '../built-in-pack.ts';


/** All that `id` says, as text. */
function said(id: string): string {
  const oral = pack.orals.find((one) => one.oral.id === id)?.oral;
  if (!oral || !('phases' in oral)) throw new Error(`no exercise ${id}`);
  const parts = [
    ...oral.phases.flatMap(({ outline, answer }) => [...outline.map(({ say }) => say), answer]),
    ...oral.followUps.flatMap(({ ask, answer }) => [ask, answer]),
    oral.wrong?.truth ?? '',
  ];
  return parts.join('\n').replaceAll(/<[^>]+>/g, '');
}

const choose = (n: number, k: number): number =>
  k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k;
const fixed = (value: number, digits: number): string => value.toFixed(digits);

/** The share of `votes` samples in which more than half are right. */
function majority(right: number, votes: number): number {
  let sum = 0;
  for (let k = Math.floor(votes / 2) + 1; k <= votes; k++) {
    sum += choose(votes, k) * right ** k * (1 - right) ** (votes - k);
  }
  return sum;
}

/** The advantage of a right answer when `right` of `size` are. */
function advantage(right: number, size: number): number {
  const mean = right / size;
  return (1 - mean) / Math.sqrt(mean * (1 - mean));
}

/** Expected tokens per pass when each of `drafted` tokens is accepted with probability `a`. */
const perPass = (a: number, drafted: number): number => (1 - a ** (drafted + 1)) / (1 - a);

const bytesPerToken = (layers: number, heads: number): number => 2 * layers * heads * 128 * 2;
const expert = 3 * 7168 * 2048;
const mixtralExpert = 3 * 4096 * 14336 * 32;

const FIGURES: readonly (readonly [exercise: string, phrase: string])[] = [
  ['deep-dive/attention-in-depth', (4 * 768 ** 2).toLocaleString('en')],
  ['deep-dive/vanishing-gradients-answers', `0.99^100 is ${fixed(0.99 ** 100, 2)}`],
  ['deep-dive/vanishing-gradients-answers', `starts at ${fixed(1 / (1 + Math.exp(-1)), 2)}`],
  ['deep-dive/lora-and-fine-tuning', `${fixed((2 * 4096 * 16) / 1000, 0)} thousand`],
  ['deep-dive/lora-and-fine-tuning', `${fixed(4096 ** 2 / 1e6, 1)} million`],
  ['deep-dive/memory-of-training', `${fixed((8 * 4096 * 128_000 * 4) / 1e9, 1)} GB`],
  ['deep-dive/kv-cache-inference', `${fixed(2000 / 14, 0)} tokens a second`],
  ['deep-dive/kv-cache-inference', `${fixed(66e9 / bytesPerToken(32, 32) / 1000, 0)},000 tokens`],
  ['deep-dive/inference-at-scale', `${fixed((2 * 70e9 * 4000) / 1e12, 0)} trillion`],
  ['deep-dive/inference-at-scale', `${fixed((560e12 / (8 * 989e12 * 0.4)), 2)} seconds`],
  ['deep-dive/inference-at-scale', `${fixed((140 / (8 * 3.35)), 1)} milliseconds`],
  ['deep-dive/inference-at-scale', `${fixed(bytesPerToken(80, 8) / 1e6, 2)} megabytes`],
  ['deep-dive/inference-at-scale', `${fixed((bytesPerToken(80, 8) * 4000) / 1e9, 1)} gigabytes`],
  ['deep-dive/inference-at-scale', `${fixed((bytesPerToken(80, 8) * 4000) / 50e6, 0)} milliseconds`],
  ['deep-dive/inference-at-scale', `${fixed(perPass(0.8, 4), 1)} tokens per pass`],
  ['deep-dive/inference-at-scale', `${fixed(312 / 2.039, 0)} on an A100, ${fixed(989 / 3.35, 0)} on an H100`],
  ['deep-dive/mixture-of-experts', `${fixed(expert / 1e6, 0)} million parameters`],
  ['deep-dive/mixture-of-experts', `${fixed((58 * 256 * expert) / 1e9, 0)} of the`],
  ['deep-dive/mixture-of-experts', `${choose(8, 2)} combinations`],
  ['deep-dive/mixture-of-experts', `${fixed(choose(256, 8) / 1e14, 0)}00 trillion`],
  ['deep-dive/mixture-of-experts', `eight of ${fixed(mixtralExpert / 1e9, 1)} billion each come to ${fixed((8 * mixtralExpert) / 1e9, 0)}`],
  ['deep-dive/post-training', `advantage of ${fixed(advantage(1, 16), 1)}; with eight, it's ${fixed(advantage(8, 16), 0)}`],
  ['deep-dive/post-training', `about ${fixed(Math.log(2), 3)}`],
  ['deep-dive/reasoning-models', `fifteen votes reach ${fixed(100 * majority(0.6, 15), 0)}`],
  ['deep-dive/reasoning-models', `they reach ${fixed(100 * majority(0.4, 15), 0)}`],
  ['deep-dive/reasoning-models', `1 - 0.95^16 = ${fixed(1 - 0.95 ** 16, 2)}, and 1 - 0.95^64 = ${fixed(1 - 0.95 ** 64, 2)}`],
  ['deep-dive/flow-matching', ((1024 / 8 / 2) ** 2).toLocaleString('en') + ' tokens'],
  ['deep-dive/diffusion-and-guidance', `${(512 * 512 * 3) / (64 * 64 * 4)} times fewer`],
  ['unknown/architecture-search', `${fixed(7 ** 10 / 1e6, 0)} million candidates`],
  ['unknown/paper-hypothetical', `give ${fixed(0.005 * Math.sqrt(2 / 4), 4)}`],
];

it.each(FIGURES)('%s says "%s"', (exercise, phrase) => {
  expect(said(exercise)).toContain(phrase);
});
