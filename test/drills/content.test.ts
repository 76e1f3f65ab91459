import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Phase } from '../../src/core/content.ts';
import { TOPICS } from '../../src/core/demand.ts';
import { indexOf } from '../../src/core/pack.ts';
import { KINDS } from '../../src/core/kinds.ts';
import { markLine } from '../../src/core/drill-file.ts';
import { pack } from '../built-in-pack.ts';
import { CODING, DECLARES_ENCODING, ROOT } from '../python.ts';
import { BY_DRILL, COMMON, NOTES } from './mistake-ids.ts';


const DRILLS = join(ROOT, 'drills');
const drills = pack.drills.map(({ drill }) => drill);

describe('the built-in content', () => {
  it('has no problem, in its TeX either', () => {
    expect(pack.problems).toEqual([]);
    expect(drills.map(({ id }) => id).sort()).toEqual(Object.keys(BY_DRILL).sort());
    expect(readdirSync(CODING, { withFileTypes: true }).filter((one) => one.isDirectory())).toHaveLength(
      drills.length,
    );
  });

  it('carries no style, script or link but to https, for the policy of the page', () => {
    const all = JSON.stringify([drills, pack.guideMistakes]);
    expect(all).not.toMatch(/ style=|<script|<img|<iframe|\son[a-z]+=\\"|katex-error/i);
    const links = [...all.matchAll(/href=\\"([^"\\]*)/g)].map(([, url]) => url);
    expect(links.filter((url) => !url?.startsWith('https://'))).toEqual([]);
  });

  it('has the eight mistakes that cost offers and twelve checklist items', () => {
    expect(pack.guideMistakes).toHaveLength(8);
    expect(pack.checklist).toHaveLength(12);
  });

  it.each(pack.checklist)('links $id to what is there', ({ practise }) => {
    const missing = practise.filter(
      (link) => !existsSync(join(DRILLS, link)) && !existsSync(join(DRILLS, `${link}.yaml`)),
    );
    expect(missing).toEqual([]);
  });
});

describe('the study plans', () => {
  const { exercises, plans } = indexOf(pack);

  it('are those that README promises, in order', () => {
    expect(plans.map(({ id }) => id)).toEqual([
      'five-classics',
      'decoder-from-scratch',
      'post-training',
      'training-and-failures',
      'generative-models',
      'week-before',
    ]);
  });

  it('name nothing that is not there', () => {
    const ids = new Set(exercises.map(({ id }) => id));
    const named = plans.flatMap(({ steps }) => steps.flatMap((step) => step.exercises));
    expect(named.filter((id) => !ids.has(id))).toEqual([]);
  });

  it('between them, lead to every kind of exercise', () => {
    const named = new Set(plans.flatMap(({ steps }) => steps.flatMap((step) => step.exercises)));
    const kinds = new Set(exercises.filter(({ id }) => named.has(id)).map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual([...KINDS].sort());
  });
});

describe.each(pack.drills)('$drill.id', ({ drill, summary }) => {
  const own = BY_DRILL[drill.id] ?? [];

  it('says its topic, and how often it is asked', () => {
    expect(TOPICS).toContain(summary.topic);
    expect(summary.asked?.source).toMatch(/^in \d+ of \d+ /);
  });

  it('describes every mistake of the contract, and no other', () => {
    const ids = drill.mistakes.map(({ id }) => id);
    expect([...ids].sort()).toEqual([...own, ...COMMON].sort());
    expect(ids.slice(own.length).sort()).toEqual([...COMMON].sort());
    const notes = drill.mistakes.filter(({ severity }) => severity === 'note').map(({ id }) => id);
    expect(notes.sort()).toEqual(ids.filter((id) => NOTES.includes(id)).sort());
  });

  it('is complete: mistakes, hints, follow-ups, and bands that fit an interview', () => {
    expect(own.length).toBeGreaterThanOrEqual(8);
    expect(drill.hints).toHaveLength(3);
    expect(drill.followUps.length).toBeGreaterThanOrEqual(4);
    expect(drill.clarifying.length).toBeGreaterThanOrEqual(2);
    for (const list of [drill.equations, drill.papers]) expect(list).not.toHaveLength(0);
    const bands: Record<string, readonly number[]> = {
      narrate: [30, 180],
      code: [240, 2100],
      close: [45, 120],
    };
    const fits = ({ id, band }: Phase): boolean => {
      const [min = 0, max = 0] = bands[id] ?? [];
      return min <= band[0] && band[1] <= max;
    };
    expect(drill.phases.filter((phase) => !fits(phase))).toEqual([]);
  });

  it('says a sentence of its own for every mistake', () => {
    const text = readFileSync(join(CODING, drill.id, 'drill.yaml'), 'utf8');
    const { mistakes } = parse(text) as { mistakes: { id: string; says?: string }[] };
    expect(mistakes.filter(({ says }) => says === undefined).map(({ id }) => id)).toEqual([]);
  });

  it('proves items of the checklist that send people to it', () => {
    const sending = pack.checklist.filter(({ practise }) => practise.includes(`coding/${drill.id}`));
    const items = sending.map(({ id }) => id);
    expect(drill.proves.filter((id) => !items.includes(id))).toEqual([]);
  });

  it('begins with no comment that Python reads as the declaration of an encoding', () => {
    const starter = readFileSync(join(CODING, drill.id, 'starter.py'), 'utf8');
    const head = `${markLine(drill.id)}\n${starter}`.split('\n', 2);
    expect(head.filter((line) => DECLARES_ENCODING.test(line))).toEqual([]);
  });

  it('has its files, and mistakes under names of the contract only', () => {
    const folder = join(CODING, drill.id);
    for (const file of ['starter.py', 'solution.py']) expect(existsSync(join(folder, file))).toBe(true);
    const whole = join(folder, 'mistakes');
    // The ids in mistakes.yaml are checked as the pack is read.
    const claimed = (existsSync(whole) ? readdirSync(whole) : [])
      .filter((name) => name.endsWith('.py'))
      .map((name) => name.split('.')[0] ?? '');
    expect(claimed.filter((id) => ![...own, ...COMMON].includes(id))).toEqual([]);
  });
});
