/** The page of a debugging drill before and during an attempt, in a real browser. */
import { describe, expect, it } from 'vitest';
import { BROKEN, coding, debugAttempt, DEBUG_STATES, program, suspected } from './debug-states.ts';
import { debugTab, NAMES, type Name } from './debug-tab.ts';
import { NOW } from './states.ts';

const open = debugTab();

describe('at each stage', () => {
  it('shows first what matters most', async () => {
    const it = await open('ready');
    const first = async (name: Name) => {
      await it.show(name);
      return (await it.sections())[0]?.trim();
    };
    expect(await first('ready')).toBe('What to do');
    expect(await first('reading')).toBe('What the author reports');
    expect(await first('checking')).toMatch(/^Say it aloud/);
    expect(await first('left')).toBe('Check');
    expect(await first('finished')).toBe('Debrief');
  });

  it('can be drawn before there is a program', async () => {
    const it = await open('nothing');
    expect(await it.text()).toContain('Somebody else wrote a program');
    expect(await it.page.getByRole('button', { name: 'Start' }).isVisible()).toBe(true);
  });

  it('keeps check, hints and debrief out of a mock interview', async () => {
    const it = await open('exam');
    const over = debugAttempt({ phase: 'close', started: true, finished: true });
    for (const attempt of [DEBUG_STATES.exam.attempt, over]) {
      await it.state({ ...DEBUG_STATES.exam, attempt });
      expect(await it.page.locator('#check, #hints-title, #debrief-title').count()).toBe(0);
      expect(await it.text()).toContain('come when the interview is over');
    }
  });
});

describe('until the attempt is over', () => {
  it('names no mistake and shows no repair', async () => {
    const it = await open('ready');
    for (const name of NAMES) {
      if (DEBUG_STATES[name].attempt?.clock.finished === true) continue;
      await it.show(name);
      await it.openAll();
      const text = await it.text();
      for (const { mistake } of program.planted) {
        const title = coding.mistakes.find(({ id }) => id === mistake)?.title;
        expect(text, name).not.toContain(title);
      }
      expect(await it.page.locator('.diff').count(), name).toBe(0);
    }
  });
});

describe('what the author reports', () => {
  it('is said, drawn, and told as figures', async () => {
    const it = await open('reading');
    expect(await it.page.locator('blockquote p').count()).toBe(3);
    await it.page.locator('.plot canvas').waitFor();
    const slider = it.page.getByRole('slider');
    await slider.focus();
    await it.page.keyboard.press('Home');
    expect(await slider.getAttribute('aria-valuetext')).toBe(
      'step 1: this program 2.7, a version the author trusts 2.3',
    );
    const rows = await it.page.getByRole('group', { name: 'Figures' }).locator('tbody tr').all();
    expect(await Promise.all(rows.map((row) => row.textContent()))).toEqual([
      'Accuracy0.1040.98',
      'Largest gradientnot finite1.25',
    ]);
    expect(await it.troubles()).toEqual([]);
  });

  it('is not drawn anew, and keeps its place, when another state brings the same numbers', async () => {
    const it = await open('reading');
    const canvas = await it.page.locator('.plot canvas').elementHandle();
    await it.page.getByRole('slider').focus();
    await it.page.keyboard.press('Home');
    // As it comes from the host: another object with the same numbers in it.
    await it.state(structuredClone({ ...DEBUG_STATES.suspecting, now: NOW }));
    expect(await canvas.evaluate((one) => one.isConnected)).toBe(true);
    expect(await it.page.getByRole('slider').inputValue()).toBe('0');
  });
});

describe('the talking points', () => {
  it('come up at their second', async () => {
    const it = await open('reading');
    await it.page.clock.pauseAt(NOW + 3_600_000);
    await it.show('reading');
    expect(await it.page.locator('.now').textContent()).toContain('Say now: The shapes');
    await it.page.clock.runFor(27_000);
    expect(await it.page.locator('.now').textContent()).toContain('Say now: What the report');
  });

  it('are ticked with the keyboard', async () => {
    const it = await open('reading');
    await it.page.getByRole('checkbox', { name: /^What the report/ }).focus();
    await it.page.keyboard.press('Space');
    expect(await it.last()).toEqual({ type: 'tick-point', point: 'report', on: true });
  });
});

