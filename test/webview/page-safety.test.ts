/** Hostile text, broken states, and the policy under which the page runs. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Markdown } from '../../src/content/markdown.ts';
import type { Drill } from '../../src/core/content.ts';
import type { DrillPageState } from '../../src/protocol/drill-page.ts';
import { HANGS_MS } from '../limits.ts';
import { drillTab } from './drill-tab.ts';
import { checkOf, failed, loop, STATES } from './states.ts';
import themes from './themes.json' with { type: 'json' };
import type { Html } from '../../src/core/basics.ts';

const { open } = drillTab();
const WAIT = { timeout: HANGS_MS };

const HOSTILE = [
  '<script>window.hurt=1</script>',
  '<img src=x onerror="window.hurt=1">',
  '<svg onload="window.hurt=1"></svg>',
  '<a href="javascript:window.hurt=1">a</a>',
  '[a](javascript:window.hurt=1)',
  '<iframe srcdoc="<script>parent.hurt=1</script>"></iframe>',
  '<style>body{display:none}</style>',
  '<form action="https://evil.test"><button>b</button></form>',
  '"><details open ontoggle="window.hurt=1">',
].join('\n\n');

/** The same value with every text in it replaced. */
function poison<T>(value: T, text: string, keep: readonly string[]): T {
  if (typeof value === 'string') return text as T;
  if (Array.isArray(value)) return value.map((one: unknown) => poison(one, text, keep)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      keep.includes(key) ? (one as unknown) : poison(one as unknown, text, keep),
    ]),
  ) as T;
}

const KEEP = ['id', 'outcome', 'status', 'phase', 'severity', 'points', 'phases'];

describe('hostile text', () => {
  const drill: Drill = { ...poison(loop, new Markdown().block(HOSTILE), KEEP), title: HOSTILE };
  const state: DrillPageState = poison(
    { ...STATES.finished, check: checkOf(failed) },
    HOSTILE,
    KEEP,
  );

  it('from a pack, a candidate or a file name is only text', async () => {
    const it = await open({ drill, state });
    await it.openAll();
    await it.send({ type: 'error', message: HOSTILE });
    const hurt = await it.page.evaluate(() => 'hurt' in window);
    const made = it.page.locator(
      '#root :is(script, img, iframe, style, form, svg[onload], a[href^=javascript], [onerror])',
    );
    expect(hurt).toBe(false);
    expect(await made.count()).toBe(0);
    expect(await it.troubles()).toEqual([]);
  });

  it('cannot run even as raw HTML, because of the policy', async () => {
    const raw: Drill = { ...loop, question: HOSTILE as Html };
    const it = await open({ drill: raw, state: STATES.ready });
    // The handlers of the picture and of the fold, which would run a little later than the rest.
    const refused = async () => (await it.troubles()).filter((one) => /^script-src-attr/.test(one));
    await expect.poll(async () => (await refused()).length, WAIT).toBeGreaterThan(1);
    expect(await it.page.evaluate(() => 'hurt' in window)).toBe(false);
  });
});

describe('when drawing fails', () => {
  it('says so, tells the host, and recovers', async () => {
    const it = await open({ state: STATES.coding });
    await it.state({ ...STATES.coding, madeBefore: null, check: checkOf(failed) } as never);
    expect(await it.page.getByText('This page could not be shown').isVisible()).toBe(true);
    expect((await it.sent()).at(-1)).toMatchObject({ type: 'failed' });
    await it.state(STATES.coding);
    await it.page.getByRole('button', { name: 'Try again' }).click();
    expect((await it.sent()).at(-1)).toEqual({ type: 'ready' });
    expect(await it.page.getByRole('heading', { name: 'Training loop' }).isVisible()).toBe(true);
  });

  it('tells the host of errors elsewhere too', async () => {
    const it = await open({ state: STATES.coding });
    await it.page.evaluate(() => {
      void Promise.reject(new Error('lost'));
    });
    const last = async () => (await it.sent()).at(-1);
    await expect
      .poll(last, WAIT)
      .toMatchObject({ message: expect.stringContaining('lost') as string });
  });

  it('takes no notice of messages that are not ours', async () => {
    const it = await open({ state: STATES.coding });
    for (const message of [null, 7, 'state', { type: 'state' }, { type: 'nonsense' }]) {
      await it.send(message as never);
    }
    expect(await it.page.locator('.clock').isVisible()).toBe(true);
    expect(await it.troubles()).toEqual([]);
  });

  it('shows what failed on the other side until it is dismissed', async () => {
    const it = await open({ state: STATES.coding });
    await it.send({ type: 'error', message: 'The file is gone. Start the drill again.' });
    const alert = it.page.getByRole('alert');
    expect(await alert.textContent()).toContain('The file is gone.');
    await it.page.getByRole('button', { name: 'Dismiss' }).click();
    expect(await alert.textContent()).toBe('');
  });
});

describe('the styles', () => {
  const css = readFileSync(join(import.meta.dirname, '../../media/page.css'), 'utf8');

  it('use only colours of the theme', () => {
    const declared = css.replaceAll(/\/\*[\s\S]*?\*\//g, '');
    expect(declared).not.toMatch(/#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(/i);
    expect(declared).not.toMatch(/@import|url\(/);
  });

  it('ask for variables that VS Code has', () => {
    const asked = new Set(css.match(/--vscode-[\w-]+/g));
    const known = new Set(Object.values(themes).flatMap((one) => Object.keys(one.variables)));
    expect([...asked].filter((one) => !known.has(one))).toEqual([]);
  });
});
