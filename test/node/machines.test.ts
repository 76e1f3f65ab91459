/** What several machines did is one history: whoever has the same events agrees, however they came. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Event } from '../../src/core/events.ts';
import { anyEvent } from '../core/arbitraries.ts';
import { temporaryFolder } from './folders.ts';
import { open, tick } from './open-history.ts';
import { runs } from '../sample.ts';

/** A machine that did some things, at times that may lie before, between and after those of another. */
const doings = fc.array(fc.record({ event: anyEvent, later: fc.integer({ min: 0, max: 5000 }) }), {
  maxLength: 12,
});

function machine(did: typeof doings extends fc.Arbitrary<infer T> ? T : never = []) {
  let now = 1_800_000_000_000;
  const history = open(join(temporaryFolder(), 'history.jsonl'), { now: () => now });
  for (const { event, later } of did) {
    now += later;
    history.append(event);
  }
  return history;
}

it('import is idempotent and commutative, in parts and in any order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(doings, { minLength: 2, maxLength: 3 }),
      fc.infiniteStream(fc.nat()),
      async (all, numbers) => {
        const machines = all.map((did) => machine(did));
        const everything = (await Promise.all(machines.map((one) => one.events()))).flat();
        const collector = machine();
        for (const part of shuffled(everything, numbers)) await collector.adopt([part, part]);
        for (const one of machines) {
          await one.adopt(shuffled(everything, numbers));
          expect(await one.adopt(everything)).toBe(0);
          expect(one.ledger).toEqual(collector.ledger);
          expect(await one.events()).toEqual(await collector.events());
        }
      },
    ),
    { numRuns: runs(40) },
  );
});

it('keeps what was imported in the file, once', async () => {
  const one = machine();
  const other = machine();
  const event = other.append(tick('a'));
  expect(await one.adopt([event, event])).toBe(1);
  expect(one.ledger.item('a', [])).toBe('ticked');
  expect(readFileSync(one.file, 'utf8').split(event.id)).toHaveLength(2);
});

it('goes on after a clock that ran ahead, behind what was done then', () => {
  let now = Date.UTC(2040, 0, 1);
  const history = open(join(temporaryFolder(), 'history.jsonl'), { now: () => now });
  history.append(tick('a'));
  now = Date.UTC(2026, 0, 1);
  history.append(tick('a', false));
  expect(history.ledger.item('a', [])).toBe('open');
  expect(open(history.file).ledger).toEqual(history.ledger);
});

it('loses nothing when two machines go on from the same event of a clock that ran ahead', async () => {
  let now = Date.UTC(2040, 0, 1);
  const [one, other] = [0, 1].map(() =>
    open(join(temporaryFolder(), 'history.jsonl'), { now: () => now }),
  );
  if (!one || !other) throw new Error('two machines');
  await other.adopt([one.append(tick('ahead'))]);
  now = Date.UTC(2026, 0, 1);
  for (const [machine, name] of [[one, 'one'] as const, [other, 'other'] as const])
    for (let i = 0; i < 20; i += 1) machine.append(tick(`${name}-${i}`));
  await one.adopt(await other.events());
  await other.adopt(await one.events());
  expect(await one.events()).toHaveLength(41);
  expect(other.ledger).toEqual(one.ledger);
  expect(['one-7', 'other-7'].map((item) => one.ledger.item(item, []))).toEqual([
    'ticked',
    'ticked',
  ]);
});

function shuffled(events: readonly Event[], numbers: fc.Stream<number>): Event[] {
  return events
    .map((event) => ({ event, place: numbers.next().value as number }))
    .sort((a, b) => a.place - b.place)
    .map(({ event }) => event);
}
