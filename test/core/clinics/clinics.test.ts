import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatAnswer,
  grouped,
  isRight,
  readAnswer,
  type Answer,
} from '../../../src/core/clinics/answer.ts';
import { LEVELS } from '../../../src/core/clinics/asked.ts';
import { questionId, questionOf, TOPIC_NAMES, TOPICS } from '../../../src/core/clinics/question.ts';
import { firstLevel, levelAfter, levelToBegin, roundOf } from '../../../src/core/clinics/round.ts';
import { windowed } from '../../../src/core/clinics/layers.ts';
import { runs } from '../../sample.ts';

const shape: Answer = { kind: 'shape', dims: [64, 56, 56] };
const count: Answer = { kind: 'number', value: 9408 };

const read = (wanted: Answer, text: string): unknown => {
  const reading = readAnswer(wanted, text);
  return reading.kind === 'read' ? reading.numbers : reading.why;
};

describe('an answer', () => {
  it.each([
    '(B, 64, 56, 56)',
    '64x56x56',
    '64 x 56 x 56',
    '64×56×56',
    '[N,64,56,56]',
    '64, 56, 56',
    '64 56 56',
    'torch.Size([1, 64, 56, 56])',
    '(batch, 64, 56, 56)',
    ' b,64,56,56 ',
    '-1, 64, 56, 56',
    '(64,56,56)',
  ])('%s is read as a shape', (text) => {
    expect(read(shape, text)).toEqual([64, 56, 56]);
  });

  it.each([
    '9,408',
    '9408',
    ' 9 408 ',
    "9'408",
    '9_408',
    '= 9408',
    '9.408k',
    '9.408 K',
    '9408 parameters',
    '9\u2009408',
  ])('%s is read as a number', (text) => {
    expect(read(count, text)).toEqual([9408]);
  });

  it.each([
    [shape, '', /empty.*such as \(B, 64, 56, 56\)/],
    [shape, 'about 56', /"about 56" cannot be read as a shape/],
    [shape, '64, 56', /2 numbers besides the batch size, but the shape has 3/],
    [shape, '64, 56.5, 56', /cannot be read/],
    [shape, '2, 64, 56, 56', /4 numbers/],
    [count, 'many', /"many" cannot be read as a number.*9,408/],
    [count, '94,08', /cannot be read/],
    [count, '9.4', /whole number/],
    [count, '-3', /cannot be read/],
    [count, '9'.repeat(201), /too long/],
  ] as const)('%j: %s gets a sentence', (wanted, text, why) => {
    expect(read(wanted, text)).toMatch(why);
  });

  it('never throws, and reads back what is written', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(shape, count), (text, wanted) => {
        expect(['read', 'unreadable']).toContain(readAnswer(wanted, text).kind);
      }),
    );
    const answer = fc.oneof(
      fc.record({ kind: fc.constant('number' as const), value: fc.nat(1e9) }),
      fc.record({
        kind: fc.constant('shape' as const),
        dims: fc.array(fc.integer({ min: 1, max: 9999 }), { minLength: 1, maxLength: 3 }),
      }),
    );
    fc.assert(
      fc.property(answer, (one) => {
        const reading = readAnswer(one, formatAnswer(one));
        expect(reading.kind === 'read' && isRight(one, reading.numbers)).toBe(true);
      }),
    );
  });

  it('is grouped in threes', () => {
    expect([7, 999, 1000, 1234567].map(grouped)).toEqual(['7', '999', '1,000', '1,234,567']);
  });
});

const anyQuestion = fc
  .tuple(fc.constantFrom(...TOPIC_NAMES), fc.constantFrom(...LEVELS), fc.nat(4_000_000_000))
  .map(([topic, level, seed]) => questionId(topic, level, seed));

