/** What the page shows of the real content, of time and of the past. */
import { beforeAll, describe, expect, it } from 'vitest';
import { HANGS_MS } from '../limits.ts';
import { drillTab, type Opened } from './drill-tab.ts';
import { attemptOf, loop, NOW, pack, STATES, stateOf } from './states.ts';

const { open, files } = drillTab();

it('stays small', () => {
  expect(files().get('/dist/webview/pages.js')?.length).toBeLessThan(160_000);
});

describe('every drill, one after the other in one page', () => {
  let opened: Opened;
  beforeAll(async () => {
    opened = await open({ width: 320 });
  });

  it.each(pack.drills.map(({ drill }) => drill))(
    'shows everything, with maths and code: $id',
    async (drill) => {
      await opened.drill(drill);
      await opened.state(STATES.finished);
      await opened.openAll();
      const { page } = opened;
      await page.getByRole('button', { name: /^Show all/ }).click();
      const shown = await page.evaluate(() => ({
        title: document.querySelector('h1')?.textContent,
        maths: document.querySelectorAll('#equations math').length,
        flat: [...document.querySelectorAll('math')].filter((one) => one.clientHeight < 5).length,
        code: document.querySelectorAll('pre code .hljs-keyword').length,
        mistakes: document.querySelectorAll('#mistakes .list > details').length,
        wide: document.documentElement.scrollWidth,
      }));
      expect(shown.title).toBe(drill.title);
      expect(shown.maths).toBeGreaterThanOrEqual(drill.equations.length);
      expect(shown.flat).toBe(0);
      expect(shown.code).toBeGreaterThan(0);
      expect(shown.mistakes).toBe(drill.mistakes.length);
      expect(shown.wide).toBe(320);
      expect(await opened.troubles()).toEqual([]);
    },
  );
});

describe('before the host has sent anything', () => {
  const lines = ['drill', 'Loading the question and your clock…'];
  const said = (page: Awaited<ReturnType<typeof open>>['page']) =>
    page.locator('main.section').locator('h1, p').allTextContents();

  it('the page has its title and says what it waits for', async () => {
    const it = await open();
    expect(await said(it.page)).toEqual(lines);
    expect(await it.troubles()).toEqual([]);
  });

  it('it says the same before its script has come', async () => {
    const { page } = await open();
    await page.route('**/*.js', (route) => route.abort());
    await page.reload();
    expect(await said(page)).toEqual(lines);
    await page.unroute('**/*.js');
  });
});

describe('the order of things', () => {
  const headings = (page: Awaited<ReturnType<typeof open>>['page']) =>
    page.locator('h2').evaluateAll((all) => all.map((one) => one.firstChild?.textContent));

  it('begins with the question before the start, with what to say after it', async () => {
    const it = await open({ state: STATES.ready });
    expect((await headings(it.page))[0]).toBe('Question');
    await it.state(STATES.narrating);
    expect((await headings(it.page)).slice(0, 2)).toEqual(['Say it aloud', 'Question']);
    await it.state(STATES.failed);
    expect((await headings(it.page))[0]).toBe('Check');
    await it.state(STATES.away);
    expect((await headings(it.page))[0]).toBe('Welcome back');
    await it.state(STATES.finished);
    expect((await headings(it.page))[0]).toBe('Debrief');
  });

  it('keeps what gives the answer away for the end and says why', async () => {
    const it = await open({ state: STATES.coding });
    expect(await it.page.locator('#follow-ups').count()).toBe(0);
    expect(await it.page.getByText('open when your code passes').isVisible()).toBe(true);
    await it.state(STATES.passed);
    expect(await it.page.locator('#complexity, #tradeoffs, #follow-ups, #papers').count()).toBe(4);
  });

  it('shows the first eight mistakes, then all', async () => {
    const it = await open({ state: STATES.coding });
    await it.page.locator('#mistakes > summary').click();
    const list = it.page.locator('#mistakes .list > details');
    expect(await list.count()).toBe(8);
    await it.page.getByRole('button', { name: `Show all ${loop.mistakes.length}` }).click();
    expect(await list.count()).toBe(loop.mistakes.length);
  });
});

describe('time', () => {
  const running = stateOf({
    attempt: attemptOf({ started: true, since: NOW, spent: { narrate: 57_000 } }),
  });
  const time = '.time';

  it('goes on from the clock of the host, whatever that of the page says', async () => {
    const it = await open({ state: running });
    await it.page.clock.pauseAt(NOW + 3_600_000);
    await it.state({ ...running, now: NOW + 1000 });
    expect(await it.page.locator(time).textContent()).toBe('0:58');
    await it.page.clock.runFor(2100);
    expect(await it.page.locator(time).textContent()).toBe('1:00');
    expect(await it.page.locator('.place').textContent()).toContain('On time');
  });

  it('draws once a second, and not at all while it stands or cannot be seen', async () => {
    const it = await open({ state: running });
    await it.page.clock.pauseAt(NOW + 3_600_000);
    await it.state(running);
    await it.page.evaluate(() => {
      const counted = window as unknown as { drawn: number };
      counted.drawn = 0;
      const clock = document.querySelector('.time');
      new MutationObserver(() => (counted.drawn += 1)).observe(clock ?? document, {
        characterData: true,
        childList: true,
        subtree: true,
      });
    });
    const drawn = () => it.page.evaluate(() => (window as unknown as { drawn: number }).drawn);
    await it.page.clock.runFor(10_100);
    expect(await drawn()).toBe(10);
    const hide = (hidden: boolean) =>
      it.page.evaluate((now) => {
        Object.defineProperty(document, 'hidden', { value: now, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      }, hidden);
    await hide(true);
    await it.page.clock.runFor(60_000);
    expect(await drawn()).toBe(10);
    await hide(false);
    await it.page.clock.runFor(50);
    expect(await it.page.locator(time).textContent()).toBe('2:07');
    await it.state(STATES.away);
    await it.page.clock.runFor(60_000);
    expect(await it.page.locator(time).textContent()).toBe('7:00');
  });

  it('tells phases and results to screen readers, and never seconds', async () => {
    const it = await open({ state: STATES.ready });
    const live = it.page.locator('[aria-live=polite]');
    await it.state(STATES.narrating);
    const said = await live.textContent();
    expect(said).toContain('Explain the approach: 1–2 min');
    await it.page.clock.runFor(30_000);
    expect(await live.textContent()).toBe(said);
    expect(await it.page.locator('[aria-live] .time, .time[aria-live]').count()).toBe(0);
  });
});

describe('what the page remembers', () => {
  it('is what was open and where it was, and a new attempt begins afresh', async () => {
    const it = await open({ state: STATES.coding });
    await it.page.locator('#equations > summary').click();
    await it.page.evaluate(() => window.scrollTo(0, 300));
    const known = { subject: loop.id, attempt: 'attempt-1', scroll: 300 };
    await expect.poll(() => it.memory(), { timeout: HANGS_MS }).toMatchObject(known);
    const memory = await it.memory();

    const again = await open({ state: STATES.coding, memory });
    expect(await again.page.locator('#equations figure').first().isVisible()).toBe(true);
    expect(await again.page.evaluate(() => window.scrollY)).toBe(300);
    await again.state(stateOf({ attempt: attemptOf({}, { id: 'attempt-2' }) }));
    expect(await again.page.locator('#equations figure').count()).toBe(0);
    expect(await again.page.evaluate(() => window.scrollY)).toBe(0);
  });
});
