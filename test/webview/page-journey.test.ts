/** A whole drill by keyboard alone, every message that the page can send, and what keeps the focus. */
import { describe, expect, it } from 'vitest';
import { PAGE_COMMANDS, type FromPage } from '../../src/protocol/drill-page.ts';
import { drillTab, type Opened } from './drill-tab.ts';
import { attemptOf, checkOf, failed, loop, NOW, STATES, stateOf } from './states.ts';

const { open } = drillTab();

/** Name or text of what has the focus. */
const focused = ({ page }: Opened): Promise<string> =>
  page.evaluate(() => {
    const at = document.activeElement;
    if (!at || at === document.body) return 'nothing';
    const label = at.getAttribute('aria-labelledby');
    const from = document.getElementById(label ?? '') ?? at;
    const text = from.querySelector(':scope > h2, :scope > span')?.textContent ?? from.textContent;
    return text.trim() || (at.closest('label')?.textContent ?? '');
  });

/** Goes on with Tab until what has the focus is called so. */
async function tabTo(opened: Opened, name: string): Promise<void> {
  for (let i = 0; i < 80; i += 1) {
    if ((await focused(opened)).startsWith(name)) return;
    await opened.page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${name}`);
}

async function lastSent(opened: Opened): Promise<FromPage | undefined> {
  return (await opened.sent()).at(-1);
}

describe('by keyboard alone', () => {
  it('goes from Start to how it felt', async () => {
    const it = await open({ state: STATES.ready });
    const { keyboard } = it.page;
    await keyboard.press('Tab');
    expect(await focused(it)).toBe('Start');
    await keyboard.press('Enter');
    expect(await lastSent(it)).toEqual({ type: 'command', command: 'start' });

    await it.state(STATES.narrating);
    expect(await focused(it)).toBe('Pause');
    await keyboard.press('Space');
    expect(await lastSent(it)).toEqual({ type: 'command', command: 'pause' });

    await tabTo(it, 'Name the two halves');
    await keyboard.press('Space');
    expect(await lastSent(it)).toEqual({ type: 'tick-point', point: 'outline', on: true });
    const clock = { started: true, since: NOW - 34_000 };
    await it.state(stateOf({ attempt: attemptOf(clock, { points: ['outline'] }) }));
    expect(await focused(it)).toContain('Name the two halves');
    expect(await it.page.locator('#point-outline').isChecked()).toBe(true);

    await tabTo(it, 'Hints');
    await keyboard.press('Enter');
    await tabTo(it, 'Show hint 1 of 3');
    await keyboard.press('Enter');
    expect(await lastSent(it)).toEqual({ type: 'command', command: 'show-hint' });

    await it.state(STATES.failed);
    await tabTo(it, 'line 31');
    await keyboard.press('Enter');
    expect(await lastSent(it)).toEqual({ type: 'open-line', line: 31 });

    await it.state(STATES.passed);
    expect(await focused(it)).not.toBe('nothing');
    await tabTo(it, 'Finish');
    await keyboard.press('Enter');
    expect(await lastSent(it)).toEqual({ type: 'command', command: 'finish' });

    await it.state(STATES.finished);
    expect(await focused(it)).toBe('Debrief');
    // What the facts suggest is chosen and counts; arrows go to another.
    await tabTo(it, 'It went well · suggested');
    await keyboard.press('ArrowUp');
    expect(await lastSent(it)).toEqual({ type: 'rate', rating: 2 });
    await tabTo(it, 'Continue');
    await keyboard.press('Enter');
    expect(await lastSent(it)).toEqual({ type: 'command', command: 'what-next' });
    expect(await it.troubles()).toEqual([]);
  });
});

describe('what the page sends', () => {
  it('says that it is ready, once', async () => {
    const it = await open();
    expect(await it.sent()).toEqual([{ type: 'ready' }]);
  });

  it('has a button for every command', async () => {
    const seen = new Set<string>();
    const it = await open({ state: STATES.ready });
    const allHints = attemptOf({ started: true, phase: 'code' }, { hints: [0, 1, 2] });
    for (const state of [...Object.values(STATES), stateOf({ attempt: allHints })]) {
      await it.state(state);
      await it.openAll();
      await it.page.evaluate(() => {
        document.querySelectorAll<HTMLElement>('main button, .clock button').forEach((one) => {
          one.click();
        });
      });
      for (const message of await it.sent()) {
        if (message.type === 'command') seen.add(message.command);
      }
    }
    expect([...seen].sort()).toEqual([...PAGE_COMMANDS].sort());
  });

  it('ticks a point from the line in the clock too', async () => {
    const it = await open({ state: STATES.coding });
    await it.page.locator('.now label').click();
    expect(await lastSent(it)).toEqual({ type: 'tick-point', point: 'clip', on: true });
  });

  it('shows the shortcuts on the buttons and tells them to assistive technology', async () => {
    const it = await open({ state: STATES.narrating });
    const next = it.page.getByRole('button', { name: 'Next phase', exact: true });
    expect(await next.textContent()).toContain('Ctrl+Alt+N');
    expect(await next.getAttribute('aria-keyshortcuts')).toBe('Control+Alt+N');
  });
});

describe('a second click on Next phase', () => {
  it.each([320, 600])('does not end the attempt at %d pixels', async (width) => {
    const it = await open({ width, state: STATES.coding });
    const box = await it.page.getByRole('button', { name: 'Next phase' }).boundingBox();
    await it.state(STATES.passed);
    for (const part of [0.05, 0.5, 0.95]) {
      await it.page.mouse.click((box?.x ?? 0) + (box?.width ?? 0) * part, (box?.y ?? 0) + 10);
    }
    expect((await it.sent()).map((one) => one.type)).toEqual(['ready']);
  });
});

describe('the focus', () => {
  it('goes to the main button of the clock when Next phase is gone', async () => {
    const it = await open({ state: STATES.coding });
    await tabTo(it, 'Next phase');
    await it.state(STATES.passed);
    expect(await focused(it)).toBe('Pause');
  });

  it('lands on the last hint when there is none left to open', async () => {
    const clock = { started: true, since: NOW, phase: 'code' };
    const two = stateOf({ attempt: attemptOf(clock, { hints: [0, 1] }) });
    const it = await open({ state: two, memory: opened('hints') });
    await tabTo(it, 'Show hint 3 of 3');
    await it.state(stateOf({ attempt: attemptOf(clock, { hints: [0, 1, 2] }) }));
    expect(await focused(it)).toMatch(/^Hint 3/);
  });

  it('stays on a mistake that moves to the top because it was found', async () => {
    const it = await open({ state: STATES.coding, memory: opened('mistakes') });
    const title = loop.mistakes.find((one) => one.id === 'zero-grad-missing')?.title ?? '';
    await tabTo(it, title);
    await it.state(STATES.failed);
    expect(await focused(it)).toContain(title);
    const first = it.page.locator('#mistakes .list > details').first();
    expect(await first.textContent()).toContain('in your code');
  });

  it('is left alone when the user has put it nowhere', async () => {
    const it = await open({ state: STATES.coding });
    await it.state(STATES.finished);
    expect(await focused(it)).toBe('nothing');
  });

  it('goes to a mistake that the host asks to show', async () => {
    const it = await open({ state: STATES.coding });
    await it.send({ type: 'reveal', target: { kind: 'mistake', id: 'step-outside-loop' } });
    await it.page.waitForFunction(() => document.activeElement?.tagName === 'SUMMARY');
    expect(await focused(it)).toContain('steps once per epoch');
    expect(await it.page.locator('#mistake-step-outside-loop .explained').isVisible()).toBe(true);
    await it.state(stateOf({ attempt: STATES.coding.attempt, check: checkOf(failed) }));
    await it.send({ type: 'reveal', target: { kind: 'mistake', id: 'zero-grad-missing' } });
    await it.page.locator('#found-zero-grad-missing .explained').waitFor();
  });
});

function opened(fold: string) {
  return { subject: loop.id, attempt: 'attempt-1', open: { [fold]: true }, scroll: 0 };
}
