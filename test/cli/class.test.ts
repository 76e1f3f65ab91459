/** A whole class by the built command line: reports, shards, interruption. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { mistakeProgram } from '../../src/dev/mistake-program.ts';
import { parseReport, type ClassReport } from '../../src/protocol/class-report.ts';
import { HANGS_MS } from '../limits.ts';
import { CODING, testPython } from '../python.ts';
import { jsonLines, runCli } from './run-cli.ts';

const LSTM = join(CODING, 'lstm-cell');
/** One mistake made by several, as in a class. */
const MISTAKES = [
  'candidate-activation',
  'candidate-activation.none',
  'candidate-activation.relu',
  'cell-tanh-missing',
];
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'class-test-'));
  const correct = readdirSync(join(LSTM, 'correct')).slice(0, 3);
  const programs = [
    ...correct.map((name) => readFileSync(join(LSTM, 'correct', name), 'utf8')),
    ...MISTAKES.map((name) => mistakeProgram('lstm-cell', name)),
  ];
  for (const [at, text] of programs.entries()) put(`s${at}/lstm.py`, text);
  put('=cmd|calc!A1/lstm.py', 'import torch\nraise ValueError("=1+1\\n\\x1b[31m,\\"")\n');
  put('zoë/lstm.py', 'import os\nos._exit(3)\n');
  put('binary/lstm.py', Buffer.from([0, 255, 254, 0, 1]));
  put('greedy/lstm.py', 'x = bytearray(3 << 30)\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

function put(name: string, text: string | Buffer): void {
  const path = join(folder, 'submissions', name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function report(name: string): ClassReport {
  const read = parseReport(readFileSync(join(folder, name), 'utf8'));
  if (read === null) throw new Error(`${name} is no report`);
  return read;
}

/** What does not depend on when and how fast. */
function verdicts({ results }: ClassReport) {
  return results.map(({ submission, outcome, passed, checks, mistakes, sha256 }) => ({
    submission,
    outcome,
    passed,
    checks,
    mistakes,
    sha256,
  }));
}

const PATTERN = 'submissions/*/lstm.py';
/** One job, because each starts torch. */
const OPTIONS = ['--quiet', '--memory', '512', '--jobs', '1'];
const check = (...args: string[]) =>
  runCli(['check', 'lstm-cell', PATTERN, ...OPTIONS, ...args], { cwd: folder });

describe('a class', () => {
  it('is told in a report and a table; a bad file stops nobody', async () => {
    const { code, stdout, stderr } = await check('--csv', 'a/all.csv', '--report', 'a/all.json');
    expect(stderr).toBe('');
    expect(stdout).toMatch(
      /^3 passed, 8 failed \([\d.]+ s\)\n {2}3 {2}The candidate does not use tanh/,
    );
    expect(code).toBe(1);
    expect(readdirSync(join(folder, 'a'))).toEqual(['all.csv', 'all.json']);
    const { results, runs } = report('a/all.json');
    const by = new Map(results.map((one) => [one.submission, one]));
    expect(by.get('zoë/lstm.py')).toMatchObject({ outcome: 'crashed' });
    expect(by.get('binary/lstm.py')).toMatchObject({ mistakes: [{ id: 'syntax-error' }] });
    expect(by.get('greedy/lstm.py')?.checks).toContainEqual(
      expect.objectContaining({ message: expect.stringContaining('MemoryError') as string }),
    );
    expect(runs).toMatchObject([
      { drill: 'lstm-cell', submissions: 11, memoryMegabytes: 512, timeoutSeconds: 10 },
    ]);
    const read = `import csv, json; print(json.dumps(list(csv.DictReader(open("a/all.csv", encoding="utf-8-sig", newline="")))))`;
    const rows = JSON.parse(
      spawnSync(testPython(), ['-c', read], { cwd: folder, encoding: 'utf8' }).stdout,
    ) as Record<string, string>[];
    expect(rows.map((row) => row['submission'])).toEqual(
      results.map((one) => one.submission.replace(/^=/, "'=")),
    );
    expect(rows.filter((row) => row['passed'] === 'yes')).toHaveLength(3);
    expect(Object.values(rows[0] ?? {}).join()).not.toMatch(/\p{Cc}/u);
  });

  it('is graded in shards that know nothing of each other, with the same verdicts; one that was interrupted goes on', async () => {
    const shard = (number: number) => [
      ...['--shard', `${number}/2`, '--report', `b/shard-${number}.json`],
    ];
    let pid = 0;
    const partial = join(folder, 'b/shard-1.json.partial');
    const running = runCli(['check', 'lstm-cell', PATTERN, ...OPTIONS, ...shard(1)], {
      cwd: folder,
      onStart: (started) => (pid = started),
    });
    const lines = () => (existsSync(partial) ? readFileSync(partial, 'utf8').split('\n') : []);
    await vi.waitFor(() => expect(lines().length).toBeGreaterThan(2), {
      timeout: HANGS_MS,
      interval: 10,
    });
    process.kill(pid, 'SIGKILL');
    await running;
    // The writer may have been stopped in the middle of a line.
    writeFileSync(partial, `${lines().join('\n')}{"submission": "s1`);
    expect(existsSync(join(folder, 'b/shard-1.json'))).toBe(false);
    const on = await check(...shard(1), '--resume');
    expect(on.stderr).toMatch(/^\d+ of 6 are already graded\.\n$/);
    expect(Number.parseInt(on.stderr, 10)).toBeGreaterThan(0);
    expect([on.code, (await check(...shard(2), '--jobs', '2')).code]).toEqual([1, 1]);
    expect(readdirSync(join(folder, 'b')).sort()).toEqual(['shard-1.json', 'shard-2.json']);

    const joined = await runCli(
      ['merge', 'b/shard-*.json', '--json', '--csv', 'b/all.csv', '--report', 'b/all.json'],
      { cwd: folder },
    );
    expect([joined.code, joined.stderr]).toEqual([1, '']);
    expect(jsonLines(joined.stdout)).toHaveLength(11);
    expect(verdicts(report('b/all.json'))).toEqual(verdicts(report('a/all.json')));
    const less = await runCli(['merge', 'b/shard-1.json'], { cwd: folder });
    expect(less.code).toBe(2);
    expect(less.stderr).toContain('lstm-cell: the report for shard 2 of 2 is missing.');
    expect(less.stderr).toContain('6 of 11 submissions have a result.');
  });

  it('is graded anew only where something changed', async () => {
    cpSync(join(folder, 'a/all.json'), join(folder, 'c/all.json'));
    put('zoë/lstm.py', readFileSync(join(LSTM, 'solution.py')));
    const again = await check('--report', 'c/all.json', '--resume');
    expect(again.stderr).toContain('10 of 11 are already graded.');
    expect(again.stdout).toContain('4 passed, 7 failed');
    const one = ['check', 'lstm-cell', 'submissions/zo*/lstm.py', ...OPTIONS];
    const onOne = [...one, '--report', 'c/all.json', '--resume'];
    expect((await runCli(onOne, { cwd: folder })).stderr).toBe('1 of 1 are already graded.\n');
    const other = await runCli([...onOne, '--timeout', '60'], { cwd: folder });
    expect([other.code, other.stderr]).toEqual([0, '']);
  });

  it.each([
    { args: ['--csv', 'submissions'], says: 'submissions is a folder: name a file to write.' },
    {
      args: ['--report', 'submissions/s0/lstm.py/x.json'],
      says: 'cannot be written: part of its path is a file.',
    },
    { args: ['--csv', '/proc/x.csv'], says: '/proc/x.csv cannot be written: ' },
    { args: ['--csv', 'd/x', '--report', './d/x'], says: '--csv and --report name the same file.' },
    { args: ['--resume'], says: '--resume continues a report: name it with --report FILE.' },
    { args: ['--shard', '0/3'], says: '--shard must be I/N with I from 1 to N, such as 2/8' },
    { args: ['--memory', '1'], says: '--memory must be a number from 256 to 65536' },
    {
      args: ['--report', 'submissions/s0/lstm.py', '--resume'],
      says: 'submissions/s0/lstm.py is not a report from this version',
    },
  ])('is not begun: $says', async ({ args, says }) => {
    const before = readFileSync(join(folder, 'submissions/s0/lstm.py'));
    const { code, stdout, stderr } = await check(...args);
    expect(stderr).toContain(says);
    expect([code, stdout]).toEqual([2, '']);
    expect(readFileSync(join(folder, 'submissions/s0/lstm.py'))).toEqual(before);
  });

  it('may be written to a pipe, which stays one', async () => {
    const pipe = join(folder, 'pipe');
    spawnSync('mkfifo', [pipe]);
    const reader = spawn('cat', [pipe]);
    let read = '';
    reader.stdout.setEncoding('utf8').on('data', (text: string) => (read += text));
    const merging = runCli(['merge', 'a/all.json', '--csv', pipe], { cwd: folder });
    await Promise.all([merging, once(reader, 'close')]);
    expect(read).toContain('submission,drill,outcome');
    expect(statSync(pipe).isFIFO()).toBe(true);
  });
});
