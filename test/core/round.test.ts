/** Rapid-fire rounds as folds of the history. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NewEvent } from '../../src/core/events.ts';
import { Ledger } from '../../src/core/ledger.ts';
import {
  answerIn,
  attemptIn,
  chooseRound,
  openRound,
  placeInRound,
  ROUND,
  roundSize,
  shouldRepeat,
  type RoundPlace,
} from '../../src/core/round.ts';
import { anyEvent, history, stamped } from './arbitraries.ts';
import { attemptAt, DAY, exercise, NOON } from './schedule/exercises.ts';
import { relu } from '../oral-content.ts';

const ids = ['a', 'b', 'c', 'd', 'e'].map((name) => `rapid-fire/${name}`);
const [a = '', b = '', c = '', d = '', e = ''] = ids;
const questions = ids.map((id) => exercise(id, 'rapid-fire', []));
const others = [exercise('gan', 'coding', []), exercise('deep-dive/kv', 'deep-dive', [])];

describe('the choice of a round', () => {
  it('takes what is due, then what is new, then what was answered longest ago', () => {
    const ledger = new Ledger([
      ...attemptAt(a, NOON, 3),
      ...attemptAt(c, NOON - 5 * DAY, 4),
      ...attemptAt(e, NOON - 9 * DAY, 2),
    ]);
    const all = [...others, ...questions];
    expect(chooseRound(all, ledger, 10, ['gan', a])).toEqual([a, b, d, e, c]);
    expect(chooseRound(all, ledger, 10)).toEqual([b, d, e, c, a]);
    expect(chooseRound(all, ledger, 3, [c, a])).toEqual([c, a, b]);
  });

  it('holds a question that was begun and not answered for new', () => {
    const [started] = attemptAt(a, NOON, 3);
    const ledger = new Ledger([...(started ? [started] : []), ...attemptAt(b, NOON, 3)]);
    expect(chooseRound(questions, ledger, 2)).toEqual([a, c]);
  });

  it('has each question once, none of another kind, and as many as there are', () => {
    const known = fc.constantFrom(...ids, 'gan', 'deep-dive/kv', 'unheard-of');
    fc.assert(
      fc.property(fc.array(known), fc.array(known), fc.nat(8), (seen, due, size) => {
        const ledger = new Ledger(seen.flatMap((id, i) => attemptAt(id, NOON - i * DAY, 3)));
        const round = chooseRound([...others, ...questions], ledger, size, due);
        expect(new Set(round).size).toBe(round.length);
        expect(round).toHaveLength(Math.min(size, ids.length));
        for (const id of round) expect(ids).toContain(id);
        const dueFirst = [...new Set(due.filter((id) => ids.includes(id)))].slice(0, size);
        expect(round.slice(0, dueFirst.length)).toEqual(dueFirst);
      }),
    );
  });

  it('has a sensible number of questions, whatever the setting says', () => {
    expect([0, 3, 7.4, 20, 99, NaN, Infinity].map(roundSize)).toEqual([3, 3, 7, 20, 20, 10, 10]);
    expect(roundSize(ROUND.usual)).toBe(ROUND.usual);
  });
});

/** A ledger that has seen these events, a second apart. */
function after(...events: readonly NewEvent[]): Ledger {
  return new Ledger(events.map((event, i) => stamped(event, i, NOON + i * 1000)));
}

const session = 's';
const begun: NewEvent = {
  kind: 'sitting-started',
  sitting: 'r',
  of: 'round',
  exercises: [a, b],
  minutes: null,
};
const asks = (drill: string, attempt = `at-${drill}`): readonly NewEvent[] => [
  {
    kind: 'attempt-started',
    attempt,
    exerciseId: drill,
    file: null,
    phase: 'answer',
    session,
    sittingId: 'r',
  },
  { kind: 'clock-resumed', attempt, session },
];
const reveals = (drill: string): NewEvent => ({
  kind: 'answer-revealed',
  attempt: `at-${drill}`,
});
const rates = (drill: string, rating: 1 | 2 | 3 | 4): readonly NewEvent[] => [
  { kind: 'attempt-rated', attempt: `at-${drill}`, rating },
  { kind: 'attempt-finished', attempt: `at-${drill}`, session },
];

