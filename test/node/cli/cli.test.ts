import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ATTENTION, ROOT } from '../../python.ts';
import { jsonLines, runCli } from './run-cli.ts';

const SOLUTION = join(ATTENTION, 'solution.py');
const SCALE = join(ATTENTION, 'mistakes/scale-missing.py');
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cli-test-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
  return path;
}

describe('usage', () => {
  it.each([
    { args: [], says: 'Which command?' },
    { args: ['grade'], says: 'There is no command "grade"' },
    { args: ['check'], says: 'check needs a drill' },
    { args: ['check', 'gan'], says: 'Which files' },
    { args: ['check', 'gan', 'x.py', '--jobs', '0'], says: '--jobs must be' },
    { args: ['check', 'gan', 'x.py', '--jobs', '1.5'], says: '--jobs must be a whole' },
    { args: ['check', 'gan', 'x.py', '--timeout', 'soon'], says: '--timeout must be' },
    { args: ['check', 'gan', 'x.py', '--frob'], says: "Unknown option '--frob'" },
    { args: ['list', 'gan'], says: 'list takes no' },
    { args: ['prove'], says: 'prove needs' },
  ])('says what is wrong with "$args"', async ({ args, says }) => {
    const { code, stdout, stderr } = await runCli(args);
    expect(stderr).toContain(says);
    expect(stderr).toContain('--help');
    expect([code, stdout]).toEqual([2, '']);
  });

  it('helps', async () => {
    const { code, stdout } = await runCli(['--help']);
    expect(stdout).toMatch(/check DRILL FILE.*list.*prove FOLDER/s);
    expect(code).toBe(0);
  });
});

describe('list', () => {
  it('shows every drill, for people and as JSON', async () => {
    const ids = readdirSync(join(ROOT, 'drills/coding')).filter((name) => !name.includes('.'));
    const people = await runCli(['list']);
    for (const id of ids) expect(people.stdout).toContain(id);
    const { stdout, code } = await runCli(['list', '--json']);
    expect(
      jsonLines(stdout)
        .map((one) => one['id'])
        .sort(),
    ).toEqual(ids.sort());
    expect(code).toBe(0);
  });
});

describe('check', () => {
  it('passes a correct file', async () => {
    const { code, stdout } = await runCli(['check', 'multi-head-attention', SOLUTION]);
    expect(stdout).toMatch(/^✓ .*solution\.py all \d+ checks passed/);
    expect(code).toBe(0);
  });

  it('names a mistake, why it matters and how to mend it', async () => {
    const { code, stdout } = await runCli(['check', 'multi-head-attention', SCALE]);
    expect(stdout).toMatch(/scale-missing[^]*softmax saturates[^]*Fix: /);
    expect(stdout).not.toContain('\x1b');
    expect(code).toBe(1);
  });

  it('writes the promised JSON', async () => {
    const { code, stdout } = await runCli(['check', 'multi-head-attention', SCALE, '--json']);
    const [result, ...more] = jsonLines(stdout);
    expect(more).toEqual([]);
    expect(result).toEqual({
      drill: 'multi-head-attention',
      file: SCALE,
      outcome: 'graded',
      passed: false,
      checks: expect.any(Array) as unknown,
      mistakes: [
        {
          id: 'scale-missing',
          severity: 'error',
          title: expect.any(String) as string,
          line: null,
          why: expect.stringContaining('variance') as string,
          fix: expect.stringContaining('sqrt') as string,
        },
      ],
      output: 'torch.Size([2, 10, 64])\n',
      durationMs: expect.any(Number) as number,
    });
    for (const check of result?.['checks'] as object[]) {
      expect(Object.keys(check)).toEqual(['id', 'title', 'status', 'message', 'line']);
    }
    expect(code).toBe(1);
  });

  it('grades folders, in order, and counts', async () => {
    file('class/b.py', 'import os\nos._exit(1)\n');
    file('class/a.py', 'while True: pass\n');
    file('class/deep/c.py', '1 +\n');
    file('class/notes.txt', 'no Python');
    const args = ['check', 'multi-head-attention', join(folder, 'class'), SOLUTION];
    const { code, stdout } = await runCli([...args, '--json', '--timeout', '3']);
    const results = jsonLines(stdout);
    expect(results.map(({ outcome, passed }) => [outcome, passed])).toEqual([
      ['timed-out', false],
      ['crashed', false],
      ['graded', false],
      ['graded', true],
    ]);
    expect(results[0]).toMatchObject({ mistakes: [{ id: 'times-out', line: 1 }] });
    expect(results[2]).toMatchObject({ mistakes: [{ id: 'syntax-error', line: 1 }] });
    expect(code).toBe(1);
    const people = await runCli([...args, '--timeout', '3']);
    expect(people.stdout).toMatch(/1 passed, 3 failed \([\d.]+ s\)\n$/);
  });

  it('colours when it is forced to, and never the escapes of a candidate', async () => {
    const path = file(
      'escapes.py',
      'print("\\x1b[31mred\\x07\\x1b]0;title\\x07")\nraise ValueError\n',
    );
    const { stdout } = await runCli(['check', 'multi-head-attention', path], {
      env: { FORCE_COLOR: '1' },
    });
    expect(stdout).toContain('\x1b[31m✗\x1b[0m');
    expect(stdout).not.toContain('\x07');
    expect(stdout).not.toContain('\x1b[31mred');
  });

  it.each([
    { args: ['gan', 'no-such-file.py'], says: 'There is no file no-such-file.py.' },
    { args: ['gan', 'media'], says: 'There is no Python file in media.' },
    { args: ['no-such-drill', SOLUTION], says: 'There is no drill "no-such-drill". There are: ' },
    {
      args: ['gan', SOLUTION, '--python', '/no/python'],
      says: '/no/python is not there',
    },
    {
      args: ['gan', SOLUTION, '--python', 'no/python'],
      says: join(ROOT, 'no/python is not there'),
    },
  ])('could not grade: $says', async ({ args, says }) => {
    const { code, stdout, stderr } = await runCli(['check', ...args]);
    expect(stderr).toContain(says);
    expect([code, stdout]).toEqual([2, '']);
  });

  it('leaves nothing behind when it is interrupted', async () => {
    const path = file('slow.py', 'while True: pass\n');
    let pid = 0;
    const running = runCli(['check', 'multi-head-attention', path, path], {
      onStart: (started) => (pid = started),
    });
    const left = () =>
      readdirSync(tmpdir()).filter((name) => name.startsWith(`tensor-drills-${pid}-`));
    await vi.waitFor(() => expect(left()).toHaveLength(1), { timeout: 20_000 });
    process.kill(pid, 'SIGINT');
    expect((await running).code).toBe(130);
    expect(left()).toEqual([]);
  });
});

