/** Every tool, and what a chat is told, in every phase of every exercise that ships: nothing is told that would spoil it. */
import { describe, expect, it } from 'vitest';
import { briefing, roleOf } from '../../../src/core/interview/briefing.ts';
import { isAsked } from '../../../src/core/interview/list.ts';
import { Disclosure } from '../../../src/core/interview/disclosure-text.ts';
import type { ToolName } from '../../../src/core/interview/tools.ts';
import { kindOf, KIND } from '../../../src/core/kinds.ts';
import { catalogue, desk, index } from './session.ts';
import { leaks, secretsOf, withProgram } from './secrets.ts';

const asked = index.exercises.filter(({ kind }) => isAsked(kind));
/** Everything that a model could try without going on; each of it also where it is refused. */
const LOOKS: readonly (readonly [ToolName, object?])[] = [
  ['read_question'],
  ['clock'],
  ['clarify'],
  ['clarify', { number: 1 }],
  ['follow_ups'],
  ['give_answer', { answer: 'x', follow_up: 1 }],
  ['give_answer', { answer: 'x', follow_up: 2 }],
  ['rate_answer', { said: ['x'] }],
  ['note_point', { point: 'x' }],
];

describe('every tool in every phase', () => {
  it.each(asked.map(({ id }) => id))('%s', async (id) => {
    const kind = kindOf(id);
    let secrets = await secretsOf(id);
    const always = secrets;
    const { call, attempt, pass, find, services, interview } = desk();
    const open = await interview.question(id);
    const found: string[] = [];
    const judge = (name: ToolName, text: string): void => {
      found.push(...leaks(text, secrets, attempt(id)).map((one) => `${name} told ${one}`));
    };
    const hear = async (name: ToolName, input: object = {}): Promise<void> => {
      const which = name === 'list_questions' ? {} : { question: id };
      judge(name, (await call(name, { ...input, ...which })).text);
    };
    const look = async (): Promise<void> => {
      for (const [name, input] of LOOKS) await hear(name, input);
      const now = attempt(id);
      if (now === null) return;
      const disclosure = new Disclosure(services);
      const chat = [await roleOf(disclosure, now), await briefing(services, disclosure, now)].join(
        '\n',
      );
      found.push(...leaks(chat, secrets, now).map((one) => `the chat told ${one}`));
    };
    const isCode = kind === 'coding' || kind === 'debug';
    const made = isCode ? await mistakesOf(id) : [];

    await hear('list_questions', { kind, limit: 100 });
    await look();
    for (const isPassing of [false, true]) {
      find(made.slice(0, 1));
      const started = await call('start_question', { question: id, fresh: true });
      const broken = attempt(id)?.broken;
      const program = broken == null ? null : await services.broken(broken.key);
      secrets = program === null ? always : withProgram(always, program, open);
      judge('start_question', started.text);
      await look();
      if (isCode) await hear('submit', kind === 'coding' ? { code: 'import torch' } : {});
      if (!isCode) await hear('submit');
      await look();
      for (const _ of KIND[kind].phases) {
        pass(600);
        await look();
        await hear('clock', { action: 'next_phase' });
      }
      await look();
      for (let hint = 0; isPassing && hint < 4; hint += 1) await hear('next_hint');
      if (isPassing && isCode) {
        find([]);
        await hear('submit');
        await look();
      }
      if (isPassing && !isCode) await hear('give_answer', { answer: 'x' });
      await look();
      // An interviewer who gives up for the candidate hears of what was made, and no solution.
      await hear('finish');
      await look();
    }
    expect(found).toEqual([]);
    // What may be told is told: the debrief of what was passed or answered.
    const { text } = await call('finish', { question: id });
    const last = attempt(id);
    const tellable = secrets.filter((one) => last !== null && one.mayBeTold(last));
    const { text: answer } = await call('give_answer', { question: id, answer: 'x' });
    expect(leaks(text + answer, tellable, null).length).toBeGreaterThan(0);
  });
});

async function mistakesOf(id: string): Promise<readonly string[]> {
  const { ownMistakes } = await catalogue.drill(id.replace(/^debug\//, ''));
  return ownMistakes;
}
