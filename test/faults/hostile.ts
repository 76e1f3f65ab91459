/** The hostile programs and what is expected of each, as its first line says. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { CheckOutcome } from '../../src/core/ports.ts';
import { mistakeProgram } from '../../src/dev/mistake-program.ts';
import { ATTENTION } from '../python.ts';

const FOLDER = join(import.meta.dirname, 'hostile');

export interface Hostile {
  readonly name: string;
  /** Whether it attacks the process that it runs in, and not only Python. */
  readonly process: boolean;
  readonly content: string | Buffer;
  /** "passed", "failed", "timed-out", "crashed" or "cannot-start"; several where the system decides. */
  readonly outcomes: readonly string[];
  readonly mistake?: string;
  readonly line?: number;
}

/** Each file in `hostile/` and `hostile/process/`; `and then` adds a file of the attention drill to it, or the program of a mistake. */
export function hostileFiles(): readonly Hostile[] {
  const written = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.py'))
    .sort()
    .map((path) => read(path, readFileSync(join(FOLDER, path), 'utf8')));
  return [...written, ...unwritable().map((one) => ({ ...one, process: false }))];
}

function read(path: string, text: string): Hostile {
  const name = basename(path);
  const [, expected] = /^# expect: (.*)$/m.exec(text) ?? [];
  if (expected === undefined) throw new Error(`${name} does not say what to expect.`);
  const [outcomes = '', ...details] = expected.split(', ');
  const line = details.find((one) => one.startsWith('line '))?.slice(5);
  const mistake = details.find((one) => !one.startsWith('line '));
  const then = /^# and then: (.*)$/m.exec(text)?.[1];
  return {
    name,
    process: name !== path,
    content: then === undefined ? text : `${text}\n\n${attention(then)}`,
    outcomes: outcomes.split(' or '),
    ...(mistake === undefined ? {} : { mistake }),
    ...(line === undefined ? {} : { line: Number(line) }),
  };
}

function attention(name: string): string {
  return name.endsWith('.py')
    ? readFileSync(join(ATTENTION, name), 'utf8')
    : mistakeProgram('multi-head-attention', name);
}

/** Files that no repository and no editor likes. */
function unwritable(): readonly Omit<Hostile, 'process'>[] {
  const failed = { outcomes: ['failed'], mistake: 'syntax-error' };
  const noise = Buffer.from(Array.from({ length: 4096 }, (_, at) => (at * 7919 + 13) % 256));
  return [
    { name: 'binary.py', content: noise, ...failed },
    {
      name: 'latin-1.py',
      content: Buffer.from('name = "caf\xe9"\n', 'latin1'),
      ...failed,
      line: 1,
    },
    { name: 'nul.py', content: 'x = 1\ny = "\0"\n', ...failed },
    { name: 'odd-coding.py', content: '# coding: none-such\nx = 1\n', ...failed },
    { name: 'utf-16.py', content: Buffer.from('\ufeffx = 1\n', 'utf16le'), ...failed },
    { name: 'empty.py', content: '', outcomes: ['failed'], mistake: 'missing-definition' },
    { name: 'nested.py', content: `x = ${'('.repeat(100_000)}`, ...failed },
    {
      name: 'one-long-sum.py',
      content: `x = 1${' + 1'.repeat(200_000)}\n`,
      outcomes: ['failed', 'crashed'],
    },
    { name: 'huge.py', content: 'x = 1\n'.repeat(5_000_000), outcomes: ['failed', 'timed-out'] },
    { name: 'huge-line.py', content: `"${'x'.repeat(50_000_000)}"\n`, outcomes: ['failed'] },
  ];
}

/** The outcome in a hostile file's words. */
export function wordFor(outcome: CheckOutcome): string {
  if (outcome.outcome !== 'graded') return outcome.outcome;
  return outcome.passed ? 'passed' : 'failed';
}

export function firstMistakeOf(outcome: CheckOutcome): string | null {
  return outcome.outcome === 'graded' ? (outcome.mistakes[0]?.id ?? null) : null;
}

export function lineOf(outcome: CheckOutcome): number | null {
  if (outcome.outcome === 'graded') return outcome.mistakes[0]?.line ?? null;
  return 'line' in outcome ? (outcome.line ?? null) : null;
}
