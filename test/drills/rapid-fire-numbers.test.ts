/** Numbers that rapid-fire answers quote, worked out again from what they follow from. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const BANK = resolve(import.meta.dirname, '../../drills/rapid-fire');

/** An H100 with dense bf16: floating-point operations and bytes per second. */
const H100 = { flops: 989e12, bytes: 3.35e12 };
const GIB = 2 ** 30;
const DAY = 86_400;

/** How many ways there are to choose `k` of `n`. */
function choose(n: number, k: number): number {
  return Array.from({ length: k }, (_, i) => (n - i) / (k - i)).reduce((a, b) => a * b, 1);
}

const percent = (share: number): string => String(Math.round(share * 100));
const grouped = (value: number): string => Math.round(value).toLocaleString('en-GB');

/** Bytes of a KV cache per token, in bf16. */
const latent = 2 * 61 * (512 + 64);
const eightHeads = 2 * 80 * 2 * 8 * 128;

const run = 6 * 70e9 * 15e12;
const gpuSeconds = run / (0.4 * H100.flops);
const optimal = Math.sqrt((6 * 8e9 * 15e12) / (6 * 20));
const perReplica = 2 ** 22 / 8192 / 32;
const group = [1, 0, 0, 0, 0, 0, 0, 0];
const mean = group.reduce((a, b) => a + b) / group.length;
const deviation = Math.sqrt(group.reduce((sum, one) => sum + (one - mean) ** 2, 0) / group.length);

const QUOTED: readonly (readonly [card: string, quoted: string])[] = [
  ['grpo', `+${((1 - mean) / deviation).toFixed(2)}`],
  ['grpo', ((0 - mean) / deviation).toFixed(2)],
  ['grpo-biases', (0.95 ** 8 + 0.05 ** 8).toFixed(2)],
  ['latent-attention', `${grouped(2 * 128 * 128)}, which is ${Math.round((2 * 128 * 128) / 576)}`],
  ['latent-attention', `${grouped(latent)} bytes per token`],
  ['latent-attention', `${((latent * 2 ** 17) / GIB).toFixed(1)} GiB`],
  ['latent-attention', `${(eightHeads * 2 ** 17) / GIB} GiB`],
  ['training-compute', `${(run / 1e24).toFixed(1)}e24`],
  ['training-compute', `${(gpuSeconds / 3600 / 1e6).toFixed(1)} million GPU-hours`],
  ['training-compute', `${Math.round(gpuSeconds / 2048 / DAY)} days`],
  ['over-training', `${grouped(15e12 / 8e9)} tokens per parameter`],
  ['over-training', `${Math.round(optimal / 1e9)} billion parameters`],
  ['over-training', `${((20 * optimal) / 1e12).toFixed(1)} trillion`],
  ['four-bit-formats', `${((70e9 * (4 + 8 / 16)) / 8 / 1e9).toFixed(1)} GB`],
  ['decode-roofline', `${Math.round(H100.flops / H100.bytes)} FLOPs per byte`],
  ['decode-roofline', `${((140e9 / (8 * H100.bytes)) * 1e3).toFixed(1)} milliseconds`],
  ['model-flops-utilisation', `${Math.round((0.4 * H100.flops) / (6 * 70e9))} tokens`],
  ['model-flops-utilisation', `${((12 * 80 * 8192 * 8192) / 2 / 1e10).toFixed(1)}e10`],
  ['prefill-decode-disaggregation', `${eightHeads / 1024} KiB`],
  ['prefill-decode-disaggregation', `${((eightHeads * 8000) / 1e9).toFixed(1)} gigabytes`],
  ['sizing-a-70b-run', `${perReplica} micro-batches`],
  ['sizing-a-70b-run', `${percent(3 / (perReplica + 3))} percent`],
  ['sizing-a-70b-run', `get ${percent(1.5 / (perReplica + 1.5))}.`],
  ['context-extension', grouped(Math.round((2 * Math.PI * 1e4 ** (126 / 128)) / 100) * 100)],
  ['logit-control', (1e-4 * (10 + Math.log(3)) ** 2).toFixed(4)],
  ['fine-grained-experts', `two of eight gives ${choose(8, 2)}`],
  ['fine-grained-experts', `eight of 32 gives over ${Math.floor(choose(32, 8) / 1e6)} million`],
  ['eagle-medusa', ((1 - 0.8 ** 5) / 0.2).toFixed(2)],
  ['deduplication', (1 - (1 - 0.75 ** 8) ** 14).toFixed(2)],
  ['deduplication', (1 - (1 - 0.5 ** 8) ** 14).toFixed(2)],
  ['pass-at-k', (1 - choose(7, 5) / choose(10, 5)).toFixed(3)],
  ['pass-at-k', (1 - 0.7 ** 5).toFixed(3)],
  ['evaluation-intervals', `${(196 * Math.sqrt((0.8 * 0.2) / 500)).toFixed(1)} points`],
  ['evaluation-intervals', grouped(0.1 * (2.8 / 0.02) ** 2)],
  ['agent-loop', `${Math.floor(0.99 ** 50 * 100)} percent`],
  ['agent-evaluation', `${percent(0.9 ** 8)} percent`],
  ['visual-tokens', `${(336 / 14) ** 2} tokens`],
  ['visual-tokens', grouped((1344 / 14) ** 2)],
  ['diffusion-transformer', grouped((1024 / 8 / 2) ** 2)],
  ['singular-value-decomposition', grouped(16 * (4096 + 4096))],
  ['waiting-for-heads', `${percent(0.009 / (0.009 + 0.05 * 0.99))}%`],
];

describe.each(QUOTED)('rapid-fire/%s', (card, quoted) => {
  it(`says ${quoted}`, () => {
    const text = readFileSync(resolve(BANK, `${card}.yaml`), 'utf8').replaceAll(/\s+/g, ' ');
    expect(text).toContain(quoted);
  });
});
