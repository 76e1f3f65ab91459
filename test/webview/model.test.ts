import { describe, expect, it } from 'vitest';
import { parsePageMemory } from '../../src/protocol/page.ts';
import { foundFirst } from '../../src/webview/drill/mistakes.tsx';
import * as model from '../../src/webview/drill/model.ts';
import { HostClock, hostTime } from '../../src/webview/shared/received.ts';
import { untilNextSecond } from '../../src/webview/shared/time.ts';
import { attemptOf, checkOf, drillOf, failed, loop, NOW, STATES, stateOf } from './states.ts';

const drill = { type: 'drill', drill: loop, general: [], shortcuts: {} } as const;
const state = (change = {}) => ({ type: 'state', state: stateOf(change) }) as const;

describe('what the page knows', () => {
  it('keeps the state when the same drill comes again and drops it for another', () => {
    const first = model.receive(model.receive(model.EMPTY, drill, 0), state(), 5);
    expect(first.received).toEqual({ state: stateOf(), at: 5 });
    expect(model.receive(first, drill, 6).received).toBe(first.received);
    const other = { ...drill, drill: drillOf('resnet-block') };
    expect(model.receive(first, other, 6).received).toBeNull();
  });

  it('keeps a request to reveal until it can be met, and an error until it is dismissed', () => {
    const asked = model.receive(
      model.EMPTY,
      { type: 'reveal', target: { kind: 'mistake', id: 'm' } },
      0,
    );
    expect(model.receive(asked, state(), 0).reveal).toEqual({ kind: 'mistake', id: 'm' });
    const wrong = model.receive(asked, { type: 'error', message: 'No.' }, 0);
    expect(model.receive(wrong, state(), 0).error).toBe('No.');
  });

  it('keeps what was said until there is something new to say', () => {
    const first = model.receive(model.receive(model.EMPTY, drill, 0), state(), 0);
    const begun = { attempt: attemptOf({ started: true, since: NOW }) };
    const second = model.receive(first, state(begun), 0);
    expect(second.said.text).toContain('Explain the approach');
    expect(model.receive(second, state(begun), 0).said).toBe(second.said);
  });
});

describe("the host's time on the page", () => {
  it('goes on from what the host sent, whatever the page takes for the time', () => {
    const received = { state: stateOf(), at: 1_000_000 };
    expect(hostTime(received, 1_000_000)).toBe(NOW);
    expect(hostTime(received, 1_061_500)).toBe(NOW + 61_500);
  });

  it('never runs backward when the clock of the page is set back', () => {
    expect(hostTime({ state: stateOf(), at: 1_000_000 }, 0)).toBe(NOW);
  });

  it('counts the time that a message was on its way', () => {
    const clock = new HostClock(NOW);
    expect(clock.sentAt(NOW + 1000, NOW + 5000)).toBe(NOW + 1000);
    expect(clock.sentAt(NOW + 9000, NOW + 9000)).toBe(NOW + 9000);
    expect(clock.sentAt(NOW + 10_000, NOW + 13_000)).toBe(NOW + 10_000);
  });

  it.each([
    ['behind', -3_600_000],
    ['ahead', 3_600_000],
  ])('knows a host whose clock is an hour %s', (_, ahead) => {
    const clock = new HostClock(NOW);
    // The first answer took at most two seconds, so that is the largest error.
    const first = clock.sentAt(NOW + ahead + 1000, NOW + 2000);
    expect(first).toBeGreaterThanOrEqual(NOW);
    expect(first).toBeLessThanOrEqual(NOW + 2000);
    const next = clock.sentAt(NOW + ahead + 60_000, NOW + 63_000);
    expect(next).toBeGreaterThanOrEqual(NOW + 59_000);
    expect(next).toBeLessThanOrEqual(NOW + 61_000);
  });

  it('goes by the arrival again after a clock was set', () => {
    const clock = new HostClock(NOW);
    expect(clock.sentAt(NOW, NOW)).toBe(NOW);
    expect(clock.sentAt(NOW + 1000, NOW + 600_000)).toBe(NOW + 600_000);
    expect(clock.sentAt(NOW + 900_000, NOW + 610_000)).toBe(NOW + 610_000);
  });

  it('draws just after the shown second changes', () => {
    expect(untilNextSecond(0)).toBe(1005);
    expect(untilNextSecond(61_999)).toBe(6);
  });
});

describe('stages', () => {
  it.each([
    ['ready', 'ready'],
    ['narrating', 'narrate'],
    ['coding', 'code'],
    ['away', 'code'],
    ['passed', 'close'],
    ['finished', 'finished'],
  ] as const)('%s is %s', (name, stage) => {
    expect(model.stageOf(STATES[name])).toBe(stage);
  });

  it('is ready before there is an attempt', () => {
    expect(model.stageOf(stateOf())).toBe('ready');
  });

  it('opens the question until coding begins, the contract until it ends', () => {
    expect(model.openAtFirst('question', 'ready')).toBe(true);
    expect(model.openAtFirst('question', 'code')).toBe(false);
    expect(model.openAtFirst('contract', 'code')).toBe(true);
    expect(model.openAtFirst('contract', 'close')).toBe(false);
  });

  it('keeps the end hidden until the code passes or the user finishes', () => {
    expect(model.mayShowEnd(STATES.failed)).toBe(false);
    expect(model.mayShowEnd(STATES.passed)).toBe(true);
    expect(model.mayShowEnd(STATES.finished)).toBe(true);
  });
});

describe('mistakes', () => {
  it('puts the found ones on top in the order found, and skips what the drill does not know', () => {
    const found = ['step-missing', 'unheard-of', 'no-grad-missing'];
    const ids = foundFirst(loop.mistakes, found).map((one) => one.id);
    expect(ids.slice(0, 2)).toEqual(['step-missing', 'no-grad-missing']);
    expect(ids.toSorted()).toEqual(loop.mistakes.map((one) => one.id).toSorted());
  });

  it('finds none where nothing was graded', () => {
    expect(model.foundIn(stateOf())).toEqual([]);
    expect(model.foundIn(stateOf({ check: checkOf({ outcome: 'cancelled' }) }))).toEqual([]);
    expect(model.foundIn(stateOf({ check: checkOf(failed) }))).toHaveLength(3);
  });
});

describe('the memory of the page', () => {
  it('is empty when what was kept is not ours', () => {
    const empty = { subject: null, attempt: null, open: {}, scroll: 0, news: [] };
    expect(parsePageMemory(undefined)).toEqual(empty);
    expect(parsePageMemory({ subject: 3 })).toEqual(empty);
    const kept = { subject: 'gan', attempt: 'a', open: { hints: true }, scroll: 40 };
    // Earlier versions did not keep what was new.
    expect(parsePageMemory(kept)).toEqual({ ...kept, news: [] });
  });
});
