import { describe, expect, it } from 'vitest';
import { spanText } from '../../src/core/clock.ts';
import * as words from '../../src/webview/drill/words.ts';
import * as shared from '../../src/webview/shared/words.ts';
import { attemptOf, checkOf, failed, loop, NOW, passed, stateOf } from './states.ts';

describe('lengths of time', () => {
  it.each([
    [[60, 120], '1–2 min'],
    [[900, 1500], '15–25 min'],
    [[45, 90], '45–90 s'],
    [[75, 150], '1:15–2:30'],
  ] as const)('tells the band %s as %s', (band, text) => {
    expect(shared.bandText(band)).toBe(text);
  });

  it('adds bands up', () => {
    expect(shared.wholeBandText(loop.phases.map((one) => one.band))).toBe('17–29 min');
  });

  it.each([
    [0, '0 s'],
    [59_999, '59 s'],
    [60_000, '1 min'],
    [3_600_000, '1 h'],
    [7_800_000, '2 h 10 min'],
  ])('tells %d ms as %s', (ms, text) => {
    expect(spanText(ms)).toBe(text);
  });

  it('names the year of a date only when it is another one', () => {
    const may = Date.UTC(2026, 4, 12, 12);
    expect(words.madeBeforeText({ times: 2, last: may }, NOW)).toBe(
      'You made this mistake before: 2 times, last on 12 May',
    );
    expect(words.madeBeforeText({ times: 1, last: Date.UTC(2025, 4, 12, 12) }, NOW)).toBe(
      'You made this mistake before: once, on 12 May 2025',
    );
  });
});

describe('shortcuts for assistive technology', () => {
  it('spells modifiers as ARIA does and leaves chords out', () => {
    expect(shared.ariaKeys('Ctrl+Alt+N')).toBe('Control+Alt+N');
    expect(shared.ariaKeys('Cmd+Shift+N')).toBe('Meta+Shift+N');
    expect(shared.ariaKeys('Ctrl+K N')).toBeUndefined();
  });
});

describe('what is announced', () => {
  const ready = stateOf({ attempt: attemptOf({}) });
  const running = stateOf({ attempt: attemptOf({ started: true, since: NOW }) });
  const coding = stateOf({ attempt: attemptOf({ started: true, since: NOW, phase: 'code' }) });
  const say = words.announcement.bind(null, loop);

  it('says each phase with its band and cue as it begins', () => {
    expect(say(ready, running)).toMatch(/^Explain the approach: 1–2 min\. Ask your questions/);
    expect(say(running, coding)).toMatch(/^Write the code: 15–25 min\. /);
  });

  it('says the end once', () => {
    const done = stateOf({ attempt: attemptOf({ started: true, finished: true }) });
    expect(say(coding, done)).toMatch(/^Finished/);
    expect(say(done, { ...done, now: NOW + 1 })).toBeNull();
  });

  it('is silent on the first state, on ticks, pauses, hints and time', () => {
    expect(say(null, coding)).toBeNull();
    expect(say(coding, { ...coding, now: NOW + 60_000 })).toBeNull();
    const paused = stateOf({ attempt: attemptOf({ started: true, phase: 'code' }) });
    expect(say(coding, paused)).toBeNull();
    const ticked = attemptOf(
      { started: true, since: NOW, phase: 'code' },
      { points: ['x'], hints: [0] },
    );
    expect(say(coding, stateOf({ attempt: ticked }))).toBeNull();
  });

  it('says a result with its first mistake, again after a new check, never when it turns stale', () => {
    const bad = { ...coding, check: checkOf(failed) };
    expect(say(coding, bad)).toBe(
      'Not yet: 2 of 6 stages failed. No gradient was zeroed between two batches.',
    );
    expect(say(bad, { ...coding, check: checkOf(failed, { stale: true }) })).toBeNull();
    const again = { ...coding, check: checkOf(failed, { running: true }) };
    expect(say(bad, again)).toBeNull();
    expect(say(again, bad)).toMatch(/^Not yet/);
  });

  it('says a pass and the phase that it leads to', () => {
    const closing = stateOf({
      attempt: attemptOf({ started: true, since: NOW, phase: 'close' }),
      check: checkOf(passed),
    });
    expect(say(coding, closing)).toMatch(/^Passed: all 6 stages\. Run it and sum up: 1–2 min\./);
  });
});

describe('outcomes in a sentence', () => {
  it.each([
    [{ outcome: 'timed-out', seconds: 1, line: null, output: '' }, 'Stopped after 1 second'],
    [{ outcome: 'crashed', detail: '', output: '' }, 'Python stopped in the middle'],
    [{ outcome: 'cannot-start', reason: '' }, 'The check could not start'],
    [{ outcome: 'cancelled' }, 'The check was cancelled'],
  ] as const)('%o', (outcome, text) => {
    expect(words.outcomeText(outcome)).toContain(text);
  });
});
