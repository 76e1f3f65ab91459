/** What checks the figures of designs must itself be right. */
import { expect, it } from 'vitest';
import { evaluate, statedNumber } from './arithmetic.ts';

const known = new Map([
  ['p', 0.25],
  ['peak_requests', 1400],
]);

it.each([
  ['20e6 / 86400', 20e6 / 86400],
  ['2 + 3 * 4 - 5', 9],
  ['100 / 10 / 2', 5],
  ['2 ^ 3 ^ 2', 512],
  ['-2 ^ 2', -4],
  ['2 * -3', -6],
  ['2 ^ -1', 0.5],
  ['(1 - (1 - 0.8 ^ 8) ^ 14)', 1 - (1 - 0.8 ** 8) ** 14],
  ['16 * p * (1 - p)', 3],
  ['ceil(peak_requests / 1000)', 2],
  ['sqrt(p) + log(exp(1))', 1.5],
  ['1.5e-3', 0.0015],
])('%s', (formula, value) => {
  expect(evaluate(formula, known)).toBeCloseTo(value, 10);
});

it.each(['', '2 +', '(2', '2)', '2 3', 'unknown + 1', 'toString', '2 ** 3', 'p.length', 'eval(1)'])(
  'refuses %s',
  (formula) => {
    expect(() => evaluate(formula, known)).toThrow();
  },
);

it.each([
  ['about 1.3 million visits in 2 arms', 1.3e6],
  ['1,400 requests a second', 1400],
  ['14 % of payments', 0.14],
  ['2 thousand', 2000],
  ['6.3e24 FLOP', 6.3e24],
  ['six days', 6],
  ['twenty', null],
  ['none', null],
])('reads %s', (phrase, value) => {
  const read = statedNumber(phrase);
  if (value === null) expect(read).toBeNull();
  else expect(read).toBeCloseTo(value, 10);
});
