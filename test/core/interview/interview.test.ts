/** What an interviewer's moves leave in files and history, and where they are refused. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { markLine } from '../../../src/core/drill-file.ts';
import { plainText } from '../../../src/core/interview/plain-text.ts';
import { desk } from './session.ts';
import type { Html } from '../../../src/core/basics.ts';

const LSTM = { question: 'lstm-cell' };

describe('the file of a question', () => {
  it('keeps what somebody wrote, in the archive or in the history', async () => {
    const { call, folder, services, attempt } = desk();
    const file = join(folder, 'lstm_cell.py');
    const archive = (): readonly string[] => readdirSync(join(folder, 'archive'));
    await call('start_question', LSTM);
    await call('submit', { code: '# first' });
    expect(readFileSync(file, 'utf8')).toBe(`${markLine('lstm-cell')}\n# first`);
    // The starter was nobody's work, and the first text is kept with the attempt.
    await call('submit', { code: '# second' });
    expect(() => archive()).toThrow('ENOENT');
    const [first = ''] = attempt('lstm-cell')?.codes.map(({ hash }) => hash) ?? [];
    expect(await services.codes.get(first)).toContain('# first');
    writeFileSync(file, '# by hand, and not checked');
    expect((await call('submit', { code: '# third' })).text).toContain('is kept in');
    expect(archive()).toHaveLength(1);
    await call('start_question', { ...LSTM, fresh: true });
    expect(archive()).toHaveLength(2);
    expect(readFileSync(file, 'utf8')).toContain('NotImplementedError');
  });

  it('is left alone if it is somebody else’s', async () => {
    const { call, folder, attempt } = desk();
    const file = join(folder, 'lstm_cell.py');
    writeFileSync(file, 'print("mine")');
    const { text, isError } = await call('start_question', LSTM);
    expect([isError, text]).toEqual([true, expect.stringContaining('is not a Tensor Drills file')]);
    expect(readFileSync(file, 'utf8')).toBe('print("mine")');
    expect(attempt('lstm-cell')).toBeNull();
  });

  it('that is gone can be handed in as a whole', async () => {
    const { call, folder, find } = desk();
    find(['gate-order']);
    await call('start_question', LSTM);
    rmSync(join(folder, 'lstm_cell.py'));
    expect((await call('submit')).text).toContain('is gone. Send the whole text');
    expect((await call('submit', { code: 'import torch' })).text).toContain('does not pass');
  });

  it('of a design is reviewed', async () => {
    const { call } = desk();
    await call('start_question', { question: 'system-design/chat-serving' });
    expect((await call('submit')).text).toMatch(/^The review finds what is missing/);
  });
});

describe('is refused', () => {
  it('what a mock interview keeps for its end', async () => {
    const { call, services } = desk();
    const { history } = services;
    const sitting = { kind: 'sitting-started', sitting: 's', of: 'mock', minutes: 30 } as const;
    history.append({ ...sitting, exercises: ['lstm-cell'] });
    history.append({
      ...{
        kind: 'attempt-started',
        attempt: 'a',
        exerciseId: 'lstm-cell',
        file: join('x', 'y.py'),
      },
      ...{ phase: 'narrate', session: history.session, sittingId: 's' },
    });
    for (const name of [
      'start_question',
      'submit',
      'next_hint',
      'clarify',
      'follow_ups',
    ] as const) {
      const { text, isError } = await call(name, LSTM);
      expect([name, isError, text]).toEqual([
        name,
        true,
        expect.stringContaining('mock interview'),
      ]);
    }
    expect((await call('read_question', LSTM)).text).toContain('mock interview');
  });

  it('to run code where it is not trusted', async () => {
    const { call } = desk({ restricted: 'Nothing is run here.' });
    await call('start_question', LSTM);
    expect(await call('submit')).toEqual({ text: 'Nothing is run here.', isError: true });
    const broken = await call('start_question', { question: 'debug/gan' });
    expect(broken).toEqual({ text: 'Nothing is run here.', isError: true });
  });

  it.each([
    ['mini-gpt', 'debug/mini-gpt'],
    ['mini-gpt', 'mini-gpt-kv-cache'],
    ['debug/mini-gpt', 'mini-gpt'],
  ])('while %s is open, what shows its solution: %s', async (open, question) => {
    const { call } = desk();
    await call('start_question', { question: open });
    const { text, isError } = await call('start_question', { question });
    expect([isError, text]).toEqual([true, expect.stringContaining('shares its solution')]);
    await call('finish', { question: open });
    expect((await call('start_question', { question })).isError).toBe(false);
  });
});

it('of two that share a solution and are both open, as the editor allows, neither is told', async () => {
  const { call, services } = desk();
  const { history } = services;
  await call('start_question', { question: 'debug/mini-gpt' });
  expect((await call('read_question')).text).toContain('The program as it is now');
  history.append({
    ...{ kind: 'attempt-started', attempt: 'a', exerciseId: 'mini-gpt', file: join('x', 'y.py') },
    ...{ phase: 'narrate', session: history.session },
  });
  for (const question of ['debug/mini-gpt', 'mini-gpt']) {
    const { text } = await call('read_question', { question });
    expect(text).toContain('shares its solution');
    expect(text).not.toContain('The program as it is now');
    expect((await call('submit', { question })).text).toContain('shares its solution');
  }
  const { text } = await call('finish', { question: 'debug/mini-gpt' });
  expect(text).toMatch(/^# Debrief.*\n\nThe attempt is finished\. This exercise shares/);
  expect((await call('finish', { question: 'mini-gpt' })).text).toContain('## Time');
  expect((await call('finish', { question: 'debug/mini-gpt' })).text).toContain('planted');
});

it('time that nobody was there does not count', async () => {
  const { call, pass } = desk();
  await call('start_question', { ...LSTM, minutes: 10 });
  pass(60);
  await call('clock', { action: 'pause' });
  pass(3600);
  expect((await call('clock')).text).toMatch(
    /^Clock paused.* 1:00 in all\. 9:00 of 10 minutes left/,
  );
});

it('the recommended times are the user’s', async () => {
  const { call } = desk({ times: { narrate: [600, null] } });
  expect((await call('start_question', LSTM)).text).toContain('of the recommended 10:00–10:00');
  expect((await call('finish')).text).toContain('recommended 10:00–10:00');
});

it('content is told as Markdown, with formulas as TeX', () => {
  const html =
    '<p>If <code>a &lt; b</code>, then <math><mi>x</mi><annotation encoding="application/x-tex">x_i</annotation></math>:</p><pre><code><span class="k">def</span> f(): ...\n</code></pre><ul><li>one</li><li><strong>two</strong></li></ul>';
  expect(plainText(html as Html)).toBe(
    'If `a < b`, then $x_i$:\n\n```\ndef f(): ...\n```\n- one\n- **two**',
  );
});
