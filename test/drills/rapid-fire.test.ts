/** What a round of rapid-fire questions must keep, besides its schema. */
import { describe, expect, it } from 'vitest';
import { indexOf } from '../../src/core/pack.ts';
import { linkOf } from '../../src/core/content.ts';
import { TOPICS } from '../../src/core/demand.ts';
import { pack } from '../built-in-pack.ts';
import { spokenSeconds, spokenWords } from './spoken.ts';

const index = indexOf(pack);
const all = pack.orals.filter(({ oral }) => oral.kind === 'rapid-fire');
const ROUND = 20;
/** Most words of an answer by the end of its band in seconds, at 130 words a minute. */
const MOST_WORDS: Record<number, number> = { 45: 95, 60: 130 };
const round = all.filter(({ order }) => order <= ROUND);
describe('the round of twenty', () => {
  it('is twenty, in an order of their own, with a bank of at least forty behind it', () => {
    expect(round.map(({ order }) => order)).toEqual(Array.from({ length: ROUND }, (_, i) => i + 1));
    const bank = all.filter(({ order }) => order > 100);
    expect(bank.length).toBeGreaterThanOrEqual(40);
    expect(bank.length + round.length).toBe(all.length);
    expect(new Set(all.map(({ order }) => order)).size).toBe(all.length);
  });

  it('covers every item of the checklist', () => {
    const covered = new Set(round.flatMap(({ summary }) => summary.items));
    expect([...covered].sort()).toEqual(index.checklist.map(({ id }) => id).sort());
  });

  it('asks nothing twice', () => {
    expect(new Set(all.map(({ summary }) => summary.question)).size).toBe(all.length);
    expect(new Set(all.map(({ summary }) => summary.title)).size).toBe(all.length);
  });
});

it('puts what is counted under one of our topics', () => {
  const counted = all.filter(({ summary }) => summary.asked !== undefined);
  expect(counted.length).toBeGreaterThan(50);
  for (const { summary } of counted) expect(TOPICS).toContain(summary.topic);
});

describe.each(all.map(({ oral }) => [oral.id, oral] as const))('%s', (_id, oral) => {
  it('can be spoken within its band, by a slow speaker too', () => {
    for (const { answer, band } of oral.phases) {
      expect(MOST_WORDS).toHaveProperty(String(band[1]));
      expect(spokenWords(answer)).toBeLessThanOrEqual(MOST_WORDS[band[1]] ?? 0);
      expect(spokenSeconds(answer)).toBeGreaterThanOrEqual(band[0] * 0.8);
    }
  });

  it('says what is wrong with the answer heard most, and asks on', () => {
    expect(oral.wrong).not.toBeNull();
    expect(oral.followUps).toHaveLength(1);
  });

  it('links to what is there', () => {
    const known = new Set(index.exercises.map(linkOf));
    for (const link of oral.links) expect(known).toContain(link);
  });
});
