/** A clock that jumps: windows on one history whose computer sleeps, or whose system clock is set. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { totalElapsed } from '../../src/core/clock.ts';
import { BEAT_MS } from '../../src/core/clock-holder.ts';
import { ClockHeartbeat } from '../../src/core/clock-heartbeat.ts';
import { FileLease } from '../../src/node/lease.ts';
import { temporaryFolder } from '../node/folders.ts';
import { open } from '../node/open-history.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const HERE = { attempt: 'a', session: '' };

/** One computer, with as many windows as asked for. */
function computer(windows = 1) {
  const folder = temporaryFolder();
  let time = Date.UTC(2026, 10, 25, 10);
  const now = () => time;
  const all = Array.from({ length: windows }, () => {
    const history = open(join(folder, 'history.jsonl'), { now });
    const lease = new FileLease(join(folder, 'running.json'), history.session, now);
    const keeper = new ClockHeartbeat({ history, lease, now });
    const told: number[] = [];
    keeper.onAway((_, ms) => told.push(ms));
    return { history, keeper, told, session: history.session };
  });
  const [first] = all;
  if (!first) throw new Error('a window');
  const look = (): void => all.forEach(({ keeper }) => keeper.beat());
  const pass = (ms: number): void => {
    for (let left = ms; left > 0; left -= BEAT_MS) {
      time += Math.min(left, BEAT_MS);
      look();
    }
  };
  const here = { ...HERE, session: first.session };
  first.history.append({
    ...{ kind: 'attempt-started', exerciseId: 'gan', file: null, phase: 'code' },
    ...here,
  });
  first.history.append({ kind: 'clock-resumed', ...here });
  look();
  return {
    ...{ all, first, here, look, pass },
    jump: (ms: number) => (time += ms),
    /** The clock, as every window sees it. */
    clock: () => {
      const clocks = all.map(({ history }) => {
        history.append({ kind: 'item-ticked', item: 'look', on: true });
        return history.ledger.attempt('a')?.clock;
      });
      const [clock] = clocks;
      if (!clock) throw new Error('a clock');
      return { ...clock, total: totalElapsed(clock, time) };
    },
  };
}

it.each([1, 2])(
  'a sleep is time away, told once, and can be counted, with %i windows',
  (windows) => {
    const { all, first, here, jump, pass, clock } = computer(windows);
    pass(10 * MINUTE);
    jump(8 * HOUR);
    pass(10 * BEAT_MS);
    expect(clock()).toMatchObject({ since: null, total: 10 * MINUTE });
    const told = all.flatMap((one) => one.told);
    expect(told).toHaveLength(1);
    expect(told[0]).toBeGreaterThan(8 * HOUR - BEAT_MS);
    const [away] = clock().aways;
    first.history.append({ kind: 'away-counted', away: away?.id ?? '', ...here });
    expect(clock().total).toBe(10 * MINUTE + (told[0] ?? 0));
  },
);

it('what the user does just after a sleep does not count it', () => {
  const { first, here, jump, pass, clock } = computer();
  pass(10 * MINUTE);
  jump(HOUR);
  expect(first.keeper.beat()).toBe(true);
  first.history.append({ kind: 'phase-entered', phase: 'close', reason: 'user', ...here });
  first.history.append({ kind: 'clock-resumed', ...here });
  pass(MINUTE);
  expect(clock()).toMatchObject({ phase: 'close', total: 11 * MINUTE });
});

it.each([3000, 45_000, 90_000])('a pause of %i ms is work', (ms) => {
  const { first, jump, pass, look, clock } = computer();
  pass(MINUTE);
  jump(ms);
  look();
  expect(first.told).toEqual([]);
  expect(clock().total).toBe(MINUTE + ms);
});

it.each([1, 2])('a system clock that is set back costs no time, with %i windows', (windows) => {
  const { all, jump, pass, clock } = computer(windows);
  pass(10 * MINUTE);
  jump(-HOUR);
  pass(10 * MINUTE);
  const { total, aways, since } = clock();
  expect(Math.abs(total - 20 * MINUTE)).toBeLessThanOrEqual(BEAT_MS);
  expect(since).not.toBeNull();
  expect([aways, all.flatMap((one) => one.told)]).toEqual([[], []]);
});

it('a system clock that is set forward adds nothing unasked', () => {
  const { first, jump, pass, clock } = computer();
  pass(10 * MINUTE);
  jump(HOUR);
  pass(BEAT_MS);
  expect(clock().total).toBe(10 * MINUTE);
  expect(first.told).toHaveLength(1);
});
