import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { markLine } from '../../src/core/drill-file.ts';
import { mistakeProgram } from '../../src/dev/mistake-program.ts';
import { SLOWNESS } from '../limits.ts';
import { ATTENTION, CODING, ROOT } from '../python.ts';
import { jsonLines, runCli } from './run-cli.ts';

const SOLUTION = join(ATTENTION, 'solution.py');
/** One job, because each starts torch. */
const ONE_JOB = ['--jobs', '1'];
let folder = '';
/** A program with a mistake. */
let scale = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cli-test-'));
  scale = file('scale-missing.py', mistakeProgram('multi-head-attention', 'scale-missing'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
  return path;
}

describe('list', () => {
  it('shows every drill, for people and as JSON', async () => {
    const ids = readdirSync(join(ROOT, 'drills/coding')).filter((name) => !name.includes('.'));
    const people = await runCli(['list']);
    for (const id of ids) expect(people.stdout).toContain(id);
    const { stdout, code } = await runCli(['list', '--json']);
    const listed = jsonLines(stdout).map((one) => String(one['id']));
    expect(listed.sort()).toEqual(ids.sort());
    expect(code).toBe(0);
  });
});

describe('outdated', () => {
  it('lists what in a pack should be checked again, and what cannot be read', async () => {
    const card = readFileSync(join(ROOT, 'drills/rapid-fire/kv-cache.yaml'), 'utf8');
    const checked = (when: string): string =>
      `${card.replace(/^checked: .*\n/m, '')}\nchecked: ${when}\n`;
    file('pack/rapid-fire/old.yaml', checked('2001-02'));
    file('pack/rapid-fire/older.yaml', checked('2001-01'));
    file('pack/rapid-fire/today.yaml', checked(new Date().toISOString().slice(0, 7)));
    const pack = join(folder, 'pack');
    const { code, stdout, stderr } = await runCli(['outdated', pack]);
    expect(stdout.split('\n').map((row) => row.split(/  +/).slice(0, 2))).toEqual([
      ['2001-01', 'rapid-fire/older'],
      ['2001-02', 'rapid-fire/old'],
      [''],
    ]);
    expect([code, stderr]).toEqual([0, '']);
    file('pack/rapid-fire/old.yaml', checked('February'));
    const damaged = await runCli(['outdated', pack, '--json']);
    expect(jsonLines(damaged.stdout)).toMatchObject([
      { id: 'rapid-fire/older', checked: '2001-01' },
    ]);
    expect(damaged.stderr).toContain('must be a year and a month');
    expect(damaged.code).toBe(2);
  });

  it('looks at the built-in content without a folder', async () => {
    const recent = await runCli(['outdated', '--months', '1200', '--json']);
    expect(recent.code).toBe(0);
    expect(recent.stdout).not.toContain('"checked":"2');
    expect((await runCli(['outdated', join(folder, 'nowhere')])).stderr).toContain('no folder');
  });
});

describe('check', () => {
  it('writes the promised JSON', async () => {
    // On standard input, with the name of its drill.
    const { code, stdout } = await runCli(['check', 'multi-head-attention', '-', '--json'], {
      input: readFileSync(scale, 'utf8'),
    });
    const [result, ...more] = jsonLines(stdout);
    expect(more).toEqual([]);
    expect(result).toEqual({
      drill: 'multi-head-attention',
      file: '-',
      outcome: 'graded',
      passed: false,
      checks: expect.any(Array) as unknown,
      mistakes: [
        {
          id: 'scale-missing',
          severity: 'error',
          title: expect.any(String) as string,
          line: null,
          message: 'The scores are not divided by the square root of d_k.',
          why: expect.stringContaining('variance') as string,
          fix: expect.stringContaining('sqrt') as string,
        },
      ],
      output: 'torch.Size([2, 5, 64])\n',
      durationMs: expect.any(Number) as number,
    });
    for (const check of (result as { checks: object[] }).checks) {
      expect(Object.keys(check)).toEqual(['id', 'title', 'status', 'message', 'line', 'mistake']);
    }
    expect(code).toBe(1);
  });

  it('grades folders, in order, and counts', async () => {
    file('class/b.py', 'import os\nos._exit(1)\n');
    file('class/a.py', 'import time\ntime.sleep(3600)\n');
    file('class/deep/c.py', '1 +\n');
    file('class/notes.txt', 'no Python');
    const args = ['check', 'multi-head-attention', join(folder, 'class'), SOLUTION];
    const limit = String(5 * SLOWNESS);
    const { code, stdout } = await runCli([...args, '--json', ...ONE_JOB, '--timeout', limit]);
    const results = jsonLines(stdout);
    expect(results.map(({ outcome, passed }) => [outcome, passed])).toEqual([
      ['timed-out', false],
      ['crashed', false],
      ['graded', false],
      ['graded', true],
    ]);
    expect(results.map((one) => one['file'])).toEqual([
      ...['a.py', 'b.py', 'deep/c.py'].map((name) => join(folder, 'class', name)),
      SOLUTION,
    ]);
    expect(results[0]).toMatchObject({ mistakes: [{ id: 'times-out', line: 2 }] });
    expect(results[2]).toMatchObject({ mistakes: [{ id: 'syntax-error', line: 1 }] });
    expect(code).toBe(1);
  });

  it('grades each file as the drill that its first line names', async () => {
    const marked = (name: string, drill: string, text: string) =>
      file(`practice/${name}`, `${markLine(drill)}\n${text}`);
    const softmax = (name: string) => readFileSync(join(CODING, 'softmax', name), 'utf8');
    marked('mine.py', 'softmax', softmax('solution.py'));
    marked('other.py', 'lstm-cell', mistakeProgram('lstm-cell', 'candidate-activation'));
    marked('archive/mine.py', 'softmax', softmax('starter.py'));
    marked('pack.py', 'l2-norm', softmax('solution.py'));
    file('practice/helper.py', 'x = 1\n');
    const args = ['check', join(folder, 'practice'), '--json', ...ONE_JOB];
    const { code, stdout, stderr } = await runCli(args);
    expect(jsonLines(stdout)).toMatchObject([
      { drill: 'softmax', file: expect.stringMatching(/mine\.py$/) as string, passed: true },
      { drill: 'lstm-cell', passed: false, mistakes: [{ id: 'candidate-activation' }] },
    ]);
    expect(stderr).toMatch(
      /helper\.py could not be checked, because no line names its drill\.\n.*pack\.py could not be checked, because the drill is in a pack\./,
    );
    expect(code).toBe(2);
    const none = await runCli(['check', join(folder, 'practice/helper.py')]);
    expect(none.stderr).toContain('None of these files names its drill in its first line');
    const report = await runCli(['check', join(folder, 'practice'), '--report', 'r.json']);
    expect(report.stderr).toContain('--report works for one drill');
  });

  it('passes a correct file; names a mistake, what this program does, why it matters and how to mend it', async () => {
    const path = file(
      'escapes.py',
      'print("\\x1b[31mred\\x07\\x1b]0;title\\x07")\nraise ValueError\n',
    );
    const report = join(folder, 'report.json');
    const files = [SOLUTION, scale, path];
    const args = ['check', 'multi-head-attention', ...files, ...ONE_JOB, '--report', report];
    const checked = await runCli(args, { env: { FORCE_COLOR: '1' } });
    const said = stripVTControlCharacters(checked.stdout);
    expect(said).toMatch(/^✓ .*solution\.py all \d+ checks passed/);
    expect(checked.code).toBe(1);
    // In colour where that is asked for, and never with the escapes of a candidate.
    expect(checked.stdout).toContain('\x1b[31m✗\x1b[0m');
    expect(checked.stdout).not.toContain('\x07');
    expect(checked.stdout).not.toContain('\x1b[31mred');
    const { code, stdout } = await runCli(['merge', report]);
    expect(stdout).toMatch(
      /scale-missing\n +The scores are not divided by[^]*softmax saturates[^]*Fix: /,
    );
    expect(stdout.match(/The scores are not divided/g)).toHaveLength(1);
    expect(stdout).not.toContain('\x1b');
    expect(said).toMatch(/1 passed, 2 failed \([\d.]+ s\)\n/);
    expect(code).toBe(1);
  });

  it.each([
    { args: ['gan', 'no-such-file.py'], says: 'There is no file no-such-file.py.' },
    { args: ['gan', 'media'], says: 'There is no Python file in media.' },
    { args: ['no-such-drill', SOLUTION], says: 'There is no drill "no-such-drill". Available: ' },
    {
      args: ['gan', SOLUTION, '--python', '/no/python'],
      says: '/no/python does not exist',
    },
    {
      args: ['gan', SOLUTION, '--python', 'no/python'],
      says: join(ROOT, 'no/python does not exist'),
    },
    { args: ['gan', SOLUTION, '--python', './README.md'], says: 'README.md is not a program.' },
    { args: ['gan', ''], says: 'A file name is empty.' },
    { args: ['gan', SOLUTION, ''], says: 'A file name is empty.' },
  ])('could not grade: $says', async ({ args, says }) => {
    const { code, stdout, stderr } = await runCli(['check', ...args]);
    expect(stderr).toContain(says);
    expect([code, stdout]).toEqual([2, '']);
  });

  it('names TMPDIR when nothing can be written there, before any Python is blamed', async () => {
    const none = join(folder, 'no-such-folder');
    for (const files of [[SOLUTION], [SOLUTION, scale]]) {
      const { code, stdout, stderr } = await runCli(['check', 'multi-head-attention', ...files], {
        env: { TMPDIR: none },
      });
      expect(stderr).toBe(
        `Nothing can be written to the temporary folder ${none} (ENOENT). Set TMPDIR to a folder that exists and that you can write to.\n`,
      );
      expect([code, stdout]).toEqual([2, '']);
    }
  });
});

describe('a program on standard input', () => {
  it('is checked like a file, also without the name of its drill', async () => {
    const input = `${markLine('multi-head-attention')}\n${readFileSync(SOLUTION, 'utf8')}`;
    expect(await runCli(['check', '-'], { input })).toMatchObject({ code: 0, stderr: '' });
  });

  it('that is empty is told apart from one that fails', async () => {
    const { code, stdout, stderr } = await runCli(['check', 'lstm-cell', '-'], { input: ' \n' });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^Standard input is empty/);
  });

  it('is not waited for at a keyboard', async () => {
    const { code, stdout } = await new Promise<{ code: number | null; stdout: string }>(
      (resolve) => {
        const cli = `'${process.execPath}' '${join(ROOT, 'dist/cli.js')}' check lstm-cell -`;
        const child = spawn('script', ['-qec', cli, '/dev/null'], {
          stdio: ['pipe', 'pipe', 'inherit'],
        });
        let said = '';
        child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
        child.on('close', (status) => resolve({ code: status, stdout: said }));
      },
    );
    expect(code).toBe(2);
    expect(stdout).toMatch(/which is a terminal here.*check lstm-cell - < lstm\.py/);
  });
});
