/** Ctrl+C, as a signal to the real process. */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { tempFolders, workerProcesses } from '../leftovers.ts';
import { HANGS_MS } from '../limits.ts';
import { ATTENTION } from '../python.ts';
import { runCli, type Ran } from './run-cli.ts';

const DRILL = 'multi-head-attention';
const SOLUTION = readFileSync(join(ATTENTION, 'solution.py'), 'utf8');
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'interrupted-test-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

/** So that only the signal can end what hangs. */
const PATIENT = ['--timeout', '3600'];

/** A program that hangs, and leaves a sign that it does where it may write: in its own folder. */
const HANGING = 'open("hangs", "w").close()\nimport time\ntime.sleep(3600)\n';

/** Whether a program that the process `pid` checks hangs. */
function hangs(pid: number): boolean {
  return tempFolders(pid).some((name) =>
    readdirSync(join(tmpdir(), name), { recursive: true }).some(
      (path) => basename(String(path)) === 'hangs',
    ),
  );
}

/** Runs the command until it is `ready`, then sends it the signal, and waits until nothing is left of it. */
async function interrupt(
  args: readonly string[],
  ready: (pid: number) => boolean = hangs,
  signal: NodeJS.Signals = 'SIGINT',
): Promise<Ran> {
  let pid = 0;
  const running = runCli(args, { cwd: folder, onStart: (started) => (pid = started) });
  await vi.waitFor(() => expect(ready(pid)).toBe(true), { timeout: HANGS_MS, interval: 100 });
  process.kill(pid, signal);
  const ran = await running;
  expect(tempFolders(pid)).toEqual([]);
  // What is killed may need a moment to go; what is not would stay for an hour.
  await vi.waitFor(() => expect(workerProcesses(pid)).toEqual([]), { timeout: HANGS_MS });
  return ran;
}

describe.runIf(process.platform === 'linux')('an interrupted command', () => {
  it('that checks one file', async () => {
    const path = file('one.py', HANGING);
    const ran = await interrupt(['check', DRILL, path, ...PATIENT]);
    expect(ran).toEqual({ code: 130, stdout: '', stderr: 'Interrupted.\n' });
  });

  it('that checks a class shows what it has, and no file as one that could not be graded; with a report it says that it can go on, and does', async () => {
    file('class/a.py', SOLUTION);
    const slow = file('class/b.py', HANGING);
    file('class/c.py', SOLUTION);
    const outputs = ['--csv', 'class.csv', '--report', 'reports/all.json'];
    const args = ['check', DRILL, 'class', '--jobs', '1', ...PATIENT, ...outputs];
    const ran = await interrupt(args);
    expect(ran.stdout).toMatch(/^✓ .*a\.py all \d+ checks passed, \d+ ms\n$/);
    expect(ran).toMatchObject({
      code: 130,
      stderr:
        'Interrupted. The results so far are kept: run the same command with --resume to continue.\n',
    });
    expect(existsSync(join(folder, 'class.csv'))).toBe(false);
    expect(readdirSync(join(folder, 'reports'))).toEqual(['all.json.partial']);
    writeFileSync(slow, SOLUTION);
    const on = await runCli([...args, '--quiet', '--resume'], { cwd: folder });
    expect(on.stderr).toBe('1 of 3 are already graded.\n');
    expect(on.stdout).toMatch(/^3 passed, 0 failed/);
    expect(on.code).toBe(0);
  });

  it('that still asks a Python what it is', async () => {
    const sign = join(folder, 'asked');
    const python = file('python', `#!/bin/sh\necho $$ > ${sign}\nexec sleep 3600\n`);
    chmodSync(python, 0o755);
    const path = file('two.py', SOLUTION);
    const asked = () => existsSync(sign) && readFileSync(sign, 'utf8') !== '';
    const ran = await interrupt(['check', DRILL, path, '--python', python], asked);
    expect(ran).toEqual({ code: 130, stdout: '', stderr: 'Interrupted.\n' });
    const pid = readFileSync(sign, 'utf8').trim();
    await vi.waitFor(() => expect(existsSync(`/proc/${pid}`)).toBe(false), { timeout: HANGS_MS });
  });

  it('that proves a pack, ended by a machine that shuts down', async () => {
    const drill = 'pack/coding/mine';
    for (const name of ['grade.py', 'frozen.json', 'drill.yaml', 'starter.py']) {
      file(join(drill, name), readFileSync(join(ATTENTION, name), 'utf8'));
    }
    file(join(drill, 'solution.py'), HANGING);
    const ran = await interrupt(['prove', 'pack', ...PATIENT], hangs, 'SIGTERM');
    expect(ran).toMatchObject({ code: 143, stderr: 'Interrupted.\n' });
    expect(ran.stdout).not.toContain('proven');
  });
});
