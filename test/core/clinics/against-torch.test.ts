/** The formulas against real torch: the code that a question shows is run. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { codeOf } from '../../../src/core/clinics/code.ts';
import { LEVELS } from '../../../src/core/clinics/asked.ts';
import {
  questionId,
  questionOf,
  TOPIC_NAMES,
  type Question,
  type Topic,
} from '../../../src/core/clinics/question.ts';
import { testPython } from '../../python.ts';
import { runs } from '../../sample.ts';

/** Of each topic and level. */
const EACH = runs(4);

function questions(topic: Topic): Question[] {
  return LEVELS.flatMap((level) =>
    Array.from({ length: EACH }, (_, seed) => questionOf(questionId(topic, level, seed))),
  ).filter((one) => one !== null);
}

/** What torch answers to each; null where this version of torch cannot. */
function torch(all: readonly Question[]): unknown[] {
  const input = all.map(({ topic, layers, input: given, answer }) =>
    JSON.stringify({ topic, code: codeOf(layers), input: given, answer }),
  );
  const run = spawnSync(
    testPython(),
    ['-W', 'ignore', join(import.meta.dirname, 'against_torch.py')],
    {
      input: `${input.join('\n')}\n`,
      encoding: 'utf8',
    },
  );
  // Torch may print warnings about the machine, which do not concern the answers.
  expect(run.status, run.stderr).toBe(0);
  return run.stdout
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
}

describe('torch answers as the questions do', () => {
  const all = TOPIC_NAMES.flatMap(questions);
  let answers: unknown[] = [];
  beforeAll(() => {
    answers = torch(all);
  }, 120_000);

  it.each(TOPIC_NAMES)('%s', (topic) => {
    const wrong = all.flatMap((one, i) => {
      if (one.topic !== topic || answers[i] === null) return [];
      const { answer } = one;
      // Torch counts FLOPs, two for each multiply-add.
      const halved = topic === 'multiply-adds' && !one.ask.includes('FLOPs');
      const said = halved ? Number(answers[i]) / 2 : answers[i];
      const right = answer.kind === 'shape' ? answer.dims : answer.value;
      const same = JSON.stringify(said) === JSON.stringify(right);
      return same ? [] : [[one.id, codeOf(one.layers), one.input, right, said]];
    });
    expect(wrong).toEqual([]);
    expect(all.filter((one) => one.topic === topic)).toHaveLength(EACH * LEVELS.length);
  });
});
