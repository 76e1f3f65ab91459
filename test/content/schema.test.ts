import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { readPack } from '../../src/content/pack.ts';
import { planSchema } from '../../src/content/plans.ts';
import { EMPTY_PACK } from '../../src/core/pack.ts';
import { readYaml } from '../../src/content/read.ts';
import {
  checklistSchema,
  drillSchema,
  guideMistakesSchema,
  mistakesSchema,
} from '../../src/content/schema.ts';
import { temporaryFolder } from '../node/folders.ts';
import { runs } from '../sample.ts';

const DRILLS = join(import.meta.dirname, '../../drills');
const text = readFileSync(join(DRILLS, 'coding/lstm-cell/drill.yaml'), 'utf8');
const lines = text.split('\n');

function problems(yaml: string): string[] {
  const result = readYaml('drill.yaml', yaml, drillSchema);
  if ('value' in result) return [];
  return result.problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
}

/** The one-based line of the first line that begins so. */
function lineOf(start: string): number {
  return lines.findIndex((line) => line.startsWith(start)) + 1;
}

/** The drill with one line replaced by others. */
function withLine(start: string, ...replacement: string[]): string {
  return lines.flatMap((line, i) => (i === lineOf(start) - 1 ? replacement : [line])).join('\n');
}

describe('a drill.yaml is refused with line and column', () => {
  it('unless it is right', () => {
    expect(problems(text)).toEqual([]);
  });

  it.each([
    ['title:', ['title: 5'], /^\d+:8 title: must be string, not 5/],
    ['title:', ['title: ""'], /^\d+:8 title: must not be empty/],
    ['title:', [`title: ${'x'.repeat(81)}`], /^\d+:8 title: must be at most 80/],
    ['title:', [], /^1:1 title: is missing/],
    ['title:', ['title: a', 'title: b'], /^\d+:1 The same key stands above/],
    ['title:', ['title: a', 'titel: b'], /^\d+:1 titel: There is no such key/],
    ['title:', ['title: [a'], /^\d+:\d+ /],
    ['title:', ['\ttitle: a'], /^\d+:\d+ /],
    ['title:', ['title: a: b'], /^\d+:\d+ /],
    ['level:', ['level: brutal'], /^\d+:8 level: /],
    ['order:', ['order: 0'], /^\d+:8 order: /],
    ['order:', ['order: 1.5'], /^\d+:8 order: /],
    ['question:', ['question: |', '', 'ignored: |'], /question: must not be empty|ignored: /],
    ['hints:', ['hints:', '  - one more'], /^\d+:\d+ hints: may have at most 3/],
    ['proves:', ['proves: [Not Kebab]'], /^\d+:10 proves\.0: must be kebab-case/],
  ])('when %s becomes %j', (start, replacement, problem) => {
    const found = problems(withLine(start, ...replacement));
    expect(found.join('\n')).toMatch(problem);
    expect(Math.min(...found.map((one) => Number.parseInt(one, 10)))).toBeLessThanOrEqual(
      lineOf(start) + 2,
    );
  });

  it('when a band, a talking point or an id is wrong', () => {
    type Source = Record<string, { [key: string]: unknown }[]>;
    const change = (edit: (drill: Source) => void): string => {
      const result = readYaml('', text, drillSchema);
      if (!('value' in result)) throw new Error('invalid');
      const drill = structuredClone(result.value) as unknown as Source;
      edit(drill);
      return problems(stringify(drill)).join('\n');
    };
    const first = (drill: Source, name: string, key: string, value: unknown): void => {
      const [one] = drill[name] ?? [];
      if (one) one[key] = value;
    };
    expect(change(() => undefined)).toBe('');
    expect(change((drill) => first(drill, 'phases', 'band', [120, 60]))).toMatch(
      /below the second/,
    );
    expect(change((drill) => first(drill, 'phases', 'band', [0, 60]))).toMatch(
      /phases\.0\.band\.0/,
    );
    expect(change((drill) => first(drill, 'phases', 'id', 'code'))).toMatch(/in this order/);
    expect(change((drill) => first(drill, 'phases', 'talking', []))).toMatch(/at least 1/);
    expect(change((drill) => drill['mistakes']?.splice(0))).toMatch(/mistakes: needs at least 1/);
    const says = (sentence: string) =>
      change((drill) => first(drill, 'mistakes', 'says', sentence));
    expect(says('The sum runs over {axis}, off by {gap:.3g}, in {{braces}}.')).toBe('');
    expect(says('No full stop')).toMatch(/mistakes\.0\.says: .*end like one/);
    expect(says(`${'x'.repeat(160)}.`)).toMatch(/at most 160/);
    for (const bad of ['A { alone.', 'An {}.', 'An {attribute.of} it.', 'A {b c}.']) {
      expect(says(bad)).toMatch(/a name in braces/);
    }
    expect(change((drill) => drill['tradeoffs']?.splice(0))).toMatch(/needs at least 1/);
    expect(change((drill) => first(drill, 'papers', 'arxiv', '17'))).toMatch(/arXiv id/);
    expect(
      change((drill) => {
        const ids = drill['mistakes'] ?? [];
        first(drill, 'mistakes', 'id', ids[1]?.['id']);
      }),
    ).toMatch(/^\d+:\d+ mistakes\.1: the id .* is used twice/);
    expect(
      change((drill) => {
        const late = { id: 'too-late', at: 5000, say: 'x' };
        (drill['phases'] as { talking: unknown[] }[])[0]?.talking.push(late);
      }),
    ).toMatch(/lie inside the band/);
    expect(
      change((drill) => {
        const [narrate, code] = drill['phases'] ?? [];
        if (code && narrate) code['talking'] = narrate['talking'];
      }),
    ).toMatch(/id of its own/);
  });

  it.each([
    ['', /^1:1 /],
    ['null', /^1:1 /],
    ['- a', /^1:1 /],
    ['a: 1\n---\nb: 2', /^\d+:\d+ /],
    ['a: &a [x]\nb: &b [*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b]', /^2:8 The aliases here repeat/],
    ['a: *nowhere', /^\d+:\d+ /],
    ['a: "never closed', /^\d+:\d+ /],
  ])('when it is no drill at all: %j', (yaml, problem) => {
    expect(problems(yaml).join('\n')).toMatch(problem);
  });

  it('never by an exception, whatever is in it', () => {
    const anything = fc.oneof(
      fc.string({ unit: fc.constantFrom(...Array.from('abc: -[]{}&*!|>\'"%@`#?,\n\t\\<~=0')) }),
      fc
        .tuple(fc.nat(lines.length), fc.string())
        .map(([at, junk]) => lines.toSpliced(at, 1, junk).join('\n')),
    );
    const schema = fc.constantFrom(
      drillSchema,
      checklistSchema,
      guideMistakesSchema,
      mistakesSchema,
      planSchema,
    );
    fc.assert(
      fc.property(anything, schema, (yaml, one) => {
        const result = readYaml('x.yaml', yaml, one);
        if ('value' in result) return;
        expect(result.problems.length).toBeGreaterThan(0);
        for (const { line, column } of result.problems) {
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(yaml.split('\n').length);
          expect(column).toBeGreaterThanOrEqual(1);
        }
      }),
      { numRuns: runs(60) },
    );
  });
});