function placeOf(ledger: Ledger): RoundPlace {
  const sitting = ledger.sitting('r');
  if (!sitting) throw new Error('no round');
  return placeInRound(sitting, ledger);
}

describe('where a round stands', () => {
  it('goes from question to reveal to rating to the next, and ends after the last', () => {
    const steps: [NewEvent[], RoundPlace][] = [
      [[begun], { stage: 'ready', position: 0 }],
      [[...asks(a)], { stage: 'asking', position: 0 }],
      [[{ kind: 'clock-paused', attempt: `at-${a}`, session }], { stage: 'asking', position: 0 }],
      [[reveals(a)], { stage: 'revealed', position: 0 }],
      [[...rates(a, 3)], { stage: 'ready', position: 1 }],
      [[...asks(b), reveals(b)], { stage: 'revealed', position: 1 }],
      [[...rates(b, 1)], { stage: 'over', position: 2 }],
    ];
    const seen: NewEvent[] = [];
    for (const [events, place] of steps) {
      seen.push(...events);
      expect(placeOf(after(...seen))).toEqual(place);
    }
  });

  it('is over when the user ends it, and keeps what was answered', () => {
    const ledger = after(begun, ...asks(a), reveals(a), ...rates(a, 4), {
      kind: 'sitting-finished',
      sitting: 'r',
    });
    expect(placeOf(ledger)).toEqual({ stage: 'over', position: 1 });
    const sitting = ledger.sitting('r');
    expect(sitting && attemptIn(sitting, ledger, a)?.rating).toBe(4);
    expect(openRound(ledger)).toBeNull();
  });

  it('waits for a rating when the clock was finished from outside', () => {
    const ledger = after(begun, ...asks(a), {
      kind: 'attempt-finished',
      attempt: `at-${a}`,
      session,
    });
    expect(placeOf(ledger).stage).toBe('revealed');
  });

  it('can be gone on with when it was begun and has more than one question', () => {
    expect(openRound(after(begun))).toBeNull();
    expect(openRound(after(begun, ...asks(a)))?.id).toBe('r');
    expect(openRound(after({ ...begun, exercises: [a] }, ...asks(a)))).toBeNull();
    expect(openRound(after({ ...begun, of: 'mock' }, ...asks(a)))).toBeNull();
  });

  it('is somewhere, whatever the history holds', () => {
    fc.assert(
      fc.property(history(anyEvent), (events) => {
        const ledger = new Ledger(events);
        for (const sitting of ledger.allSittings()) {
          const { stage, position } = placeInRound(sitting, ledger);
          expect(position).toBeLessThanOrEqual(sitting.exercises.length);
          if (position === sitting.exercises.length) expect(stage).toBe('over');
        }
      }),
    );
  });
});

describe('what an answer showed', () => {
  const clock = { ...newClockOf(45_000) };
  const [first = '', second = ''] = relu.phases[0]?.outline.map(({ id }) => id) ?? [];

  it('tells the time against its band and the points that were not said', () => {
    const answer = answerIn(relu, { clock, points: [first], rating: 3 });
    expect(answer).toMatchObject({ ms: 45_000, place: 'within', points: 3, rating: 3 });
    expect(answer?.missed.map(({ id }) => id)).toEqual([second, 'variants']);
    expect(answerIn(relu, { clock, points: [], rating: null })).toBeNull();
    expect(answerIn(relu, undefined)).toBeNull();
  });

  it('is to be repeated when it felt hard or most of it was missing', () => {
    const repeat = (rating: number, points: string[]): boolean => {
      const answer = answerIn(relu, { clock, points, rating });
      return answer !== null && shouldRepeat(answer);
    };
    expect(repeat(2, [first, second, 'variants'])).toBe(true);
    expect(repeat(4, [first])).toBe(true);
    expect(repeat(3, [first, second])).toBe(false);
  });
});

function newClockOf(ms: number) {
  return {
    phase: 'answer',
    since: null,
    session: null,
    spent: { answer: ms },
    started: true,
    finished: true,
    aways: [],
  };
}
