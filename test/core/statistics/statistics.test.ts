import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Event, NewEvent } from '../../../src/core/events.ts';
import { Ledger } from '../../../src/core/ledger.ts';
import { Schedule } from '../../../src/core/schedule/schedule.ts';
import { dayOf } from '../../../src/core/schedule/days.ts';
import { DAYS, streak } from '../../../src/core/statistics/days.ts';
import { attemptsCsv, mistakeText, reportMarkdown } from '../../../src/core/statistics/report.ts';
import { statistics } from '../../../src/core/statistics/statistics.ts';
import { anyEvent, history, stamped } from '../arbitraries.ts';
import { attemptAt, DAY, exercise, indexWith, NOON } from '../schedule/exercises.ts';

const relu = exercise('rapid-fire/relu', 'rapid-fire', ['activations'], 1);
const gan = {
  ...exercise('gan', 'coding', ['generative'], 20),
  mistakeTitles: { detach: 'No detach' },
  noteIds: [],
  fileName: 'gan.py',
  phases: [
    { id: 'answer', title: 'Explain', band: [60, 120] as const },
    { id: 'code', title: 'Code', band: [900, 1500] as const },
  ],
};
const index = indexWith([relu, gan]);

function of(events: readonly Event[], now = NOON, interview: number | null = null) {
  const ledger = new Ledger(events);
  const retention = 0.9;
  const schedule = new Schedule(ledger, index.exercises, { retention, interview });
  return statistics({
    index,
    ledger,
    schedule,
    now,
    interview,
    retention,
    minutesADay: 45,
    role: 'any',
  });
}

/** An attempt at the GAN in which the mistake was made, or not. */
function ganAt(at: number, mistake: boolean): Event[] {
  const attempt = `gan@${at}`;
  const events: NewEvent[] = [
    ...[
      { kind: 'attempt-started', attempt, exerciseId: 'gan', file: '/g', phase: 'answer' } as const,
    ].map((one) => ({ ...one, session: 's' })),
    { kind: 'clock-resumed', attempt, session: 's' },
    {
      ...{ kind: 'checked', exerciseId: 'gan', attempt, file: '/g', passed: !mistake, checks: [] },
      ...{ mistakes: mistake ? ['detach'] : [], durationMs: 1 },
    },
    { kind: 'attempt-finished', attempt, session: 's' },
  ];
  return events.map((event, i) => stamped(event, at + i, at + i * 60_000));
}

describe('statistics', () => {
  it('look right for nothing, and for one event', () => {
    const none = of([]);
    expect(none).toMatchObject({ attempts: 0, minutes: 0, mistakes: [], rapid: [], phases: [] });
    expect(none.days).toHaveLength(DAYS);
    expect(none.readiness.map(({ now }) => now)).toEqual([0, 0]);
    const tick = stamped({ kind: 'item-ticked', item: 'lora', on: true }, 0, NOON);
    expect(of([tick])).toEqual(none);
    expect(reportMarkdown(none)).toContain('None named yet.');
  });

  it('say when a mistake was made last, and how many attempts were free of it since', () => {
    const events = [
      ...ganAt(NOON, true),
      ...ganAt(NOON + DAY, true),
      ...ganAt(NOON + 2 * DAY, false),
    ];
    const [mistake] = of(events, NOON + 3 * DAY).mistakes;
    expect(mistake).toMatchObject({
      title: 'No detach',
      times: 2,
      since: 1,
      day: dayOf(NOON + DAY),
    });
    if (!mistake) throw new Error('no mistake');
    expect(mistakeText(mistake, '3 November')).toBe(
      'Twice, but not since 3 November (one attempt without it)',
    );
    expect(mistakeText({ ...mistake, times: 1, since: 0 }, '3 November')).toBe(
      'Once, on 3 November',
    );
  });

  it('keep the times of every phase, attempt by attempt', () => {
    const { phases } = of([...ganAt(NOON, false), ...ganAt(NOON + DAY, false)], NOON + 2 * DAY);
    expect(phases.map(({ phase, seconds }) => [phase, seconds])).toEqual([
      ['Explain', [120, 120]],
      ['Code', [0, 0]],
    ]);
  });

  it('count days in a row, today or until yesterday', () => {
    const days = [0, 1, 2].flatMap((day) => attemptAt(relu.id, NOON + day * DAY, 3));
    expect(streak(of(days, NOON + 2 * DAY).days)).toBe(3);
    expect(streak(of(days, NOON + 3 * DAY).days)).toBe(3);
    expect(streak(of(days, NOON + 4 * DAY).days)).toBe(0);
  });

  it('hold predictions against what happened', () => {
    const events = [
      ...attemptAt(relu.id, NOON, 3),
      ...attemptAt(relu.id, NOON + 2 * DAY, 3),
      ...attemptAt(relu.id, NOON + 90 * DAY, 1),
    ];
    const { retention } = of(events, NOON + 91 * DAY);
    expect(retention.reduce((sum, one) => sum + one.reviews, 0)).toBe(2);
    expect(retention.reduce((sum, one) => sum + one.recalled, 0)).toBe(1);
  });

  it('say what is left on the day of the interview', () => {
    const { readiness } = of(attemptAt(relu.id, NOON, 3), NOON + DAY, NOON + 30 * DAY);
    const item = readiness.find(({ id }) => id === 'activations');
    expect(item?.then).toBeLessThan(item?.now ?? 0);
    expect(of([], NOON, NOON - DAY).readiness[0]?.then).toBeNull();
  });

  it('can be made of any history, and written down', () => {
    fc.assert(
      fc.property(history(anyEvent), (events) => {
        const ledger = new Ledger(events);
        const made = of(events);
        expect(reportMarkdown(made)).toContain('## Readiness');
        const csv = attemptsCsv(ledger.allAttempts(), index.exercises).trim().split('\n');
        expect(csv).toHaveLength(1 + [...ledger.allAttempts()].length);
      }),
    );
  });
});

it('a spreadsheet neither breaks at a comma nor runs a title', () => {
  const evil = { ...relu, title: '=HYPERLINK("x"), really' };
  const ledger = new Ledger(attemptAt(relu.id, NOON, 3));
  expect(attemptsCsv(ledger.allAttempts(), [evil])).toContain(`"'=HYPERLINK(""x""), really"`);
});
