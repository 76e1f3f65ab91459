/** Whole interviews, as an interviewer hears them. To take over what changed: npx vitest run transcripts --update */
import { expect, it } from 'vitest';
import type { ToolName } from '../../../src/core/interview/tools.ts';
import { desk } from './session.ts';

/** Replies are cut: what stands in them is the content, which has its own tests. */
const LINES = 8;

type Move = readonly [name: ToolName, input?: object] | ((at: ReturnType<typeof desk>) => void);

async function transcript(moves: readonly Move[]): Promise<string> {
  const at = desk();
  let said = '';
  for (const move of moves) {
    if (typeof move === 'function') {
      move(at);
      continue;
    }
    const [name, input = {}] = move;
    const { text, isError } = await at.call(name, input);
    const lines = text.replaceAll(at.folder, '/practice').split('\n');
    const shown = lines.length > LINES ? [...lines.slice(0, LINES), '…'] : lines;
    said += `> ${name} ${JSON.stringify(input)}${isError ? ' refused' : ''}\n\n${shown.join('\n')}\n\n`;
  }
  return said;
}

it('coding', async () => {
  const text = await transcript([
    ['list_questions', { kind: 'coding', words: 'softmax', limit: 2 }],
    ['start_question', { question: 'softmax', minutes: 15 }],
    ['clarify'],
    ['clarify', { number: 2 }],
    ({ pass }) => pass(50),
    ['note_point', { point: 'overflow' }],
    ['note_point', { point: 'softmax' }],
    ['clock', { action: 'next_phase' }],
    ({ find }) => find(['max-not-subtracted']),
    ['submit', { code: 'def softmax(x, dim=-1): return x.exp() / x.exp().sum(dim, True)' }],
    ['next_hint'],
    ['follow_ups'],
    ({ pass, find }) => [pass(400), find([])],
    ['submit'],
    ['follow_ups'],
    ['give_answer', { follow_up: 1, answer: 'Its logarithm overflows.' }],
    ['rate_answer', { rating: 3 }],
    ['finish', { rating: 3 }],
    ['submit'],
  ]);
  await expect(text).toMatchFileSnapshot('transcripts/coding.md');
});

it('deep dive', async () => {
  const text = await transcript([
    ['start_question', { question: 'deep-dive/bert-and-gpt' }],
    ({ pass }) => pass(30),
    ['rate_answer', { said: ['maskobj'] }],
    ['clock', { action: 'next_phase' }],
    ['follow_ups'],
    ['give_answer', { answer: 'Masks, and then the next token.' }],
    ['rate_answer', { said: ['maskobj', 'mlm'], rating: 2 }],
    ['give_answer', { follow_up: 2, answer: 'It trained longer.' }],
    ['finish'],
  ]);
  await expect(text).toMatchFileSnapshot('transcripts/deep-dive.md');
});
