/** What unknown questions must keep, besides their schema. */
import { describe, expect, it } from 'vitest';
import { indexOf } from '../../src/core/pack.ts';
import { linkOf } from '../../src/core/content.ts';
import { pack } from '../built-in-pack.ts';
import { spokenSeconds } from './spoken.ts';

const unknown = pack.orals.filter(({ oral }) => oral.kind === 'unknown').map(({ oral }) => oral);
const papers = unknown.filter(({ id }) => id.startsWith('unknown/paper-'));
const links = new Set(indexOf(pack).exercises.map(linkOf));

it('there are at least ten topics, and papers that nobody is expected to have read', () => {
  expect(unknown.length - papers.length).toBeGreaterThanOrEqual(10);
  expect(papers.length).toBeGreaterThanOrEqual(3);
});

describe.each(unknown.map((oral) => [oral.id, oral] as const))('%s', (_id, oral) => {
  it('can be spoken step by step', () => {
    for (const { answer, band } of oral.phases) {
      expect(spokenSeconds(answer)).toBeLessThanOrEqual(band[1]);
      expect(spokenSeconds(answer)).toBeGreaterThanOrEqual(band[0] * 0.6);
    }
  });

  it('says what an answer at the surface contains, and admits its limits', () => {
    expect(oral.surface).not.toBeNull();
    expect(oral.wrong).not.toBeNull();
    expect(oral.phases.at(-1)?.id).toBe('limits');
  });

  it('links to what is there', () => {
    for (const link of oral.links) expect(links).toContain(link);
  });
});
