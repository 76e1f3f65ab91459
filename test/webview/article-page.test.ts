/** The page on which articles are read, in a real browser, with a real server that counts what is asked for. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Articles } from '../../src/content/article.ts';
import type { Article } from '../../src/core/content.ts';
import type { FromArticlePage, ToArticlePage } from '../../src/protocol/article-page.ts';
import { countingServer, type CountingServer } from '../counting-server.ts';
import { ASKS, HOSTILE_PAGE } from '../hostile-page.ts';
import { HANGS_MS } from '../limits.ts';
import { faults } from './access.ts';
import { tabOf, type Look } from './browser.ts';
import { pack } from './states.ts';
import type { Html } from '../../src/core/basics.ts';

const tab = tabOf<FromArticlePage, ToArticlePage>('article');
const compile = (source: string): Article => new Articles().compile(source, 'guide/mine.md');
let server: CountingServer;
beforeAll(async () => {
  server = await countingServer();
  return () => server.close();
});
beforeEach(() => server.asked.splice(0));

async function open(article: Article, look: Look = {}) {
  const it = await tab.open(look);
  // The tab's own files come from memory, what is asked of the server from there.
  await it.page.route(`${server.url}/**`, (route) => route.continue());
  await it.send({ type: 'article', id: 'guide/mine', article });
  return { ...it, last: async () => (await it.sent()).at(-1) };
}

/** Until everything that was put on the page had its time to be asked for. */
const idle = (page: Awaited<ReturnType<typeof open>>['page']) =>
  page.waitForLoadState('networkidle');

describe('a page of a pack that names things elsewhere', () => {
  it('asks for nothing, and says what was left out', async () => {
    const it = await open(compile(HOSTILE_PAGE(server.url)));
    await idle(it.page);
    expect(server.asked).toEqual([]);
    expect(await it.troubles()).toEqual([]);
    const note = await it.page.getByRole('note').innerText();
    expect(note).toMatch(
      /^Some content was left out of this page: .*2 images.*<iframe>.*<style>.*<meta>/,
    );
    expect(await it.page.evaluate(() => 'hurt' in window)).toBe(false);
    expect(await it.page.locator('#root :is(img, iframe, style, meta, form)').count()).toBe(0);
  });

  it('could ask for nothing even if our compiler let it through', async () => {
    const raw = HOSTILE_PAGE(server.url)
      .replace(/!\[.*?\]\((.*?)\)/g, '<img src="$1">')
      .replace(/<meta[^>]*>/, '') as Html;
    const it = await open({ title: 'Hostile', html: raw, omitted: [] });
    await idle(it.page);
    expect(server.asked).toEqual([]);
    expect((await it.troubles()).join('\n')).toMatch(/img-src|frame-src|style-src/);

    // The same without our policy does ask, so the server and the browser can.
    await it.page.goto(`${server.url}/`);
    await it.page.setContent(raw);
    const seen = (): boolean => ASKS.every((one) => server.asked.includes(`/${one}`));
    await expect.poll(seen, { timeout: HANGS_MS / 2 }).toBe(true);
    server.asked.splice(0);
  });
});

describe('links', () => {
  it('lead to headings here, with the focus, and ask the host for other pages', async () => {
    const far = '\n\ntext\n'.repeat(80);
    const source = `# Mine\n\n[down](#the-end) [LoRA](papers/lora.md#key-equation) [out](https://e.org)${far}\n## The end\n`;
    const it = await open(compile(source));
    await it.page.getByRole('link', { name: 'down' }).press('Enter');
    const focused = () => it.page.evaluate(() => document.activeElement?.id);
    expect(await focused()).toBe('s-the-end');
    expect(await it.page.evaluate(() => window.scrollY)).toBeGreaterThan(500);
    await it.page.getByRole('link', { name: 'LoRA' }).click();
    expect(await it.last()).toEqual({
      type: 'open-page',
      page: 'papers/lora',
      section: 'key-equation',
    });
    await it.send({ type: 'go', anchor: 'mine' });
    expect(await focused()).toBe('s-mine');
    await it.send({ type: 'go', anchor: 'the-end' });
    expect(await focused()).toBe('s-the-end');
    await it.send({ type: 'go', anchor: 'nowhere' });
    expect(await it.troubles()).toEqual([]);
  });
});

describe('the built-in pages', () => {
  it('have no fault in any theme, nor narrow', async () => {
    const it = await open(pack.articles['guide/apis'] as Article, { width: 320 });
    for (const id of ['guide/papers/ddpm', 'guide/answering', 'checklist/bert-gpt', 'guide/apis']) {
      await it.send({ type: 'article', id, article: pack.articles[id] as Article });
      expect(await faults(it.page), id).toEqual([]);
    }
    expect(await it.troubles()).toEqual([]);
  });

  it('are where they were after a reload', async () => {
    const article = pack.articles['guide/apis'] as Article;
    const memory = { subject: 'guide/mine', attempt: null, open: {}, scroll: 700 };
    const it = await open(article, { memory });
    await it.page.waitForFunction(() => window.scrollY === 700);
    await it.send({ type: 'article', id: 'guide/other', article });
    await it.page.waitForFunction(() => window.scrollY === 0);
  });
});
