/** The page of a debugging drill at the end of an attempt, and through all of its states, in a real browser. */
import { describe, expect, it } from 'vitest';
import { Markdown } from '../../src/content/markdown.ts';
import {
  DEBUG_COMMANDS,
  type DebugPageState,
  type DebriefedMistakeOnPage,
} from '../../src/protocol/debug-page.ts';
import { faults } from './access.ts';
import {
  debriefOf,
  debugAttempt,
  debugDrill,
  DEBUG_STATES,
  debugState,
  given,
  suspected,
} from './debug-states.ts';
import { debugTab, NAMES } from './debug-tab.ts';
import { NOW } from './states.ts';

const open = debugTab();

describe('the debrief', () => {
  it('tells each mistake with its repair, time, suspicion and hints', async () => {
    const it = await open('finished');
    const told = await it.page.locator('.told').allTextContents();
    expect(told).toHaveLength(2);
    expect(told[0]).toContain('Repaired at 4:00. You suspected it.');
    expect(told[1]).toContain('Repaired at 12:00 with 1 hint. You did not mark it as suspected.');
    const diff = await it.page.locator('.diff').first().textContent();
    expect(diff).toMatch(/^- .*torch\.min/m);
    expect(diff).toMatch(/^\+ .*torch\.max/m);
  });

  it('tells how the work went', async () => {
    const it = await open('finished');
    await it.openAll();
    const text = await it.text();
    for (const said of [
      'You found',
      '16:50 in all',
      '1 of 2 suspicions was right. Nothing was wrong with:',
      `line ${suspected[0] ?? 0}: import torch`,
      'You changed 3 lines; 3 were needed.',
      'The code 2-1234 recreates this program.',
      '4 of 10 made; 6 were missed',
      'The test that you would add',
      'Next: ResNet block.',
    ]) {
      expect(text).toContain(said);
    }
  });

  it('explains what was missed without being asked, and how often that was so', async () => {
    const it = await open('given-up');
    const [found, missed] = await it.page.locator('.told').allTextContents();
    expect(found).not.toContain('Why it is wrong');
    expect(missed).toContain('Missed, even with 1 hint.');
    expect(missed).toContain('You missed it in 2 of 3 earlier programs.');
    expect(missed).toContain('Why it is wrong');
    expect(await it.text()).toContain('You found 1 of 2 mistakes, and broke something else');
  });

  it('says so where the mistakes are not known', async () => {
    const it = await open('untold');
    expect(await it.text()).toContain('its mistakes cannot be shown');
    expect(await it.page.locator('.times').count()).toBe(1);
  });
});

it('has a control for every command', async () => {
  const it = await open('ready');
  const click = () =>
    it.page.evaluate(() =>
      document
        .querySelectorAll<HTMLElement>('main button, .clock button')
        .forEach((one) => one.click()),
    );
  const aways = [{ id: 'a', phase: 'fix', ms: 200_000, counted: false }];
  const away = debugAttempt({ phase: 'fix', started: true, aways });
  for (const state of [...NAMES.map((name) => DEBUG_STATES[name]), debugState({ attempt: away })]) {
    await it.state(state);
    await click();
    // Giving up asks before it sends.
    await click();
  }
  const sent = await it.sent();
  const commands = new Set(sent.flatMap((one) => (one.type === 'command' ? [one.command] : [])));
  expect([...commands].sort()).toEqual([...DEBUG_COMMANDS].sort());
  expect(sent).toContainEqual({ type: 'start-stage', drill: 'cross-entropy' });
});

it('has no fault in any state and theme, narrow and with everything opened', async () => {
  const it = await open('ready', { width: 320 });
  for (const name of NAMES) {
    await it.show(name);
    await it.openAll();
    expect(await faults(it.page), name).toEqual([]);
  }
  expect(await it.troubles()).toEqual([]);
});

it('shows hostile text as text', async () => {
  const hostile = '<img src=x onerror="window.hurt=1"><script>window.hurt=1</script>';
  const html = new Markdown().block(hostile);
  const line = { line: 1, text: hostile, now: 1 };
  const broken = [{ message: hostile, line: 1 }];
  const change: Partial<DebugPageState> = {
    report: { says: [hostile], curves: {}, figures: { [hostile]: { this: 1, trusted: 2 } } },
    fileName: hostile,
    suspicions: [line],
    check: { ...{ kind: 'counted', passed: false, left: 1, certain: true }, broken },
  };
  const debrief = debriefOf([], given);
  const mistakes = debrief.mistakes.map((one): DebriefedMistakeOnPage => {
    const repair = [{ kind: 'add', text: hostile }] as const;
    return { ...one, title: hostile, why: html, repair };
  });
  const poisoned = { ...debrief, mistakes, broken: [hostile], wrongSuspicions: [line] };
  const it = await open('suspecting');
  await it.send({ type: 'drill', drill: { ...debugDrill, title: hostile, question: html } });
  for (const state of [
    { ...DEBUG_STATES.broken, ...change },
    { ...DEBUG_STATES['given-up'], ...change, debrief: poisoned },
  ]) {
    await it.state(state);
    await it.openAll();
    expect(await it.text()).toContain(hostile);
  }
  expect(await it.page.evaluate(() => 'hurt' in window)).toBe(false);
  expect(await it.page.locator('#root :is(script, img, [onerror])').count()).toBe(0);
  expect(await it.troubles()).toEqual([]);
});

it('comes back after a reload as it was, and begins anew with another attempt', async () => {
  const it = await open('finished');
  await it.page.locator('#missed > summary').click();
  const memory = await it.memory();
  expect(memory).toMatchObject({ subject: debugDrill.id, open: { missed: true } });
  const again = await open('finished', { memory });
  expect(await again.page.locator('#missed').getAttribute('open')).not.toBeNull();
  const fresh = debugAttempt({ started: true, since: NOW }, { id: 'attempt-2' });
  await again.state(debugState({ attempt: fresh }));
  expect(await again.memory()).toMatchObject({ attempt: 'attempt-2', open: {} });
});
