import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { build } from 'esbuild';
import { beforeAll, afterAll, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from './folders.ts';
import { idsIn, open, tick } from './open-history.ts';

let folder = '';
let program = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tensor-drills-test-'));
  program = join(folder, 'append-events.mjs');
  await build({
    entryPoints: [join(import.meta.dirname, 'append-events.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Appender {
  readonly process: ChildProcess;
  readonly output: Readable;
  /** Ids that the process said it had appended. */
  readonly ids: () => string[];
  readonly start: () => void;
}

async function appender(file: string, name: string, count: number): Promise<Appender> {
  const child = spawn(process.execPath, [program, file, name, String(count)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  await once(child.stdout, 'data');
  return {
    process: child,
    output: child.stdout,
    // What stands after the last newline may be half an id.
    ids: () => output.split('\n').slice(1, -1),
    start: () => child.stdin.write('go\n'),
  };
}

async function appendTogether(file: string, processes: number, count: number): Promise<string[]> {
  const names = Array.from({ length: processes }, (_, i) => `process-${i}`);
  const appenders = await Promise.all(names.map((name) => appender(file, name, count)));
  const ends = appenders.map((one) => once(one.process, 'close'));
  for (const one of appenders) one.start();
  for (const end of ends) expect((await end)[0]).toBe(0);
  return appenders.flatMap((one) => one.ids());
}

it.each([
  [2, 250],
  [5, 100],
])(
  '%i processes append %i events each at once, and every one is there and whole',
  async (processes, count) => {
    const file = join(temporaryFolder(), 'history.jsonl');
    const watching = open(file);
    const ids = await appendTogether(file, processes, count);
    expect(ids).toHaveLength(processes * count);
    expect(idsIn(file).sort()).toEqual(ids.sort());
    // A process that looks while another's line is half there begins a new line; the empty one counts for nothing.
    const lines = readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '');
    expect(lines).toHaveLength(processes * count);
    const last = watching.append(tick('last'));
    expect(ids.concat(last.id).every((id) => watching.has(id))).toBe(true);
    expect(watching.ledger).toEqual(open(file).ledger);
    expect(watching.problems).toEqual([]);
  },
);

it('processes killed at any instant leave everything that they said was saved', async () => {
  const file = join(temporaryFolder(), 'history.jsonl');
  const killed = async (round: number): Promise<string[]> => {
    const one = await appender(file, `round-${round}`, 100_000);
    const end = once(one.process, 'close');
    one.start();
    // An instant that differs from round to round, counted in events and not in time.
    while (one.ids().length <= (round * 7) % 40) await once(one.output, 'data');
    one.process.kill('SIGKILL');
    await end;
    return one.ids();
  };
  const rounds = Array.from({ length: 24 }, (_, round) => round);
  const saved: string[] = [];
  for (const first of [0, 6, 12, 18]) {
    const wave = await Promise.all(rounds.slice(first, first + 6).map(killed));
    saved.push(...wave.flat());
  }
  const survivor = open(file);
  const after = survivor.append(tick('after'));
  expect(saved.length).toBeGreaterThanOrEqual(rounds.length);
  for (const id of [...saved, after.id]) expect(survivor.has(id)).toBe(true);
  expect(survivor.ledger).toEqual(open(file).ledger);
});
