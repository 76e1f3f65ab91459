import { describe, expect, it } from 'vitest';
import { nearest } from '../../src/core/nearest.ts';

const IDS = ['multi-head-attention', 'lstm-cell', 'softmax', 'grpo-loss', 'ppo-loss', 'mini-gpt'];

describe('what somebody may have meant', () => {
  it.each([
    ['Multi-Head-Attention', 'multi-head-attention'],
    ['multi_head attention', 'multi-head-attention'],
    ['mutli-head-atention', 'multi-head-attention'],
    ['lstm', 'lstm-cell'],
    ['LSTMCell', 'lstm-cell'],
    ['sofmax', 'softmax'],
    ['grpo', 'grpo-loss'],
  ])('by %s is %s', (name, id) => {
    expect(nearest(name, IDS)).toBe(id);
  });

  it.each(['', 'resnet', 'zzz', 'loss'])('by %j is nothing that there is', (name) => {
    expect(nearest(name, IDS)).toBeNull();
  });

  it('is nothing where there is nothing', () => {
    expect(nearest('x', [])).toBeNull();
  });
});
