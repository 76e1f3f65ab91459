/** Every drawing in these folders, by script or by mouse: fair ones are not faulted, each fault is named. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPack } from '../../src/content/pack.ts';
import { reviewDrawing } from '../../src/core/board/review.ts';
import { FINDINGS, type Finding, type FindingId } from '../../src/core/board/review-types.ts';
import { ROOT } from '../python.ts';

const { boards } = readPack(join(ROOT, 'drills'));

function filesIn(...path: string[]): string[] {
  const folder = join(import.meta.dirname, ...path);
  return existsSync(folder)
    ? readdirSync(folder).filter((name) => name.endsWith('.excalidraw'))
    : [];
}

describe.each(boards.map(({ board }) => board))('$id', ({ id, spec }) => {
  const name = id.replace('whiteboard/', '');
  const good = filesIn(name, 'good');
  const faults = filesIn(name, 'faults');

  const findings = (...path: string[]): readonly Finding[] => {
    const review = reviewDrawing(
      readFileSync(join(import.meta.dirname, name, ...path), 'utf8'),
      spec,
    );
    if (review.kind === 'refused') throw new Error(review.say);
    return review.findings;
  };
  const told = (found: readonly Finding[]): string[] => found.map((one) => `${one.id}: ${one.say}`);

  it('has at least fifteen drawings', () => {
    expect(good.length + faults.length).toBeGreaterThanOrEqual(15);
  });

  it('finds nothing to mend in its reference', () => {
    const text = readFileSync(join(ROOT, 'drills', id, 'reference.excalidraw'), 'utf8');
    const review = reviewDrawing(text, spec);
    expect(review.kind === 'review' ? told(review.findings) : review.say).toEqual([]);
    expect(review.kind === 'review' ? review.unread : []).toEqual([]);
  });

  it.each(good)('faults nothing in good/%s', (file) => {
    expect(told(findings('good', file).filter((one) => one.severity === 'error'))).toEqual([]);
  });

  it.each(faults)('names faults/%s, and no other error', (file) => {
    const fault = file.split('.')[0] as FindingId;
    expect(Object.keys(FINDINGS)).toContain(fault);
    const found = findings('faults', file);
    expect(told(found).join('\n')).toContain(`${fault}: `);
    expect(told(found.filter((one) => one.severity === 'error' && one.id !== fault))).toEqual([]);
  });
});
