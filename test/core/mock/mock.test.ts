import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Event, NewEvent } from '../../../src/core/events.ts';
import { Ledger } from '../../../src/core/ledger.ts';
import { composeMock, MOCK_MINUTES } from '../../../src/core/mock/compose.ts';
import { afterMock } from '../../../src/core/mock/next.ts';
import { mockElapsed, mockWith, placeInMock } from '../../../src/core/mock/place.ts';
import { scorecard, scorecardMarkdown } from '../../../src/core/mock/scorecard.ts';
import { minutesOfAll } from '../../../src/core/schedule/minutes.ts';
import { Schedule } from '../../../src/core/schedule/schedule.ts';
import { stamped } from '../arbitraries.ts';
import { attemptAt, DAY, exercise, indexWith, NOON } from '../schedule/exercises.ts';

const questions = Array.from({ length: 12 }, (_, i) =>
  exercise(`rapid-fire/q${i}`, 'rapid-fire', [i < 6 ? 'activations' : 'attention'], 1),
);
const coding = (id: string, item: string) => ({
  ...exercise(id, 'coding', [item], 20),
  mistakeTitles: { 'detach-missing': 'No detach' },
  noteIds: [],
  fileName: '',
});
const gan = coding('gan', 'generative');
const lstm = coding('lstm-cell', 'recurrent');
const dive = exercise('deep-dive/kv-cache', 'deep-dive', ['attention'], 4);
const unknown = exercise('unknown/rlhf', 'unknown', ['attention'], 4);
const board = exercise('whiteboard/gan', 'whiteboard', ['generative'], 7);
const index = indexWith([...questions, gan, lstm, dive, unknown, board]);

function scheduleOf(events: readonly Event[] = []) {
  return new Schedule(new Ledger(events), index.exercises, { retention: 0.9, interview: null });
}

const compose = (
  minutes: (typeof MOCK_MINUTES)[number],
  events: readonly Event[] = [],
  now = NOON,
) => composeMock(index, scheduleOf(events), { minutes, now, role: 'any', before: 0 });

const kindsOf = (ids: readonly string[]) =>
  ids.map((id) => index.exercises.find((one) => one.id === id)?.kind);