describe('the check', () => {
  it('says how it stands', async () => {
    const it = await open('left');
    for (const [name, said] of [
      ['left', '2 mistakes are left'],
      ['broken', 'At least 1 mistake is left, and something newly broken may be hiding others'],
      ['failed', 'invalid syntax. Mend that, then check again.'],
      ['off', 'In Restricted Mode your code is not run.'],
      ['passed', 'Sum up what was wrong, then finish.'],
      ['stale', 'Edited since this check'],
      ['checking', 'Checking…'],
    ] as const) {
      await it.show(name);
      expect(await it.page.locator('#check').textContent(), name).toContain(said);
    }
  });

  it('leads to the line of what is newly broken', async () => {
    const it = await open('broken');
    expect(await it.page.locator('#check').textContent()).toContain(BROKEN.message);
    await it.page.getByRole('button', { name: `Line ${BROKEN.line}` }).click();
    expect(await it.last()).toEqual({ type: 'open-line', line: BROKEN.line });
  });

  it('keeps the focus on its button, and is heard', async () => {
    const it = await open('checking');
    await it.page.getByRole('button', { name: 'Check now' }).focus();
    await it.page.keyboard.press('Enter');
    expect(await it.last()).toEqual({ type: 'command', command: 'check' });
    await it.show('broken');
    expect(await it.focused()).toMatch(/^Check now/);
    expect(await it.heard()).toMatch(/^At least 1 mistake is left.*softmax no longer takes/);
  });
});

describe('suspicions', () => {
  it('are told with their lines as they are now, and are heard', async () => {
    const it = await open('reading');
    await it.show('suspecting');
    expect(await it.heard()).toBe(`You suspect line ${suspected[0] ?? 0}.`);
    const section = it.page.locator('section[aria-labelledby=suspicions-title]');
    expect(await section.textContent()).not.toContain('changed since');
    await it.show('left');
    expect(await section.textContent()).toContain(`Line ${suspected[1] ?? 0}, changed since`);
  });

  it('are removed with the keyboard, which stays there', async () => {
    const it = await open('suspecting');
    await it.page.getByRole('button', { name: 'Remove' }).last().focus();
    await it.page.keyboard.press('Enter');
    const line = suspected[1] ?? 0;
    expect(await it.last()).toEqual({ type: 'clear-suspicion', line });
    const { suspicions } = DEBUG_STATES.suspecting;
    await it.state({ ...DEBUG_STATES.suspecting, suspicions: suspicions.slice(0, 1) });
    expect(await it.heard()).toBe(`You no longer suspect line ${line}.`);
    expect(await it.focused()).toMatch(/^Suspicions/);
  });
});

describe('hints', () => {
  it('are asked for one at a time, named, and land on the last', async () => {
    const it = await open('checking');
    await it.page.getByRole('button', { name: 'First hint' }).focus();
    await it.page.keyboard.press('Enter');
    expect(await it.last()).toEqual({ type: 'command', command: 'show-hint' });
    await it.show('left');
    expect(await it.heard()).toContain('A hint is open: the line.');
    expect(await it.page.locator('.hint h3').allTextContents()).toEqual([
      'Where · mistake 1',
      'Symptom · mistake 1',
      'The line · mistake 1',
    ]);
    await it.state({ ...DEBUG_STATES.left, moreHints: false });
    expect(await it.focused()).toMatch(/^The line/);
  });

  it('are gone with the last mistake, as is giving up', async () => {
    const it = await open('passed');
    expect(await it.page.getByRole('button', { name: /hint|Give up/ }).count()).toBe(0);
  });
});

describe('giving up', () => {
  it('asks once more in its place, and can be taken back', async () => {
    const it = await open('left');
    await it.page.getByRole('button', { name: 'Give up' }).focus();
    await it.page.keyboard.press('Enter');
    expect(await it.last()).toEqual({ type: 'ready' });
    expect(await it.page.getByRole('status').textContent()).toContain('This ends the attempt');
    expect(await it.focused()).toBe('Keep looking');
    await it.page.keyboard.press('Enter');
    expect(await it.page.getByRole('button', { name: 'Show the mistakes' }).count()).toBe(0);
    await it.page.keyboard.press('Enter');
    await it.page.keyboard.press('Tab');
    await it.page.keyboard.press('Enter');
    expect(await it.last()).toEqual({ type: 'command', command: 'give-up' });
    await it.show('given-up');
    expect(await it.heard()).toContain('Finished. The debrief is open.');
    expect(await it.focused()).not.toBe('');
  });
});