describe('a question', () => {
  it('is the same whenever its id is given, whole, and has a possible answer', () => {
    fc.assert(
      fc.property(anyQuestion, (id) => {
        const question = questionOf(id);
        expect(question).toEqual(questionOf(id));
        expect(question?.steps.length).toBeGreaterThan(0);
        expect(question?.ask).not.toMatch(/undefined|NaN/);
        expect(question?.steps.join()).not.toMatch(/undefined|NaN/);
        const { answer } = question ?? {};
        const numbers = answer?.kind === 'shape' ? answer.dims : [answer?.value];
        for (const one of numbers) {
          expect(Number.isSafeInteger(one)).toBe(true);
          expect(one).toBeGreaterThanOrEqual(question?.topic === 'same' ? 0 : 1);
        }
      }),
      { numRuns: runs(2000) },
    );
  });

  it('has its answer at the end of its worked solution', () => {
    fc.assert(
      fc.property(anyQuestion, (id) => {
        const question = questionOf(id);
        if (!question) throw new Error(id);
        const last = question.steps.at(-1) ?? '';
        if (question.answer.kind === 'number')
          expect(last).toContain(grouped(question.answer.value));
        else if (question.steps.some((one) => one.startsWith('Flattened')))
          expect(last).toContain(String(question.answer.dims[0]));
        else expect(question.steps.join('\n')).toContain(formatAnswer(question.answer));
      }),
      { numRuns: runs(1000) },
    );
  });

  it.each([
    '',
    'convolution',
    'convolution.1',
    'convolution.6.1',
    'toString.1.1',
    'pooling.1.x',
    'pooling.1.1.1',
  ])('there is none called %j', (id) => {
    expect(questionOf(id)).toBeNull();
  });

  it('is of many kinds: hardly one comes twice', () => {
    for (const topic of TOPIC_NAMES) {
      const made = Array.from({ length: 200 }, (_, seed) => {
        const { layers, input, ask } = questionOf(questionId(topic, 4, seed)) ?? {};
        return JSON.stringify([layers, input, ask]);
      });
      const seen = new Set(made);
      expect(seen.size, topic).toBeGreaterThan(topic === 'same' ? 30 : 100);
    }
  });
});

describe('pooling with ceil_mode', () => {
  it('leaves out a window that would begin in the right padding', () => {
    expect(windowed(5, { kernel: 2, stride: 3, padding: 1, ceil: true })).toBe(2);
    expect(windowed(6, { kernel: 3, stride: 2, padding: 0, ceil: true })).toBe(3);
  });
});

describe('a round', () => {
  const answered = (id: string, correct: boolean) => ({ question: id, given: '', correct });

  it('asks what fits the difficulty, never the same topic twice in a row', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.boolean(), { maxLength: 30 }), (seed, results) => {
        const given: { question: string; given: string; correct: boolean }[] = [];
        for (const correct of results) {
          const { next, level } = roundOf(seed, given, 1);
          expect(next.level).toBe(level);
          expect(TOPICS[next.topic].from).toBeLessThanOrEqual(level);
          expect(next.topic).not.toBe(roundOf(seed, given, 1).answers.at(-1)?.question.topic);
          given.push(answered(next.id, correct));
        }
        const round = roundOf(seed, given, 1);
        expect(round.answers).toHaveLength(given.length);
        expect(roundOf(seed, given, firstLevel(given))).toEqual(round);
      }),
      { numRuns: runs(60) },
    );
  });

  it('grows harder after two right answers and easier after two wrong ones', () => {
    const results = (text: string) =>
      text.split('').map((one) => {
        const question = questionOf('convolution.1.1');
        if (!question) throw new Error('none');
        return { question, given: '', correct: one === 'r' };
      });
    expect(
      ['', 'r', 'rr', 'rrrr', 'rrrrrrrrrrrr'].map((one) => levelAfter(results(one), 1)),
    ).toEqual([1, 1, 2, 3, 5]);
    expect(
      ['ww', 'rw', 'rrww', 'rwrwrw', 'wwwwww'].map((one) => levelAfter(results(one), 3)),
    ).toEqual([2, 3, 3, 3, 1]);
  });

  it('counts the streak, and begins the next round one below where it ended', () => {
    const ids = ['convolution.1.1', 'pooling.1.1', 'convolution.2.1', 'pooling.2.1'];
    const all = ids.map((id) => answered(id, true));
    expect(roundOf('a', all, 1)).toMatchObject({ streak: 4, level: 3 });
    expect(roundOf('a', [...all, answered('stack.3.1', false)], 1).streak).toBe(0);
    expect(levelToBegin(null)).toBe(1);
    expect(levelToBegin([])).toBe(1);
    expect(levelToBegin(all)).toBe(2);
  });

  it('passes over questions that this version does not know', () => {
    expect(roundOf('a', [answered('quantum.9.1', true)], 1).answers).toEqual([]);
  });
});