describe('the composition', () => {
  it('has a coding drill and rapid-fire always, more kinds the longer it is', () => {
    expect(new Set(kindsOf(compose(30)))).toEqual(new Set(['rapid-fire', 'coding']));
    expect(kindsOf(compose(45)).slice(-2)).toEqual(['coding', 'deep-dive']);
    expect(kindsOf(compose(60)).slice(-3)).toEqual(['coding', 'deep-dive', 'whiteboard']);
  });

  it('has a program to repair in every other interview, where there is one', () => {
    const debug = exercise('debug/gan', 'debug', [], 6);
    const more = indexWith([...index.exercises, debug]);
    const schedule = new Schedule(new Ledger([]), more.exercises, {
      retention: 0.9,
      interview: null,
    });
    const code = (before: number) =>
      composeMock(more, schedule, { minutes: 45, now: NOON, role: 'any', before }).at(-2);
    expect([code(0), code(1), code(2)]).toEqual([gan.id, debug.id, gan.id]);
    expect(
      composeMock(index, scheduleOf(), { minutes: 45, now: NOON, role: 'any', before: 1 }),
    ).toContain(gan.id);
  });

  it.each(MOCK_MINUTES)('fits %i minutes, and asks nothing twice', (minutes) => {
    const ids = compose(minutes);
    const exercises = index.exercises.filter(({ id }) => ids.includes(id));
    expect(minutesOfAll(exercises)).toBeLessThanOrEqual(minutes + 5);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('takes what is due before what is new, and what is weak before what is known', () => {
    const events = [...attemptAt(lstm.id, NOON, 1), ...attemptAt('rapid-fire/q7', NOON + 9e5, 1)];
    expect(compose(30, events, NOON + 2 * DAY)).toContain(lstm.id);
    expect(compose(30, events, NOON + 2 * DAY)[0]).toBe('rapid-fire/q7');
    expect(compose(30, attemptAt(gan.id, NOON, 4), NOON + DAY)).toContain(lstm.id);
  });

  it('leaves out what there is no content for', () => {
    const few = indexWith([gan]);
    const schedule = new Schedule(new Ledger(), few.exercises, { retention: 0.9, interview: null });
    expect(composeMock(few, schedule, { minutes: 60, now: NOON, role: 'any', before: 0 })).toEqual([
      'gan',
    ]);
  });
});

const session = 's';
const ids = ['rapid-fire/q0', 'gan'];
const begin: NewEvent = {
  ...{ kind: 'sitting-started', sitting: 'm', of: 'mock', exercises: ids, minutes: 30 },
};
const start = (attempt: string, drill: string, file: string | null): NewEvent[] => [
  {
    kind: 'attempt-started',
    attempt,
    exerciseId: drill,
    file,
    phase: 'answer',
    session,
    sittingId: 'm',
  },
  { kind: 'clock-resumed', attempt, session },
];
const finish = (attempt: string): NewEvent => ({ kind: 'attempt-finished', attempt, session });
const check: NewEvent = {
  ...{
    kind: 'checked',
    exerciseId: 'gan',
    attempt: 'b',
    file: '/gan.py',
    passed: false,
    checks: [],
  },
  ...{ mistakes: ['detach-missing'], durationMs: 1 },
};

/** One event a minute. */
function after(...events: readonly NewEvent[]) {
  const ledger = new Ledger([begin, ...events].map((one, i) => stamped(one, i, i * 60_000)));
  const sitting = ledger.sitting('m');
  if (!sitting) throw new Error('no sitting');
  return { ledger, sitting, place: placeInMock(sitting, ledger) };
}

describe('where an interview stands', () => {
  it('follows from its events', () => {
    expect(after().place).toEqual({ stage: 'ready', position: 0 });
    expect(after(...start('a', ids[0] ?? '', null)).place).toEqual({ stage: 'going', position: 0 });
    const second = [...start('a', ids[0] ?? '', null), finish('a')];
    expect(after(...second).place).toEqual({ stage: 'ready', position: 1 });
    const all = [...second, ...start('b', 'gan', '/gan.py'), finish('b')];
    expect(after(...all).place).toEqual({ stage: 'over', position: 2 });
  });

  it('is over when the user ends it', () => {
    const { place } = after({ kind: 'sitting-finished', sitting: 'm' });
    expect(place.stage).toBe('over');
  });

  it('hides answers until the end', () => {
    const going = after(...start('b', 'gan', '/gan.py'));
    expect(mockWith(going.ledger, 'gan')?.id).toBe('m');
    const over = after(...start('b', 'gan', '/gan.py'), { kind: 'sitting-finished', sitting: 'm' });
    expect(mockWith(over.ledger, 'gan')).toBeNull();
    expect(mockWith(new Ledger(), 'gan')).toBeNull();
  });

  it('has one clock above all, which never runs backwards', () => {
    const { sitting, ledger } = after(...start('a', ids[0] ?? '', null), finish('a'));
    expect(mockElapsed(sitting, ledger, 1e9)).toBe(60_000);
    fc.assert(
      fc.property(fc.nat(1e9), fc.nat(1e9), (one, other) => {
        const going = after(...start('a', ids[0] ?? '', null));
        const [from, to] = [Math.min(one, other), Math.max(one, other)];
        expect(mockElapsed(going.sitting, going.ledger, to)).toBeGreaterThanOrEqual(
          mockElapsed(going.sitting, going.ledger, from),
        );
      }),
    );
  });
});

describe('the scorecard', () => {
  const events = [
    ...start('a', ids[0] ?? '', null),
    { kind: 'point-ticked', attempt: 'a', point: 'one', on: true },
    finish('a'),
    ...start('b', 'gan', '/gan.py'),
    finish('b'),
    check,
    { kind: 'sitting-mistake', sitting: 'm', mistake: 'no-why', on: true },
  ] as const;

  it('tells the facts of each part', () => {
    const { sitting, ledger } = after(...events);
    const card = scorecard(sitting, ledger, index.exercises, () => ({}));
    expect(card.parts.map(({ passed, said }) => [passed, said])).toEqual([
      [null, 1],
      [false, 0],
    ]);
    expect(card.parts[1]?.mistakes).toEqual(['No detach']);
    expect([...sitting.mistakes]).toEqual(['no-why']);
  });

  it('is a text that says the same, also of what was not reached', () => {
    const { sitting, ledger } = after(...start('a', ids[0] ?? '', null), finish('a'));
    const card = scorecard(sitting, ledger, index.exercises, () => ({}));
    const schedule = new Schedule(ledger, index.exercises, { retention: 0.9, interview: null });
    const next = afterMock(sitting, index, ledger, schedule, {
      now: NOON,
      role: 'any',
      plan: null,
    });
    const text = scorecardMarkdown(card, ['What without why'], next);
    expect(text).toContain('### gan (coding drill)\n\nNot reached.');
    expect(text).toContain('Points said: 0 of 3');
    expect(text).toContain('- What without why');
    expect(text).toMatch(/## Practise next\n\n- /);
  });

  it('names first what went worst', () => {
    const felt: NewEvent = { kind: 'attempt-rated', attempt: 'a', rating: 2 };
    const { sitting, ledger } = after(...events, felt);
    const schedule = new Schedule(ledger, index.exercises, { retention: 0.9, interview: null });
    const next = afterMock(sitting, index, ledger, schedule, {
      now: NOON,
      role: 'any',
      plan: null,
    });
    expect(next[0]?.exercises).toEqual([gan]);
    expect(next[1]?.exercises.map(({ id }) => id)).toEqual([ids[0]]);
    expect(next.length).toBeLessThanOrEqual(3);
  });
});
