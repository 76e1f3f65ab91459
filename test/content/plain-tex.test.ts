import { describe, expect, it } from 'vitest';
import { plainTex } from '../../src/content/plain-tex.ts';

describe('TeX in plain text', () => {
  it.each([
    ["c' = f \\odot c + i \\odot g", "c' = f ⊙ c + i ⊙ g"],
    ['\\sqrt{d_{\\mathrm{model}}}', 'sqrt(d_model)'],
    ['c\\sqrt{n}', 'c sqrt(n)'],
    ['\\frac{QK^\\top}{\\sqrt{d_k}}', '(QK^⊤)/sqrt(d_k)'],
    ["\\partial c'/\\partial c", "∂c'/∂c"],
    ['T_q \\ne T_k', 'T_q ≠ T_k'],
    ['128 \\cdot 64 = 8{,}192', '128 ⋅ 64 = 8,192'],
    ['\\log(1 - D(G(z)))', 'log(1 - D(G(z)))'],
    ['\\tanh(c)', 'tanh(c)'],
    ['1/\\sqrt{d_k}', '1/sqrt(d_k)'],
  ])('%s', (tex, plain) => {
    expect(plainTex(tex)).toBe(plain);
  });
});
