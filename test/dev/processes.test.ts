import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { lastWords, Processes, succeeded } from '../../src/dev/process/processes.ts';
import { startServer } from '../../src/dev/process/server.ts';
import { HANGS_MS } from '../limits.ts';

const node = process.execPath;
const ROOT = join(import.meta.dirname, '../..');

describe('programs that we run', () => {
  const processes = new Processes();

  it('tell how they ended and what they said', async () => {
    const lines: string[] = [];
    const outcome = await processes.run(
      node,
      ['-e', 'console.log("out"); console.error("err"); process.exit(3)'],
      { onLine: (line) => lines.push(line) },
    );
    expect(outcome).toEqual({ kind: 'finished', code: 3, stdout: 'out\n', stderr: 'err\n' });
    expect(lines.sort()).toEqual(['err', 'out']);
    expect(succeeded(outcome)).toBe(false);
  });

  it('are a value also when they cannot start', async () => {
    const outcome = await processes.run('/no/such/program', []);
    expect(outcome.kind).toBe('cannot-start');
    expect(lastWords(outcome)).toContain('ENOENT');
  });

  it('are ended with their children after the time they have', async () => {
    const child = `setInterval(() => {}, 1000); console.log('child', process.pid)`;
    const parent = `require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(child)}], { stdio: 'inherit' })`;
    let pid = Number.NaN;
    // On a busy machine the child may not have spoken yet: then it has twice the time.
    for (let timeoutMs = 1000; Number.isNaN(pid) && timeoutMs < HANGS_MS; timeoutMs *= 2) {
      const outcome = await processes.run(node, ['-e', parent], { timeoutMs });
      expect(outcome.kind).toBe('timed-out');
      pid = Number(/child (\d+)/.exec(lastWords(outcome))?.[1]);
    }
    expect(pid).toBeGreaterThan(0);
    await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow(), { timeout: HANGS_MS });
  });

  it.each([
    ['line of output', true],
    ['sign of life', false],
  ])('have their time anew after each %s, where that is asked for', async (_, isSpeaking) => {
    let kind = 'timed-out';
    // The program runs for twice as long as it may be silent. If a busy machine delays a sign of life, it gets more time.
    for (let timeoutMs = 1000; kind === 'timed-out' && timeoutMs < HANGS_MS; timeoutMs *= 2) {
      const speaks = isSpeaking ? 'console.log(1);' : '';
      const program = `let n = 0; const t = setInterval(() => { ${speaks} if (++n === 8) clearInterval(t); }, ${timeoutMs / 4})`;
      const beating = (alive: () => void) =>
        isSpeaking ? undefined : setInterval(alive, timeoutMs / 4).unref();
      const onStart = (alive: () => void): void => void beating(alive);
      ({ kind } = await processes.run(node, ['-e', program], { timeoutMs, onStart }));
    }
    expect(kind).toBe('finished');
  });

  it('are ended when they show no sign of life', async () => {
    const silent = await processes.run(node, ['-e', 'setInterval(() => {}, 1000)'], {
      timeoutMs: 500,
      onStart: () => undefined,
    });
    expect(silent.kind).toBe('timed-out');
  });
});

describe('a server that we start', () => {
  const options = {
    name: 'The server',
    command: node,
    env: process.env,
    cwd: tmpdir(),
    portIn: (line: string) => Number(/on (\d+)/.exec(line)?.[1] ?? 0) || null,
  };
  const processes = new Processes();

  it('is ready when it says where it listens, and stops with all it started', async () => {
    const program = 'console.log("listening on 1234"); setInterval(() => {}, 1000)';
    const server = await startServer(processes, { ...options, args: ['-e', program] });
    expect(server.url).toBe('http://127.0.0.1:1234/');
    await server.stop();
    await server.ended;
  });

  it('is an error with its last words when it ends before', async () => {
    const args = ['-e', 'console.error("no licence"); process.exit(2)'];
    await expect(startServer(processes, { ...options, args })).rejects.toThrow(
      'The server ended before it was ready, with code 2.\nno licence',
    );
  });

  it('is an error when it never says', async () => {
    const args = ['-e', 'setInterval(() => {}, 1000)'];
    await expect(startServer(processes, { ...options, args, timeoutMs: 300 })).rejects.toThrow(
      'not ready after 0.3 s',
    );
  });
});

describe('Ctrl+C', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('%s leaves nothing behind', async (signal) => {
    const folder = mkdtempSync(join(tmpdir(), 'tensor-drills-signal-'));
    const program = join(folder, 'parent.mts');
    const pidFile = join(folder, 'pid');
    const child = `require('fs').writeFileSync(${JSON.stringify(pidFile)}, String(process.pid)); setInterval(() => {}, 1000)`;
    writeFileSync(
      program,
      `import { Processes } from ${JSON.stringify(join(ROOT, 'src/dev/process/processes.ts'))};
       const processes = new Processes();
       processes.endWithUs();
       await processes.run(process.execPath, ['-e', ${JSON.stringify(child)}]);
       console.log('came back');`,
    );
    const parent = spawn(node, ['--import', 'tsx', program], { cwd: ROOT });
    const said: string[] = [];
    parent.stdout.on('data', (text: Buffer) => said.push(text.toString()));
    const pid = await vi.waitFor(() => Number(readFileSync(pidFile, 'utf8') || NaN), {
      timeout: 10_000,
    });
    parent.kill(signal);
    await once(parent, 'close');
    await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow(), { timeout: 5000 });
    expect(said.join('')).toBe('');
    rmSync(folder, { recursive: true, force: true });
  });
});
