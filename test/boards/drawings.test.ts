/** Every drawing, by script or by mouse: fair ones are not faulted, each fault is named. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reviewDrawing } from '../../src/review/board/review.ts';
import { FINDINGS, type Finding, type FindingId } from '../../src/core/drawing-review.ts';
import { pack } from '../built-in-pack.ts';
import { ROOT } from '../python.ts';
import { drawingsOf } from './corpus.ts';

const { boards } = pack;

describe.each(boards.map(({ board }) => board))('$id', ({ id, spec }) => {
  const { good, faults } = drawingsOf(id.replace('whiteboard/', ''));

  const findings = (text: string): readonly Finding[] => {
    const review = reviewDrawing(text, spec);
    if (review.kind === 'refused') throw new Error(review.say);
    return review.findings;
  };
  const told = (found: readonly Finding[]): string[] => found.map((one) => `${one.id}: ${one.say}`);

  it('has at least fifteen drawings', () => {
    expect(good.size + faults.size).toBeGreaterThanOrEqual(15);
  });

  it('finds nothing to mend in its reference', () => {
    const text = readFileSync(join(ROOT, 'drills', id, 'reference.excalidraw'), 'utf8');
    const review = reviewDrawing(text, spec);
    expect(review.kind === 'review' ? told(review.findings) : review.say).toEqual([]);
    expect(review.kind === 'review' ? review.unread : []).toEqual([]);
  });

  it.each([...good])('faults nothing in the good %s', (_, text) => {
    expect(told(findings(text).filter((one) => one.severity === 'error'))).toEqual([]);
  });

  it.each([...faults])('names %s, and no other error', (name, text) => {
    const fault = name.split('.')[0] as FindingId;
    expect(Object.keys(FINDINGS)).toContain(fault);
    const found = findings(text);
    expect(told(found).join('\n')).toContain(`${fault}: `);
    expect(told(found.filter((one) => one.severity === 'error' && one.id !== fault))).toEqual([]);
  });
});
