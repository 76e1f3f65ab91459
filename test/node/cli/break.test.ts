/** Hand-outs from the command line: a broken program, and its key only beside a file. */
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { handedOut } from '../../../src/core/debugging/program.ts';
import { parseKey } from '../../../src/protocol/broken-program.ts';
import { runCli } from './run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'break-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('writes a program and its key, and prints the same program for the same seed', async () => {
  const out = join(folder, 'handout.py');
  const args = ['break', 'lstm-cell', '--mistakes', '3', '--seed', '7'];
  const written = await runCli([...args, '--out', out]);
  expect([written.code, written.stderr]).toEqual([0, '']);
  expect(written.stdout).toContain('3 mistakes, seed 7');
  const text = readFileSync(out, 'utf8');
  const key = parseKey(readFileSync(`${out}.key.json`, 'utf8'));
  expect(key).toMatchObject({ drill: 'lstm-cell', seed: 7 });
  expect(key?.planted).toHaveLength(3);
  expect(text).toMatch(/^# Tensor Drills: debug\/lstm-cell \(keep this line\)\n/);
  expect(text).toBe(key === null ? '' : handedOut(key));
  const printed = await runCli(args);
  expect([printed.code, printed.stdout]).toEqual([0, text]);
  for (const { mistake } of key?.planted ?? []) {
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