it('a study plan names an exercise once', () => {
  const steps = (links: string) =>
    `  - {title: A, practise: [coding/gan]}\n  - {title: B, practise: [${links}]}`;
  const read = (links: string) =>
    readYaml('p.yaml', `title: P\nsummary: All\norder: 1\nsteps:\n${steps(links)}\n`, planSchema);
  expect(read('debug/gan')).toHaveProperty('value');
  expect(read('debug/gan, coding/gan')).toMatchObject({
    problems: [{ line: 6, column: 38, message: 'steps.1.practise.1: coding/gan is used twice' }],
  });
  expect(read('gan')).toMatchObject({
    problems: [{ line: 6, message: expect.stringMatching(/must be kind/) as string }],
  });
});

describe('a pack', () => {
  it('loses a bad file only, and says where maths is wrong', () => {
    const folder = temporaryFolder();
    for (const id of ['good', 'bad', 'empty'])
      mkdirSync(join(folder, 'coding', id), { recursive: true });
    for (const id of ['good', 'bad']) {
      for (const name of ['starter.py', 'solution.py', 'grade.py']) {
        writeFileSync(join(folder, 'coding', id, name), '');
      }
    }
    writeFileSync(join(folder, 'coding/good/drill.yaml'), text);
    const start = lines.findIndex((line) => line.startsWith('contract:'));
    const bad = lines.toSpliced(start, 0, 'contract: see $\\foo$', 'rest: |').join('\n');
    writeFileSync(
      join(folder, 'coding/bad/drill.yaml'),
      bad.replace(/^rest: \|\ncontract:.*\n(?: .*\n|\n)*/m, ''),
    );
    const pack = readPack(folder);
    expect(pack.drills.map(({ drill }) => drill.id)).toEqual(['good']);
    expect(pack.problems).toEqual([
      {
        file: join(folder, 'coding/bad/drill.yaml'),
        line: start + 1,
        column: 16,
        message: expect.stringContaining('Undefined control sequence: \\foo') as string,
      },
    ]);
  });

  it('may be empty or absent', () => {
    expect(readPack(temporaryFolder())).toEqual(EMPTY_PACK);
    expect(readPack('/nowhere')).toEqual(EMPTY_PACK);
  });
});
