/**
 * Packs of any content, thousands of them: no crash, no hang, and no message without a place. The same few hundred in
 * every run, and ten thousand with drawings in a soak.
 */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PackCompiler, readPack } from '../../src/content/pack.ts';
import { partOf } from '../../src/core/pack.ts';
import { HANGS_MS } from '../limits.ts';
import { temporaryFolder } from '../node/folders.ts';
import { ROOT } from '../python.ts';
import { EVIL, inTime, share } from './evil.ts';
import type { Problem } from '../../src/core/problem.ts';

const DRILLS = join(ROOT, 'drills');

/** One unit of each kind; the files that are damaged, and the unit that is compiled from each. */
const COPIED = ['coding/lstm-cell', 'whiteboard/u-net', 'clinics/runs'];
const FILES: Readonly<Record<string, string>> = {
  'coding/lstm-cell/drill.yaml': 'coding/lstm-cell/drill.yaml',
  'coding/lstm-cell/mistakes.yaml': 'coding/lstm-cell/drill.yaml',
  'coding/lstm-cell/survivors.yaml': 'coding/lstm-cell/drill.yaml',
  'coding/mistakes.yaml': 'coding/mistakes.yaml',
  'rapid-fire/relu-gelu-swish.yaml': 'rapid-fire/relu-gelu-swish.yaml',
  'deep-dive/normalisation.yaml': 'deep-dive/normalisation.yaml',
  'unknown/meta-learning.yaml': 'unknown/meta-learning.yaml',
  'system-design/hate-speech.yaml': 'system-design/hate-speech.yaml',
  'whiteboard/u-net/board.yaml': 'whiteboard/u-net/board.yaml',
  'clinics/output-sizes.yaml': 'clinics/output-sizes.yaml',
  'checklist.yaml': 'checklist.yaml',
  'guide/mistakes.yaml': 'guide/mistakes.yaml',
  'guide/papers/lora.md': 'guide/papers/lora.md',
};
const GOOD = Object.fromEntries(
  Object.keys(FILES).map((path) => [path, readFileSync(join(DRILLS, path), 'utf8')]),
);

/** Lists of lists of … by aliases; a merge of a merge. */
const bomb = fc
  .record({ width: fc.integer({ min: 2, max: 12 }), depth: fc.integer({ min: 2, max: 12 }) })
  .map(({ width, depth }) =>
    Array.from(
      { length: depth },
      (_, i) =>
        `k${i}: &k${i} [${Array(width)
          .fill(i === 0 ? 'x' : `*k${i - 1}`)
          .join(', ')}]`,
    ).join('\n'),
  );

const evil = fc.constantFrom(...EVIL);
const piece = fc.oneof(
  evil,
  bomb,
  fc.string({ maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
);

/** A change of some lines of a good text: taken, doubled, indented, given other values, or something put in between. */
const change = fc.record({
  at: fc.nat(10_000),
  length: fc.integer({ min: 1, max: 12 }),
  how: fc.constantFrom('take', 'double', 'indent', 'outdent', 'value', 'insert', 'key'),
  piece,
});

function changed(
  text: string,
  changes: readonly { at: number; length: number; how: string; piece: string }[],
) {
  let lines = text.split('\n');
  for (const { at: where, length, how, piece } of changes) {
    const at = where % Math.max(1, lines.length);
    const some = lines.slice(at, at + length);
    const [first = ''] = some;
    const made: Record<string, readonly string[]> = {
      take: [],
      double: [...some, ...some],
      indent: some.map((line) => `  ${line}`),
      outdent: some.map((line) => line.replace(/^ {2}/, '')),
      value: [first.replace(/:.*$/, () => `: ${piece}`), ...some.slice(1)],
      insert: [piece, ...some],
      key: [first.replace(/\S+:/, () => `${piece}:`), ...some.slice(1)],
    };
    lines = lines.toSpliced(at, length, ...(made[how] ?? []));
  }
  return lines.join('\n');
}

const damagedFile = fc
  .record({
    path: fc.constantFrom(...Object.keys(FILES)),
    changes: fc.array(change, { minLength: 1, maxLength: 4 }),
    whole: fc.option(fc.array(piece, { minLength: 1, maxLength: 6 }), { freq: 4 }),
  })
  .map(({ path, changes, whole }) => ({
    path,
    text: whole?.join('\n') ?? changed(GOOD[path] ?? '', changes),
  }));

/** The problem is in a file that is there, at a place inside it, and says something. */
function expectPlace({ file, line, column, message }: Problem): void {
  const lines = readFileSync(file, 'utf8')
    .replace(/^\uFEFF/, '')
    .split('\n');
  const at = `${file}:${line}:${column} ${message}`.slice(0, 300);
  expect(message.trim(), at).not.toBe('');
  expect(line >= 1 && line <= lines.length, at).toBe(true);
  expect(column >= 1 && column <= (lines[line - 1]?.length ?? 0) + 1, at).toBe(true);
}

describe('a pack of any content', () => {
  it(
    'is compiled or told where it is wrong, soon',
    () => {
      const folder = temporaryFolder();
      const write = (path: string, text: string): void => {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text);
      };
      for (const path of COPIED)
        cpSync(join(DRILLS, path), join(folder, path), { recursive: true });
      for (const [path, text] of Object.entries(GOOD)) write(path, text);
      expect(readPack(folder).problems).toEqual([]);
      fc.assert(
        fc.property(damagedFile, ({ path, text }) => {
          write(path, text);
          try {
            const unit = FILES[path] ?? path;
            const pack = inTime(() => new PackCompiler(folder, []).compile(unit));
            pack.problems.forEach(expectPlace);
            // It crosses from one thread to another, and what lists show of it too.
            expect(structuredClone(partOf(unit, pack)).problems).toEqual(pack.problems);
            const html = JSON.stringify(pack.articles);
            expect(html).not.toMatch(/<(?:script|img|iframe|style|meta|link|form|object|svg)\b/i);
            expect('polluted' in {}).toBe(false);
          } finally {
            write(path, GOOD[path] ?? '');
          }
        }),
        { numRuns: share(0.6), endOnFailure: true },
      );
    },
    10 * HANGS_MS,
  );
});
