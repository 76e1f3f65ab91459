/** A run that goes wrong, by keyboard, for screen readers and in every theme, in a real browser. */
import { describe, expect, it } from 'vitest';
import type { RunCase } from '../../src/core/clinics/case.ts';
import type {
  ClinicPageState,
  FromClinicPage,
  ToClinicPage,
} from '../../src/protocol/clinic-page.ts';
import { faults } from './access.ts';
import { tabOf, type Look } from './browser.ts';
import { clinicState, RUN, run, runOf } from './clinic-states.ts';
import { pack } from './states.ts';

const tab = tabOf<FromClinicPage, ToClinicPage>('clinic');

async function open(state: ClinicPageState, look: Look = {}, clinic: RunCase = run) {
  const it = await tab.open(look);
  await it.send({ type: 'clinic', clinic });
  await it.send({ type: 'state', state });
  return {
    ...it,
    state: (next: ClinicPageState) => it.send({ type: 'state', state: next }),
    last: async () => (await it.sent()).at(-1),
  };
}

const names = (page: { evaluate: <T>(run: () => T) => Promise<T> }) =>
  page.evaluate(() =>
    [...document.querySelectorAll('.ordering .rich')].map((one) => one.textContent),
  );

describe('by keyboard alone', () => {
  it('hypotheses are ordered, and what moved keeps the focus', async () => {
    const it = await open(RUN.ordered);
    const before = await names(it.page);
    await it.page.getByRole('button', { name: 'Move down, now number 1' }).focus();
    await it.page.keyboard.press('Enter');
    const [first = '', second = '', ...rest] = RUN.ordered.hypotheses;
    const order = [second, first, ...rest];
    expect(await it.last()).toEqual({ type: 'order', order });
    await it.state({ ...RUN.ordered, hypotheses: order });
    expect(await names(it.page)).toEqual([before[1], before[0], ...before.slice(2)]);
    const label = () => it.page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    expect(await label()).toBe('Move down, now number 2');
    expect(await it.page.locator('[aria-live=polite]').textContent()).toBe('Moved.');
  });

  it('the ends do nothing, and can be reached', async () => {
    const it = await open(RUN.ordered);
    const up = it.page.getByRole('button', { name: 'Move up, now number 1' });
    await up.focus();
    await it.page.keyboard.press('Enter');
    expect(await it.last()).toEqual({ type: 'ready' });
  });

  it('one measurement is asked for at a time, and shown', async () => {
    const it = await open(RUN.ordered);
    const [title] = run.measurements.map((one) => one.title);
    await it.page.getByRole('button', { name: title ?? '' }).focus();
    await it.page.keyboard.press('Enter');
    expect(await it.last()).toEqual({ type: 'measure', measurement: run.measurements[0]?.id });
    await it.state(RUN.measured);
    expect(await it.page.locator('.measured').count()).toBe(2);
    const spoken = await it.page.locator('[aria-live=polite]').textContent();
    expect(spoken).toBe(`Measured: ${title ?? ''}`);
    expect(await it.page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY');
  });

  it('cause and fix are named, both or none', async () => {
    const it = await open(RUN.measured);
    const name = it.page.getByRole('button', { name: 'Name the cause and fix' });
    await name.click();
    expect(await it.last()).toEqual({ type: 'ready' });
    expect(await it.page.getByText('Choose a cause and a fix first.').isVisible()).toBe(true);
    await it.page.getByRole('radio', { name: /gradient is enormous/ }).focus();
    await it.page.keyboard.press('Space');
    await it.page.getByRole('radio', { name: /Clip the gradient/ }).focus();
    await it.page.keyboard.press('Space');
    await name.focus();
    await it.page.keyboard.press('Enter');
    expect(await it.last()).toEqual({ type: 'diagnose', cause: run.cause, fix: run.fix });
  });
});

describe('a miss', () => {
  it('says what speaks against it, and keeps what was chosen', async () => {
    const it = await open(RUN.missed);
    const text = await it.page.locator('.found').textContent();
    expect(text).toContain('Neither is right.');
    expect(text).toContain('what jumps nearly fortyfold');
    expect(text).not.toContain('keeps the direction');
    expect(await it.page.getByRole('radio', { checked: true }).count()).toBe(2);
  });
});

describe('the end', () => {
  it('shows the repaired run beside the faulty one, and why', async () => {
    const it = await open(RUN.solved, { width: 900 });
    expect(await it.page.locator('.result').textContent()).toMatch(
      /named on try 2, after 2 of 5 measurements; the cause was number 2/,
    );
    const charts = it.page.locator('#repaired-faulty-table, #repaired-repaired-table');
    expect(await charts.count()).toBe(2);
    await it.page.locator('.pair canvas').nth(1).waitFor();
    const boxes = await it.page
      .locator('.pair > .chart')
      .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top));
    expect(boxes[0]).toBe(boxes[1]);
  });

  it('is there without a diagnosis too', async () => {
    const it = await open(RUN['given-up']);
    expect(await it.page.locator('.result').textContent()).toMatch(/^ ?Not found this time/);
  });
});

describe('a chart', () => {
  it('is drawn under the policy, and is read point by point with the keyboard', async () => {
    const it = await open(RUN.begun);
    await it.page.locator('.plot canvas').waitFor();
    const drawn = await it.page.locator('.plot canvas').evaluate((canvas) => {
      const { width, height } = canvas as HTMLCanvasElement;
      const data = (canvas as HTMLCanvasElement)
        .getContext('2d')
        ?.getImageData(0, 0, width, height);
      return data?.data.some((value) => value !== 0);
    });
    const slider = it.page.getByRole('slider');
    await slider.focus();
    await it.page.keyboard.press('Home');
    expect(await slider.getAttribute('aria-valuetext')).toBe('step 0: training 7.357');
    await it.page.keyboard.press('ArrowRight');
    expect(await slider.getAttribute('aria-valuetext')).toBe('step 1: training 1.792');
    expect(drawn).toBe(true);
    expect(await it.troubles()).toEqual([]);
  });

  it('is a table for who wants one', async () => {
    const it = await open(RUN.begun);
    await it.page.getByText('As a table').click();
    const rows = it.page.locator('table tbody tr');
    expect(await rows.count()).toBeLessThanOrEqual(21);
    expect(await rows.first().textContent()).toBe('07.357');
  });

  it('says in words where a value was not finite', async () => {
    const it = await open(clinicState(), {}, runOf('clinic/nan-loss'));
    expect(await it.page.locator('.legend').textContent()).toContain('not finite');
  });
});

describe('for everybody', () => {
  it('has no fault in any state and theme', async () => {
    const it = await open(RUN.ready, { width: 320 });
    for (const [name, state] of Object.entries(RUN)) {
      await it.state(state);
      if (['all', 'solved'].includes(name)) await it.openAll();
      expect(await faults(it.page), name).toEqual([]);
    }
    expect(await it.troubles()).toEqual([]);
  });

  it('every case can be drawn from beginning to end', async () => {
    const it = await open(RUN.begun);
    for (const { clinic } of pack.clinics) {
      if (clinic.of !== 'run') continue;
      await it.send({ type: 'clinic', clinic });
      await it.state(clinicState({ measurements: clinic.measurements.map((one) => one.id) }));
      await it.state(RUN.solved);
      await it.openAll();
      expect(await it.page.getByText('could not be shown').count(), clinic.id).toBe(0);
    }
    await it.page.locator('.pair canvas').first().waitFor();
    expect(await it.troubles()).toEqual([]);
  });
});
