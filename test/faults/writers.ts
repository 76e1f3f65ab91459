/** Processes that write to a history, each as a window of its own would. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { build } from 'esbuild';
import { afterAll, beforeAll, onTestFinished } from 'vitest';

/** One program of a test, bundled once: a process starts with it in some 50 ms. Returns its path, when asked later. */
export function bundled(entry: string): () => string {
  let folder = '';
  const program = (): string => join(folder, 'program.mjs');
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tensor-drills-test-'));
    await build({
      entryPoints: [entry],
      outfile: program(),
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
  return program;
}

export class Writer {
  /** Resolves when the process has ended and all that it said is here. */
  readonly end: Promise<void>;
  private readonly child: ChildProcess & { stdin: NodeJS.WritableStream; stdout: Readable };
  private output = '';
  private ended = false;

  constructor(program: string, file: string, name: string, count: number | 'long') {
    this.child = spawn(process.execPath, [program, file, name, String(count)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    onTestFinished(() => void this.child.kill('SIGKILL'));
    this.end = once(this.child, 'close').then(() => {
      this.ended = true;
    });
    this.child.stdin.on('error', () => undefined);
    this.child.stdout.setEncoding('utf8').on('data', (text: string) => (this.output += text));
  }

  start(): void {
    this.child.stdin.write('go\n');
  }

  /** Resolves when it has said so many lines, or ended. */
  async said(lines: number): Promise<void> {
    while (this.lines().length < lines && !this.ended)
      await Promise.race([once(this.child.stdout, 'data'), this.end]);
  }

  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.end;
  }

  /** Ids of the events that it said were saved. */
  saved(): readonly string[] {
    return this.words('saved').flatMap((line) => line.split(' '));
  }

  /** What it told the user. */
  problems(): readonly string[] {
    return this.words('problem');
  }

  private words(kind: string): readonly string[] {
    return this.lines().flatMap((line) =>
      line.startsWith(`${kind} `) ? line.slice(kind.length + 1) : [],
    );
  }

  /** What stands after the last newline may be half a line. */
  private lines(): readonly string[] {
    return this.output.split('\n').slice(0, -1);
  }
}
