/** What design tasks must keep, besides their schema. */
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPack } from '../../src/content/pack.ts';
import { indexOf } from '../../src/core/pack.ts';
import { linkOf } from '../../src/core/content.ts';

const pack = readPack(resolve(import.meta.dirname, '../../drills'));
const designs = pack.orals.filter(({ oral }) => oral.kind === 'system-design');
const links = new Set(indexOf(pack).exercises.map(linkOf));

it('there are at least six, the two classics first', () => {
  expect(designs.length).toBeGreaterThanOrEqual(6);
  expect(designs.slice(0, 2).map(({ oral }) => oral.id)).toEqual([
    'system-design/hate-speech',
    'system-design/product-recommendation',
  ]);
});

describe.each(designs.map(({ oral }) => [oral.id, oral] as const))('%s', (_id, oral) => {
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
});
