/** Hand-outs from the command line: a broken program, its key only beside a file, and grading what comes back: repaired, missed, newly broken. */
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { handedOut, without, type BrokenProgram } from '../../src/core/debugging/program.ts';
import { parseKey } from '../../src/protocol/broken-program.ts';
import { jsonLines, runCli, type Ran } from './run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'break-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

const out = join(folder, 'handout.py');
const keyFile = `${out}.key.json`;
const BREAK = ['break', 'lstm-cell', '--mistakes', '3', '--seed', '7'];
/** The hand-out that all tests look at: each one starts torch. */
let written: Ran;
let key: BrokenProgram;
beforeAll(async () => {
  written = await runCli([...BREAK, '--out', out]);
  const read = parseKey(readFileSync(keyFile, 'utf8'));
  if (read === null) throw new Error('no key');
  key = read;
});

it('writes a program and its key, and prints the same program for the same seed', async () => {
  expect([written.code, written.stderr]).toEqual([0, '']);
  expect(written.stdout).toContain('3 mistakes, seed 7');
  const text = readFileSync(out, 'utf8');
  expect(key).toMatchObject({ drill: 'lstm-cell', seed: 7 });
  expect(key.planted).toHaveLength(3);
  expect(text).toMatch(/^# Tensor Drills: debug\/lstm-cell \(keep this line\)\n/);
  expect(text).toBe(handedOut(key));
  const printed = await runCli(BREAK);
  expect([printed.code, printed.stdout]).toEqual([0, text]);
  for (const { mistake } of key.planted) {
    expect(`${written.stdout}${printed.stderr}${text}`).not.toContain(mistake);
  }
});

it('breaks a program of a pack, and tells the random seed', async () => {
  const { code, stdout, stderr } = await runCli([
    'break',
    'drills/example/coding/l2-norm',
    '--mistakes',
    '1',
  ]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^# Tensor Drills: debug\/l2-norm \(keep this line\)\n/);
  expect(stderr).toMatch(/^Seed \d+ recreates this program/);
});

it.each(['taken.py', 'other.py.key.json'])('never writes over %s', async (name) => {
  const path = join(folder, name);
  writeFileSync(path, 'mine');
  const before = readdirSync(folder);
  const out = path.replace('.key.json', '');
  const { code, stderr } = await runCli(['break', 'lstm-cell', '--out', out]);
  expect([code, stderr]).toEqual([
    2,
    `${path} already exists and was left unchanged. Choose another --out.\n`,
  ]);
  expect(readFileSync(path, 'utf8')).toBe('mine');
  expect(readdirSync(folder)).toEqual(before);
});

it.each([
  { args: ['no-such-drill'], says: 'There is no drill "no-such-drill"' },
  { args: ['lstm-cell', '--mistakes', '5'], says: '--mistakes must be a number from 1 to 4' },
  { args: ['lstm-cell', '--python', '/no/python'], says: 'No Python with torch' },
])('says what is wrong: $says', async ({ args, says }) => {
  const { code, stdout, stderr } = await runCli(['break', ...args]);
  expect(stderr).toContain(says);
  expect([code, stdout]).toEqual([2, '']);
});

it('says of each file what is repaired and what is missed', async () => {
  const planted = key.planted.map(({ mistake }) => mistake);
  const [first, ...others] = planted;
  writeFileSync(join(folder, 'all.py'), key.base);
  writeFileSync(join(folder, 'one.py'), without(key, key.planted[0]?.flag ?? ''));
  const renamed = key.base.replaceAll('LSTMCell', 'Cell');
  writeFileSync(join(folder, 'renamed.py'), renamed);
  const files = ['all.py', 'one.py', 'handout.py', 'renamed.py'].map((name) => join(folder, name));
  const args = ['check', '--key', keyFile, ...files, '--json', '--jobs', '1'];
  const { code, stdout } = await runCli(args);
  expect(code).toBe(1);
  const [all, one, none, broken] = jsonLines(stdout);
  expect(all).toMatchObject({
    drill: 'debug/lstm-cell',
    passed: true,
    ...{ planted, repaired: planted, missed: [], broken: [] },
    certain: true,
  });
  expect(one).toMatchObject({
    passed: false,
    ...{ repaired: [first], missed: others, broken: [], certain: true },
  });
  expect(none).toMatchObject({
    passed: false,
    ...{ repaired: [], missed: planted },
  });
  // What is newly broken can hide what is left.
  expect(broken).toMatchObject({
    ...{ passed: false, repaired: [], certain: false },
    broken: [{ mistake: 'missing-definition' }],
  });
  const read = await runCli(['check', 'debug/lstm-cell', '--key', keyFile, files[1] ?? '']);
  expect(read.stdout).toContain('1 of 3 mistakes repaired');
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
