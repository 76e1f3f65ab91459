import { expect, it } from 'vitest';
import type { ExerciseSummary } from '../../src/core/content.ts';
import type { Kind } from '../../src/core/kinds.ts';
import { outdatedOf } from '../../src/core/outdated.ts';
import { exercise } from './schedule/exercises.ts';

const NOW = new Date(2026, 10, 29);

function checked(id: string, when?: string, kind: Kind = 'rapid-fire'): ExerciseSummary {
  return { ...exercise(id, kind, []), ...(when === undefined ? {} : { checked: when }) };
}

const ids = (all: readonly ExerciseSummary[], months: number): readonly string[] =>
  outdatedOf(all, NOW, months).map(({ id }) => id);

it('lists what was never checked, then what was checked too long ago, oldest first', () => {
  const all = [
    ...[checked('fresh', '2026-11'), checked('a-year', '2025-11'), checked('older', '2025-10')],
    ...[checked('never', undefined, 'deep-dive'), checked('oldest', '2024-12', 'system-design')],
  ];
  expect(ids(all, 12)).toEqual(['never', 'oldest', 'older']);
  expect(ids(all, 11)).toEqual(['never', 'oldest', 'older', 'a-year']);
  expect(ids(all, 0)).not.toContain('fresh');
});

it('keeps the order of the content within a month, and leaves out what says no date by its kind', () => {
  const all = [
    checked('b', '2024-01'),
    checked('a', '2024-01'),
    checked('gan', undefined, 'coding'),
  ];
  expect(ids(all, 12)).toEqual(['b', 'a']);
});
