import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { totalElapsed } from '../../src/core/clock.ts';
import type { NewEvent } from '../../src/core/events.ts';
import { Ledger, type Attempt } from '../../src/core/ledger.ts';
import { anyEvent, history, stamped } from './arbitraries.ts';

const NAMES = ['a', 'b', 'c', '__proto__', 'toString', 'constructor'];

const started = (attempt: string, drill: string): NewEvent => ({
  kind: 'attempt-started',
  attempt,
  exerciseId: drill,
  file: `/${drill}.py`,
  phase: 'narrate',
  session: 's',
});
const resumed = (attempt: string): NewEvent => ({ kind: 'clock-resumed', attempt, session: 's' });
const finished = (attempt: string): NewEvent => ({
  kind: 'attempt-finished',
  attempt,
  session: 's',
});
const checked = (drill: string, attempt: string | null, ...mistakes: string[]): NewEvent => ({
  kind: 'checked',
  exerciseId: drill,
  attempt,
  file: `/${drill}.py`,
  passed: mistakes.length === 0,
  checks: [],
  mistakes,
  durationMs: 1,
});
const felt = (attempt: string): NewEvent => ({ kind: 'attempt-rated', attempt, rating: 4 });
const ticked = (item: string, on: boolean): NewEvent => ({ kind: 'item-ticked', item, on });

/** The ledger after the events, one each second from 0 on. */
function after(...events: readonly NewEvent[]): Ledger {
  return new Ledger(events.map((event, order) => stamped(event, order, order * 1000)));
}

function allAttempts(ledger: Ledger): Attempt[] {
  return NAMES.flatMap((id) => ledger.attempt(id) ?? []);
}

describe('the ledger after any history', () => {
  it('lets at most one clock run, and it is the current one', () => {
    fc.assert(
      fc.property(history(anyEvent), (events) => {
        const ledger = new Ledger(events);
        const running = allAttempts(ledger).filter(({ clock }) => clock.since !== null);
        expect(running.length).toBeLessThanOrEqual(1);
        for (const attempt of running) expect(ledger.current()).toBe(attempt);
        expect(ledger.current()?.clock.finished ?? false).toBe(false);
      }),
    );
  });

  it('answers every question about anything', () => {
    fc.assert(
      fc.property(history(anyEvent), (events) => {
        const ledger = new Ledger(events);
        for (const name of NAMES) {
          const drill = ledger.drill(name);
          expect(new Set(drill.attempts).size).toBe(drill.attempts.length);
          expect(drill.attempts[0] ?? null).toBe(ledger.latest(name));
          expect(drill.bestMs ?? 0).toBeGreaterThanOrEqual(0);
          expect(['open', 'ticked', 'earned']).toContain(ledger.item(name, NAMES));
          expect(ledger.madeBefore(name, name, null)?.times ?? 1).toBeGreaterThan(0);
        }
      }),
    );
  });

  it('is the same however the history is cut into parts, and changes no event and no earlier answer', () => {
    fc.assert(
      fc.property(history(anyEvent), fc.nat(40), (events, cut) => {
        const frozen = structuredClone(events);
        const ledger = new Ledger(events.slice(0, cut));
        const earlier = allAttempts(ledger);
        const copy = structuredClone(earlier);
        for (const event of events.slice(cut)) ledger.apply(event);
        expect(ledger).toEqual(new Ledger(frozen));
        expect(events).toEqual(frozen);
        expect(earlier).toEqual(copy);
      }),
    );
  });
});

describe('the progress of a drill', () => {
  it('is what it would be if nobody had asked before', () => {
    fc.assert(
      fc.property(history(anyEvent), (events) => {
        const asked = new Ledger();
        const progress = (ledger: Ledger) => NAMES.map((id) => ledger.drill(id));
        for (const [at, event] of events.entries()) {
          asked.apply(event);
          expect(progress(asked)).toEqual(progress(new Ledger(events.slice(0, at + 1))));
        }
      }),
    );
  });
});

describe('attempts', () => {
  it('end when a new one of the same drill begins', () => {
    const ledger = after(started('a', 'gan'), resumed('a'), started('b', 'gan'));
    expect(ledger.attempt('a')?.clock).toMatchObject({ finished: true, spent: { narrate: 1000 } });
    expect(ledger.current()?.id).toBe('b');
    expect(ledger.drill('gan').attempts.map(({ id }) => id)).toEqual(['b', 'a']);
  });

  it('of another drill only stop, and come back when resumed', () => {
    const both = [started('a', 'gan'), resumed('a'), started('b', 'lstm'), resumed('b')];
    expect(after(...both).attempt('a')?.clock).toMatchObject({ since: null, finished: false });
    const back = after(...both, resumed('a'));
    expect(back.current()?.id).toBe('a');
    expect(back.attempt('b')?.clock).toMatchObject({ since: null, spent: { narrate: 1000 } });
    expect(after(...both, finished('b')).current()).toBeNull();
  });

  it('are begun once, however often it is written', () => {
    const ledger = after(started('a', 'gan'), resumed('a'), started('a', 'gan'));
    expect(ledger.drill('gan').attempts).toHaveLength(1);
    expect(ledger.attempt('a')?.clock.since).toBe(1000);
  });

  it('keep what was ticked, opened, felt and checked', () => {
    const ledger = after(
      started('a', 'gan'),
      { kind: 'point-ticked', attempt: 'a', point: 'x', on: true },
      { kind: 'point-ticked', attempt: 'a', point: 'y', on: true },
      { kind: 'point-ticked', attempt: 'a', point: 'x', on: false },
      { kind: 'hint-opened', attempt: 'a', hint: 0 },
      { kind: 'attempt-rated', attempt: 'a', rating: 3 },
      checked('gan', 'a', 'detach-missing'),
      checked('gan', 'a'),
      checked('gan', 'a'),
    );
    expect(ledger.attempt('a')).toMatchObject({
      points: new Set(['y']),
      hints: new Set([0]),
      rating: 3,
      passedAt: 7000,
      lastCheck: { passed: true },
    });
  });
});

