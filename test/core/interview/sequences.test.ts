/** A model that tries every tool in every order, with every argument it can think of. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { callTool, TOOLS, type ToolName } from '../../../src/core/interview/tools.ts';
import { CLOCK_MOVES } from '../../../src/core/interview/clock-status.ts';
import { catalogue, desk } from './session.ts';
import { leaks, secretsOf, withProgram } from './secrets.ts';

/** They share a solution. */
const FAMILY: readonly string[] = ['mini-gpt', 'debug/mini-gpt', 'mini-gpt-kv-cache'];
const EXERCISES = [
  ...FAMILY,
  'rapid-fire/dying-relu',
  'deep-dive/bert-and-gpt',
  'system-design/chat-serving',
];
const MADE = (await catalogue.drill('mini-gpt')).ownMistakes.slice(0, 2);
const secrets = new Map(
  await Promise.all(EXERCISES.map(async (id) => [id, await secretsOf(id)] as const)),
);
const points = ['shapes', 'purpose', 'x'];

const question = fc.option(fc.constantFrom(...EXERCISES), { nil: undefined, freq: 6 });
const number = fc.option(fc.integer({ min: 1, max: 7 }), { nil: undefined });
const INPUT: Readonly<Record<ToolName, fc.Arbitrary<object>>> = {
  list_questions: fc.record({ words: fc.constantFrom('attention', 'solution') }),
  start_question: fc.record(
    { question: fc.constantFrom(...EXERCISES), fresh: fc.boolean() },
    { requiredKeys: ['question'] },
  ),
  read_question: fc.record({ question }),
  clock: fc.record({ question, action: fc.option(fc.constantFrom(...CLOCK_MOVES)) }),
  note_point: fc.record({ question, point: fc.constantFrom(...points), said: fc.boolean() }),
  submit: fc.record({ question, code: fc.option(fc.constant('import torch'), { nil: undefined }) }),
  next_hint: fc.record({ question }),
  clarify: fc.record({ question, number }),
  follow_ups: fc.record({ question }),
  give_answer: fc.record({ question, answer: fc.constant('x'), follow_up: number }),
  rate_answer: fc.record({ question, said: fc.constant(points), rating: fc.constantFrom(1, 4) }),
  finish: fc.record({ question }),
};
const move = fc.constantFrom(...(Object.keys(TOOLS) as ToolName[])).chain((name) =>
  fc.record({
    name: fc.constant(name),
    input: INPUT[name],
    seconds: fc.constantFrom(0, 5, 300),
    finds: fc.subarray([...MADE]),
  }),
);

it('tells nothing before its time', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(move, { minLength: 20, maxLength: 40 }), async (moves) => {
      const { call, attempt, pass, find, services, interview } = desk();
      const open = await interview.question('debug/mini-gpt');
      for (const { name, input, seconds, finds } of moves) {
        pass(seconds);
        find(finds);
        const { text } = await call(name, input);
        const broken = attempt('debug/mini-gpt')?.broken;
        const program = broken == null ? null : await services.broken(broken.key);
        const found = EXERCISES.flatMap((id) => {
          const now = attempt(id);
          const others = FAMILY.includes(id) ? FAMILY.filter((one) => one !== id) : [];
          // A broken program shows much of its question, at which no attempt is open then.
          const isOpen = now?.clock.finished === false;
          if (!isOpen && others.some((one) => attempt(one) !== null)) return [];
          const all = secrets.get(id) ?? [];
          const own = id.startsWith('debug/') && program ? withProgram(all, program, open) : all;
          return leaks(text, own, now).map((one) => `${name} told ${id} ${one}`);
        });
        expect(found).toEqual([]);
      }
    }),
  );
});

it('answers anything at all with a sentence', async () => {
  const { interview } = desk();
  const name = fc.oneof(fc.constantFrom(...Object.keys(TOOLS)), fc.string());
  await fc.assert(
    fc.asyncProperty(name, fc.oneof(fc.object(), fc.anything()), async (tool, input) => {
      const { text, isError } = await callTool(interview, tool, input);
      expect(text).toMatch(/\S/);
      expect(isError ? text : '').not.toMatch(/Something went wrong/);
    }),
  );
});
