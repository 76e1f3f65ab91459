/** What design tasks must keep, besides their schema. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { indexOf } from '../../src/core/pack.ts';
import { linkOf } from '../../src/core/content.ts';
import { pack } from '../built-in-pack.ts';
import { evaluate, statedNumber } from './arithmetic.ts';

const DRILLS = resolve(import.meta.dirname, '../../drills');
const designs = pack.orals.filter(({ oral }) => oral.kind === 'system-design');
const links = new Set(indexOf(pack).exercises.map(linkOf));

interface Source {
  readonly clarifying: readonly { readonly answer: string }[];
  readonly phases: readonly {
    readonly answer: string;
    readonly outline: readonly { readonly say: string }[];
  }[];
}

/** What the interviewer and the model answer say, without emphasis and line breaks, and what the outline says. */
function wordsOf(id: string) {
  const source = parse(readFileSync(join(DRILLS, `${id}.yaml`), 'utf8')) as Source;
  const plain = (texts: readonly string[]): string =>
    texts.join('\n').replaceAll('**', '').replaceAll(/\s+/g, ' ');
  const given = plain(source.clarifying.map(({ answer }) => answer));
  const answer = plain(source.phases.map((phase) => phase.answer));
  const outline = source.phases.flatMap((phase) => phase.outline.map(({ say }) => say));
  return { answer, outline, said: `${given} ${answer}` };
}

/** Whether the words occur, and their number is not a part of a longer one. */
function states(text: string, said: string): boolean {
  const literal = said.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\d.,])${literal}(?!\\d)`).test(text);
}

it('there are at least eleven, the two classics first', () => {
  expect(designs.length).toBeGreaterThanOrEqual(11);
  expect(designs.slice(0, 2).map(({ oral }) => oral.id)).toEqual([
    'system-design/hate-speech',
    'system-design/product-recommendation',
  ]);
});

describe.each(designs.map(({ oral }) => [oral.id, oral] as const))('%s', (id, oral) => {
  const { answer, outline, said: text } = wordsOf(id);

  it('fits into 45 minutes', () => {
    const longest = oral.phases.reduce((sum, { band }) => sum + band[1], 0);
    expect(longest).toBeLessThanOrEqual(45 * 60);
    expect(longest).toBeGreaterThanOrEqual(40 * 60);
  });

  it('has numbers for those who ask, and cues within their step', () => {
    const numbers = oral.clarifying.filter(({ answer }) => /\d/.test(answer));
    expect(numbers.length).toBeGreaterThanOrEqual(4);
    for (const { prompts, band } of oral.phases) {
      for (const { at } of prompts) expect(at).toBeLessThan(band[1]);
    }
  });

  it('links to what is there', () => {
    for (const link of oral.links) expect(links).toContain(link);
  });

  it('has a model answer that is worked out, and still an answer', () => {
    const words = answer.trim().split(' ').length;
    expect(words).toBeGreaterThanOrEqual(1100);
    expect(words).toBeLessThanOrEqual(1400);
  });

  it('states the figures that its formulas yield', () => {
    expect(oral.sizing.length).toBeGreaterThanOrEqual(10);
    const known = new Map<string, number>();
    for (const { id: name, formula, said, tolerance } of oral.sizing) {
      const value = evaluate(formula, known);
      const stated = statedNumber(said) ?? NaN;
      known.set(name, value);
      expect(states(text, said), `${name}: nobody says ${said}`).toBe(true);
      const off = Math.abs(stated - value) / Math.abs(value);
      expect(off, `${name}: ${said}, but it is ${value}`).toBeLessThanOrEqual(tolerance);
    }
  });

  it('has no number in its outline that nobody says', () => {
    const numbers = outline.flatMap((say) => say.match(/\d+(?:,\d{3})*(?:\.\d+)?/g) ?? []);
    const all = new Set(text.match(/\d+(?:,\d{3})*(?:\.\d+)?/g));
    expect(numbers.filter((one) => !all.has(one))).toEqual([]);
  });
});
