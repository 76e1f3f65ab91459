/** The page of statistics in a real browser: with nothing, with one attempt, and after weeks. */
import { describe, expect, it } from 'vitest';
import { indexOf } from '../../src/core/pack.ts';
import { Ledger } from '../../src/core/ledger.ts';
import { Schedule } from '../../src/core/schedule/schedule.ts';
import { statistics, type Statistics } from '../../src/core/statistics/statistics.ts';
import { sampleHistory } from '../../src/dev/bench/sample-history.ts';
import type { FromStatisticsPage, ToStatisticsPage } from '../../src/protocol/statistics-page.ts';
import { faults } from './access.ts';
import { tabOf, type Look } from './browser.ts';
import { pack } from './states.ts';

const tab = tabOf<FromStatisticsPage, ToStatisticsPage>('statistics');

const index = indexOf(pack);

function statisticsOf(events: number): Statistics {
  const all = sampleHistory(events);
  const ledger = new Ledger(all);
  const now = (all.at(-1)?.at ?? Date.UTC(2026, 4, 20)) + 60_000;
  const interview = events > 0 ? now + 10 * 86_400_000 : null;
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

async function open(events: number, look: Look = {}) {
  const it = await tab.open(look);
  await it.send({ type: 'statistics', statistics: statisticsOf(events) });
  return { ...it, last: async () => (await it.sent()).at(-1) };
}

describe('the page', () => {
  it.each([0, 1, 2000])('reads well after %i events', async (events) => {
    const it = await open(events);
    const text = await it.page.locator('main').innerText();
    expect(text).toContain('Readiness');
    expect(text.includes('Until the interview')).toBe(events > 0);
    expect(text).not.toMatch(/NaN|undefined|Infinity|not finite/);
    expect(await it.troubles()).toEqual([]);
  });

  it('saves a chart as a picture', async () => {
    const it = await open(2000);
    await it.page.locator('.plot canvas').first().waitFor();
    await it.page.getByRole('button', { name: 'Save as PNG' }).first().click();
    const sent = await it.last();
    expect(sent).toMatchObject({ type: 'save-png' });
    const image = sent?.type === 'save-png' ? sent.image : '';
    const bytes = Buffer.from(image.slice(image.indexOf(',') + 1), 'base64');
    expect(bytes.subarray(1, 4).toString()).toBe('PNG');
    expect(bytes.length).toBeGreaterThan(1000);
  });

  it('asks for reports and for the date', async () => {
    const it = await open(1);
    for (const [name, command] of [
      ['Report as Markdown', 'markdown'],
      ['Attempts as CSV', 'csv'],
      ['What next?', 'what-next'],
    ] as const) {
      await it.page.getByRole('button', { name }).press('Enter');
      expect(await it.last()).toEqual({ type: 'command', command });
    }
  });
});

it('has no fault in any theme, narrow and with everything opened', async () => {
  const it = await open(2000, { width: 320 });
  await it.openAll();
  expect(await faults(it.page)).toEqual([]);
  expect(await it.troubles()).toEqual([]);
});
