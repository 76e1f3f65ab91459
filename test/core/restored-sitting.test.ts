import { describe, expect, it } from 'vitest';
import type { NewEvent } from '../../src/core/events.ts';
import { Ledger } from '../../src/core/ledger.ts';
import { restoredSitting } from '../../src/core/restored-sitting.ts';
import { stamped } from './arbitraries.ts';
import { exercise, indexWith } from './schedule/exercises.ts';

const index = indexWith([exercise('rapid-fire/relu', 'rapid-fire', [])]);

function started(sitting: string, of: 'mock' | 'round', exercises: string[]): NewEvent {
  return { kind: 'sitting-started', sitting, of, exercises, minutes: 30 };
}

function ledgerOf(...events: readonly NewEvent[]): Ledger {
  return new Ledger(events.map((event, at) => stamped(event, at, at * 1000)));
}

describe('after a reload', () => {
  const relu = ['rapid-fire/relu'];
  const ledger = ledgerOf(
    started('before', 'mock', relu),
    { kind: 'sitting-finished', sitting: 'before' },
    started('open', 'mock', relu),
    started('round', 'round', relu),
  );
  const restored = (of: 'mock' | 'round', id: string | null, from = ledger) =>
    restoredSitting(index, from, of, id);

  it('a page shows what it remembers, finished or not', () => {
    expect(restored('mock', 'before')).toBe('before');
    expect(restored('mock', 'open')).toBe('open');
    expect(restored('round', 'round')).toBe('round');
  });

  it('a page that remembers nothing shows what is open', () => {
    expect(restored('mock', null)).toBe('open');
    expect(restored('round', null)).toBe('round');
    expect(restored('mock', 'forgotten')).toBe('open');
  });

  it('nothing is shown of another kind, that is over, or whose exercises are gone', () => {
    const over = ledgerOf(started('m', 'mock', relu), { kind: 'sitting-finished', sitting: 'm' });
    expect(restored('mock', null, over)).toBeNull();
    expect(restored('round', 'm', over)).toBeNull();
    expect(restored('mock', 'm', ledgerOf(started('m', 'mock', ['gone'])))).toBeNull();
  });
});