describe('drills', () => {
  it('are new, in progress, then passed for good', () => {
    expect(after().drill('gan').state).toBe('new');
    expect(after(checked('gan', null, 'raises')).drill('gan').state).toBe('in-progress');
    const passed = after(started('a', 'gan'), checked('gan', 'a'), checked('gan', 'a', 'raises'));
    expect(passed.drill('gan')).toMatchObject({ state: 'passed', lastCheck: { passed: false } });
  });

  it('have the time of the fastest attempt that passed and was finished', () => {
    const attempt = (id: string, pauses: number, ...mistakes: string[]): NewEvent[] => [
      started(id, 'gan'),
      resumed(id),
      ...Array.from({ length: pauses }, () => ticked('x', true)),
      checked('gan', id, ...mistakes),
      finished(id),
    ];
    const ledger = after(
      ...attempt('slow', 6),
      ...attempt('fast', 3),
      ...attempt('failed', 0, 'raises'),
      started('open', 'gan'),
      checked('gan', 'open'),
    );
    expect(ledger.drill('gan').bestMs).toBe(5000);
    expect(totalElapsed(ledger.attempt('slow')?.clock ?? never(), 0)).toBe(8000);
  });

  it('remember in how many other attempts a mistake was made', () => {
    const ledger = after(
      checked('gan', 'a', 'raises'),
      checked('gan', 'a', 'raises'),
      checked('gan', 'b', 'raises', 'times-out'),
      checked('gan', null, 'raises'),
    );
    expect(ledger.madeBefore('gan', 'raises', null)).toEqual({ times: 3, last: 3000 });
    expect(ledger.madeBefore('gan', 'times-out', 'b')).toBeNull();
    expect(ledger.madeBefore('lstm-cell', 'raises', null)).toBeNull();
  });

  it('count a drawing as passed when a review finds no error, not when it only felt well', () => {
    const drill = 'whiteboard/u-net';
    const begun = [started('a', drill), finished('a'), felt('a')];
    const reviewed = (passed: boolean, ...findings: string[]): NewEvent => ({
      kind: 'drawing-reviewed',
      attempt: 'a',
      passed,
      findings,
    });
    expect(after(...begun).drill(drill).state).toBe('in-progress');
    const failed = after(...begun, reviewed(false, 'skip-missing'));
    expect(failed.drill(drill).state).toBe('in-progress');
    expect(failed.earners('whiteboard', [drill])).toEqual([]);
    const ledger = after(...begun, reviewed(false, 'skip-missing'), reviewed(true));
    expect(ledger.drill(drill).state).toBe('passed');
    expect(ledger.earners('whiteboard', [drill])).toEqual([drill]);
    expect(ledger.attempt('a')?.reviews.map(({ passed }) => passed)).toEqual([false, true]);
    expect(ledger.attempt('a')?.passedAt).toBe(4000);
  });
});

describe('checklist items', () => {
  const pass = checked('gan', null);
  const reset: NewEvent = { kind: 'checklist-reset' };

  it.each([
    ['open', []],
    ['ticked', [ticked('x', true)]],
    ['open', [ticked('x', true), ticked('x', false)]],
    ['earned', [pass]],
    ['earned', [ticked('x', true), pass]],
    ['open', [pass, ticked('x', false)]],
    ['earned', [pass, ticked('x', false), pass]],
    ['earned', [pass, ticked('x', false), ticked('x', true)]],
    ['open', [pass, ticked('x', true), reset]],
    ['ticked', [pass, reset, ticked('x', true)]],
    ['earned', [reset, pass]],
  ] as const)('are %s as the last of pass, tick and reset says', (state, events) => {
    expect(after(...events).item('x', ['gan'])).toBe(state);
  });

  it('name only the drills that earn them now', () => {
    const ledger = after(pass, reset, checked('lstm-cell', null));
    expect(ledger.earners('x', ['gan', 'lstm-cell'])).toEqual(['lstm-cell']);
  });
});

function never(): never {
  throw new Error('missing');
}
