/** What deep dives must keep, besides their schema: they can be spoken, and they check in with the interviewer. */
import { describe, expect, it } from 'vitest';
import { indexOf } from '../../src/core/pack.ts';
import { linkOf } from '../../src/core/content.ts';
import { pack } from '../built-in-pack.ts';
import { spokenSeconds } from './spoken.ts';

const dives = pack.orals.filter(({ oral }) => oral.kind === 'deep-dive');
const links = new Set(indexOf(pack).exercises.map(linkOf));

it('there are at least eighteen, each in a place of its own', () => {
  expect(dives.length).toBeGreaterThanOrEqual(18);
  expect(new Set(dives.map(({ order }) => order)).size).toBe(dives.length);
});

describe.each(dives.map(({ oral }) => [oral.id, oral] as const))('%s', (_id, oral) => {
  it('can be spoken phase by phase, in three to five minutes', () => {
    for (const { answer, band } of oral.phases) {
      expect(spokenSeconds(answer)).toBeLessThanOrEqual(band[1]);
    }
    const whole = oral.phases.reduce((sum, { answer }) => sum + spokenSeconds(answer), 0);
    expect(whole).toBeGreaterThanOrEqual(150);
    expect(whole).toBeLessThanOrEqual(300);
  });

  it('checks in with the interviewer, and cues come within their phase', () => {
    const checkIn = oral.phases.find(({ id }) => id === 'check-in');
    expect(checkIn?.prompts.length).toBeGreaterThan(0);
    for (const { prompts, band } of oral.phases) {
      for (const { at } of prompts) expect(at).toBeLessThan(band[1]);
    }
  });

  it('links to what is there', () => {
    for (const link of oral.links) expect(links).toContain(link);
  });
});
