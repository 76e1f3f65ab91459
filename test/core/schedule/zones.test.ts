/** Days on nights when summer time begins or ends, and on journeys. */
import { describe, expect, it } from 'vitest';
import type { Event } from '../../../src/core/events.ts';
import { Ledger } from '../../../src/core/ledger.ts';
import {
  dayOf,
  daysAfter,
  endOfDay,
  nightsBetween,
  timeOf,
} from '../../../src/core/schedule/days.ts';
import { DAYS, practiceDays, streak } from '../../../src/core/statistics/days.ts';
import { attemptAt } from './exercises.ts';

const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Tokyo', 'UTC'];
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function inZone<T>(zone: string, work: () => T): T {
  const before = process.env['TZ'];
  process.env['TZ'] = zone;
  try {
    return work();
  } finally {
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
  }
}

/** What the calendar and the clock on the wall say, by another way than the product's. */
function wall(at: number, timeZone: string): { date: string; hour: number } {
  const parts = new Intl.DateTimeFormat('en-CA', {
    ...{ timeZone, hourCycle: 'h23', hour: '2-digit' },
    ...{ year: 'numeric', month: '2-digit', day: '2-digit' },
  }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return { date: `${part('year')}-${part('month')}-${part('day')}`, hour: Number(part('hour')) };
}

/** Hours at which the local clock changes in 2026. */
function changes(): number[] {
  const hours = Array.from({ length: 365 * 24 }, (_, i) => Date.UTC(2026, 0, 1) + i * HOUR);
  const offset = (at: number): number => new Date(at).getTimezoneOffset();
  return hours.filter((at) => offset(at) !== offset(at + HOUR));
}

describe.each(ZONES)('a day in %s', (zone) => {
  it('begins at four by the clock on the wall, also on nights when that clock changes', () => {
    inZone(zone, () => {
      const nights = changes();
      expect(nights).toHaveLength(zone.includes('Tokyo') || zone === 'UTC' ? 0 : 2);
      for (const night of [...nights, Date.UTC(2026, 5, 1)]) {
        for (let at = night - 26 * HOUR; at < night + 26 * HOUR; at += 10 * MINUTE) {
          const { date, hour } = wall(at, zone);
          const day = hour < 4 ? daysAfter(date, -1) : date;
          expect(dayOf(at)).toBe(day);
          expect(timeOf(at).slice(0, 2)).toBe(String(hour).padStart(2, '0'));
          const end = endOfDay(at);
          expect([dayOf(end - 1), dayOf(end)]).toEqual([day, daysAfter(day, 1)]);
          expect(nightsBetween(at, end)).toBe(1);
          expect(nightsBetween(at, end - 1)).toBe(0);
        }
      }
    });
  });
});

/** Attempts at these times, each lived so many hours ahead of UTC; null where an earlier version wrote it. */
function practised(...all: readonly (readonly [time: string, zone: number | null])[]): Ledger {
  return new Ledger(
    all.flatMap(([time, zone]) =>
      attemptAt('relu', Date.parse(`${time}Z`) - (zone ?? 0) * HOUR, 3).map((event): Event =>
        zone === null ? event : { ...event, zone: zone * 60 },
      ),
    ),
  );
}

function seenFrom(ledger: Ledger, now: string, zone: number) {
  const days = practiceDays(
    [...ledger.allAttempts()],
    Date.parse(`${now}Z`) - zone * HOUR,
    zone * 60,
  );
  expect(days).toHaveLength(DAYS);
  const done = days.filter(({ attempts }) => attempts > 0).map(({ day }) => day.slice(5));
  return { done, streak: streak(days) };
}

describe('days on a journey', () => {
  it('are the same wherever they are looked at', () => {
    const ledger = practised(
      ...Array.from({ length: 10 }, (_, i) => [`2026-11-${10 + i}T23:30`, 9] as const),
    );
    const done = Array.from({ length: 10 }, (_, i) => `11-${10 + i}`);
    for (const zone of ZONES) {
      inZone(zone, () => {
        expect(seenFrom(ledger, '2026-11-19T23:50', 9)).toEqual({ done, streak: 10 });
        expect(seenFrom(ledger, '2026-11-19T23:50', -8)).toEqual({ done, streak: 10 });
      });
    }
  });

  it.each([
    [
      'Tokyo to San Francisco: the same day twice',
      [
        ['2026-11-09T21:00', 9],
        ['2026-11-10T08:00', 9],
        ['2026-11-10T20:00', -8],
        ['2026-11-11T20:00', -8],
      ],
      ['2026-11-11T21:00', -8],
      3,
    ],
    [
      'San Francisco to Tokyo: over the date line, a day hardly was',
      [
        ['2026-11-09T20:00', -8],
        ['2026-11-10T20:00', -8],
        ['2026-11-12T21:00', 9],
        ['2026-11-13T21:00', 9],
      ],
      ['2026-11-13T22:00', 9],
      4,
    ],
    [
      'the same, before anything was practised there',
      [
        ['2026-11-09T20:00', -8],
        ['2026-11-10T20:00', -8],
      ],
      ['2026-11-12T21:00', 9],
      2,
    ],
    [
      'Pago Pago to Apia: an hour of flight, and a day later',
      [
        ['2026-11-09T18:00', -11],
        ['2026-11-10T18:00', -11],
        ['2026-11-12T10:00', 13],
      ],
      ['2026-11-12T11:00', 13],
      3,
    ],
    [
      'New York to Berlin: nothing is lost, and a day without practice breaks',
      [
        ['2026-11-09T12:00', -5],
        ['2026-11-11T22:00', 1],
      ],
      ['2026-11-11T23:00', 1],
      1,
    ],
    [
      'two days without practice break also over the date line',
      [
        ['2026-11-09T20:00', -8],
        ['2026-11-12T21:00', 9],
      ],
      ['2026-11-12T22:00', 9],
      1,
    ],
    [
      'at home, a day without practice breaks',
      [
        ['2026-11-09T20:00', 1],
        ['2026-11-11T20:00', 1],
      ],
      ['2026-11-11T21:00', 1],
      1,
    ],
  ] as const)('count in a row: %s', (_, attempts, [now, zone], expected) => {
    const ledger = practised(...attempts);
    for (const place of ZONES) {
      inZone(place, () => expect(seenFrom(ledger, now, zone).streak).toBe(expected));
    }
  });

  it('of events without a zone are read where they are looked at, as before', () => {
    const ledger = practised(['2026-11-10T20:00', null]);
    const at = Date.parse('2026-11-10T20:00Z');
    const days = (zone: string) =>
      inZone(
        zone,
        () => practiceDays([...ledger.allAttempts()], at).find((day) => day.attempts)?.day,
      );
    expect([days('Europe/Berlin'), days('Asia/Tokyo')]).toEqual(['2026-11-10', '2026-11-11']);
  });
});
