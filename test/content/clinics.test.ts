/** The clinics' files: what fits, what is refused and where, and that nothing is shown that was not recorded. */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { caseSchema, recordedSchema, sizesSchema } from '../../src/content/clinic-schema.ts';
import { readPack } from '../../src/content/pack.ts';
import { readYaml } from '../../src/content/read.ts';
import type { Evidence } from '../../src/core/clinics/case.ts';
import { pack } from '../built-in-pack.ts';
import { temporaryFolder } from '../node/folders.ts';
import { ROOT } from '../python.ts';

const DRILLS = join(ROOT, 'drills');
const FOLDER = join(DRILLS, 'clinics/runs/nan-loss');
const text = readFileSync(join(FOLDER, 'case.yaml'), 'utf8');
const recorded = readFileSync(join(FOLDER, 'recorded.json'), 'utf8');

function problems(yaml: string, schema: Parameters<typeof readYaml>[2] = caseSchema): string {
  const result = readYaml('case.yaml', yaml, schema);
  if ('value' in result) return '';
  return result.problems
    .map(({ line, column, message }) => `${line}:${column} ${message}`)
    .join('\n');
}

describe('a case.yaml is refused with line and column', () => {
  it('unless it is right', () => {
    expect(problems(text)).toBe('');
  });

  it.each([
    [/^title: .*$/m, 'title: ""', /^1:8 title: must not be empty/],
    [/^level: .*$/m, 'level: brutal', /^\d+:8 level: /],
    [/^cause: .*$/m, 'cause: sunspots', /^\d+:8 cause: must be the id of a hypothesis/],
    [/^fix: .*$/m, 'fix: pray', /^\d+:6 fix: must be the id of a fix/],
    [/^tags: .*$/m, 'tags: [a]\ncolour: red', /^\d+:1 colour: /],
    [/^shown: .*$/m, 'shown: { picture: loss }', /^\d+:8 shown: must be a chart/],
    [/ {2}- id: rate$/m, '  - id: log-of-zero', /hypotheses\.1: the id log-of-zero is used twice/],
    [/^first:\n(?: .*\n)*/m, 'first: [one]\n', /^\d+:8 first: needs at least 2/],
  ])('when %s becomes %j', (from, to, problem) => {
    expect(problems(text.replace(from, to))).toMatch(problem);
  });
});

describe('a recorded.json is refused', () => {
  it('unless it is right', () => {
    expect(problems(recorded, recordedSchema)).toBe('');
  });

  it.each([
    ['{}', /faulty/],
    [
      '{"faulty":{"charts":{},"tables":{}},"repaired":{"charts":{"a":{"x":[1],"series":{}}},"tables":{}}}',
      /at least 2 points/,
    ],
    [
      '{"faulty":{"charts":{"a":{"x":[1,2],"series":{"b":[1]}}},"tables":{}},"repaired":{"charts":{},"tables":{}}}',
      /a value for every x/,
    ],
    [
      '{"faulty":{"charts":{},"tables":{"a":{"columns":["b"],"rows":[[1,2]]}}},"repaired":{"charts":{},"tables":{}}}',
      /a cell for every column/,
    ],
  ])('%s', (json, problem) => {
    expect(problems(json, recordedSchema)).toMatch(problem);
  });
});

describe('a pack', () => {
  it('says when a recording, or a chart in it, is missing, and keeps the rest', () => {
    const folder = temporaryFolder();
    const put = (name: string, yaml: string, withRecording: boolean): void => {
      const to = join(folder, 'clinics/runs', name);
      mkdirSync(to, { recursive: true });
      writeFileSync(join(to, 'case.yaml'), yaml);
      if (withRecording) copyFileSync(join(FOLDER, 'recorded.json'), join(to, 'recorded.json'));
    };
    put('good', text, true);
    put('silent', text, false);
    put('blind', text.replace('chart: logits', 'chart: moods'), true);
    const pack = readPack(folder);
    expect(pack.clinics.map(({ clinic }) => clinic.id)).toEqual(['clinic/good']);
    expect(pack.problems.map(({ message }) => message).sort()).toEqual([
      'Its recorded.json is missing; run drills/clinics/record silent.',
      'moods is not among the charts of both runs in recorded.json',
    ]);
  });

  it('is refused when the questions are announced wrongly', () => {
    expect(problems('title: a', sizesSchema)).toMatch(/summary/);
  });
});

const runs = pack.clinics.flatMap(({ clinic }) => (clinic.of === 'run' ? [clinic] : []));

describe('the built-in clinics', () => {
  it('are output sizes and at least twelve runs, in an order without ties', () => {
    expect(pack.problems).toEqual([]);
    expect(pack.clinics[0]?.clinic.id).toBe('clinic/output-sizes');
    expect(runs.length).toBeGreaterThanOrEqual(12);
    const orders = pack.clinics.map(({ order }) => order);
    expect(new Set(orders).size).toBe(orders.length);
  });

  it('are linked to items of the checklist', () => {
    const items = new Set(pack.checklist.map(({ id }) => id));
    for (const { summary } of pack.clinics) {
      expect(summary.items.length).toBeGreaterThan(0);
      expect(summary.items.filter((id) => !items.has(id))).toEqual([]);
    }
  });

  it('carry no style, script or link but to https', () => {
    const html = JSON.stringify(pack.clinics);
    expect(html).not.toMatch(/ style=|<script|<img|<iframe|\son[a-z]+=\\"|katex-error/i);
  });
});

describe.each(runs)('$id', (run) => {
  it('does not name its cause in what lists show', () => {
    const causes =
      /overfit|underfit|memoris|leak|shuffl|explo|vanish|collaps|imbalanc|dead|dying|eval\b|too (?:high|low)/i;
    expect(`${run.title} ${run.summary}`).not.toMatch(causes);
  });

  it('shows first what both runs have, with the fault to be seen in it', () => {
    expect(run.shown.kind).toBe('chart');
    const of = run.shown.kind === 'chart' ? run.shown.of : '';
    expect(run.recorded.faulty.charts[of]).not.toEqual(run.recorded.repaired.charts[of]);
  });

  it('draws logarithms only of what is positive somewhere, and bars only of few values', () => {
    const all: readonly Evidence[] = [run.shown, ...run.measurements.map((one) => one.shows)];
    for (const one of all) {
      if (one.kind !== 'chart') continue;
      const curves = run.recorded.faulty.charts[one.of];
      const values = Object.values(curves?.series ?? {}).flat();
      if (one.log) expect(values.some((value) => value !== null && value > 0)).toBe(true);
      if (one.bars) expect(curves?.x.length).toBeLessThan(60);
    }
  });
});