describe('prove', () => {
  function pack(): string {
    const root = mkdtempSync(join(folder, 'pack-'));
    const drill = join(root, 'coding/my-attention');
    cpSync(ATTENTION, drill, {
      recursive: true,
      filter: (path) => !/(correct|mistakes)[\\/]|__pycache__/.test(path),
    });
    cpSync(SCALE, join(drill, 'mistakes/scale-missing.mine.py'));
    return root;
  }

  it('proves a pack of the user’s own', async () => {
    const root = pack();
    const { code, stdout, stderr } = await runCli(['prove', root]);
    expect(stdout + stderr).toBe('3 proven, 0 not\n');
    expect(code).toBe(0);
    const drill = join(root, 'coding/my-attention');
    const checked = await runCli(['check', drill, SCALE, '--json']);
    expect(jsonLines(checked.stdout)).toMatchObject([
      { drill: 'my-attention', mistakes: [{ id: 'scale-missing', severity: 'error' }] },
    ]);
  });

  it('tells every promise that is not kept', async () => {
    const root = pack();
    const drill = join(root, 'coding/my-attention');
    cpSync(SCALE, join(drill, 'mistakes/mask-ignored.py'));
    cpSync(SCALE, join(drill, 'mistakes/unheard-of.py'));
    cpSync(SCALE, join(drill, 'correct/wrong.py'));
    cpSync(SOLUTION, join(drill, 'starter.py'));
    const { code, stdout } = await runCli(['prove', root, 'my-attention']);
    expect(stdout).toContain('drill.yaml describes no mistake "unheard-of"');
    expect(stdout).toContain('should be named mask-ignored first, but failed, named scale-missing');
    expect(stdout).toContain('should pass with nothing named');
    expect(stdout).toContain('should fail, but passed');
    expect(stdout).toMatch(/2 proven, 4 not\n$/);
    expect(code).toBe(1);
  });

  it('says where the content is wrong', async () => {
    const root = pack();
    writeFileSync(join(root, 'coding/my-attention/drill.yaml'), 'title: 3\n');
    const { code, stdout } = await runCli(['prove', root]);
    expect(stdout).toMatch(/drill\.yaml:1:\d+ title/);
    expect(code).toBe(1);
  });

  it.each([
    { args: ['/no/pack'], says: 'is no pack' },
    { args: ['drills', 'no-such-drill'], says: 'has no drill no-such-drill' },
  ])('could not prove: $says', async ({ args, says }) => {
    const { code, stderr } = await runCli(['prove', ...args]);
    expect(stderr).toContain(says);
    expect(code).toBe(2);
  });
});
