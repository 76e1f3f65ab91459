/** Grading what comes back of a hand-out: repaired, missed, newly broken. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { without } from '../../../src/core/debugging/program.ts';
import { parseKey } from '../../../src/protocol/broken-program.ts';
import { jsonLines, runCli } from './run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'key-test-'));
const out = join(folder, 'handout.py');
const keyFile = `${out}.key.json`;
beforeAll(() => runCli(['break', 'lstm-cell', '--mistakes', '2', '--seed', '7', '--out', out]));
afterAll(() => rmSync(folder, { recursive: true }));

it('says of each file what is repaired and what is missed', async () => {
  const key = parseKey(readFileSync(keyFile, 'utf8'));
  if (key === null) throw new Error('no key');
  const [first, second] = key.planted.map(({ mistake }) => mistake);
  writeFileSync(join(folder, 'all.py'), key.base);
  writeFileSync(join(folder, 'one.py'), without(key, key.planted[0]?.flag ?? ''));
  const renamed = key.base.replaceAll('LSTMCell', 'Cell');
  writeFileSync(join(folder, 'renamed.py'), renamed);
  const files = ['all.py', 'one.py', 'handout.py', 'renamed.py'].map((name) => join(folder, name));
  const { code, stdout } = await runCli(['check', '--key', keyFile, ...files, '--json']);
  expect(code).toBe(1);
  const [all, one, none, broken] = jsonLines(stdout);
  expect(all).toMatchObject({
    drill: 'debug/lstm-cell',
    passed: true,
    ...{ planted: [first, second], repaired: [first, second], missed: [], broken: [] },
    certain: true,
  });
  expect(one).toMatchObject({
    passed: false,
    ...{ repaired: [first], missed: [second], broken: [], certain: true },
  });
  expect(none).toMatchObject({
    passed: false,
    ...{ repaired: [], missed: [first, second] },
  });
  // What is newly broken can hide what is left.
  expect(broken).toMatchObject({
    ...{ passed: false, repaired: [], certain: false },
    broken: [{ mistake: 'missing-definition' }],
  });
  const read = await runCli(['check', 'debug/lstm-cell', '--key', keyFile, files[1] ?? '']);
  expect(read.stdout).toContain('1 of 2 mistakes repaired');
  const whole = await runCli(['check', '--key', keyFile, files[0] ?? '']);
  expect(whole.code).toBe(0);
});

it('refuses a damaged key, and one of another drill', async () => {
  const damaged = join(folder, 'damaged.json');
  writeFileSync(damaged, '{"v": 1}');
  const bad = await runCli(['check', '--key', damaged, out]);
  expect([bad.code, bad.stderr]).toEqual([
    2,
    `${damaged} is not a key written by "break", or it is damaged.\n`,
  ]);
  const other = await runCli(['check', 'softmax', '--key', keyFile, out]);
  expect([other.code, other.stderr]).toEqual([
    2,
    `${keyFile} is the key to a program for lstm-cell, not for softmax.\n`,
  ]);
});

it('names no pack or report that a key does not go with, and asks for the key of a marked file', async () => {
  const csv = await runCli(['check', '--key', keyFile, out, '--csv', join(folder, 'x.csv')]);
  expect(csv.code).toBe(2);
  expect(csv.stderr).toMatch(/^--csv cannot be combined with --key/);
  const marked = await runCli(['check', out]);
  expect(marked.code).toBe(2);
  expect(marked.stderr).toContain('check --key KEY FILE');
});
