/** What is wrong with a page in any theme, told so that a failed test says where. */
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { DRESSES, type Dress, type FakeWindow } from './fake-host.ts';

interface Audited extends FakeWindow {
  readonly axe: typeof axe;
  /** Colours of text and its ground that axe has judged since the page was opened. */
  judged?: Set<string>;
}

/** What axe finds in each theme, and whether the page is wider than its window. */
export async function faults(page: Page): Promise<unknown[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  await page.evaluate(laidOut);
  return page.evaluate(inEveryTheme, Object.entries(DRESSES));
}

/**
 * A page finds out which of its parts scroll only when it is laid out, and then makes them reachable. Observers are called
 * in the order in which they were created, so by the time this one is called, the page's own have been. Frames would not
 * do, because the tests' clock replaces them.
 */
async function laidOut(): Promise<void> {
  await new Promise<void>((resolve) => {
    const last = new ResizeObserver(() => {
      last.disconnect();
      resolve();
    });
    last.observe(document.documentElement);
  });
}

/**
 * Runs in the page. A theme is colours and nothing else, so rules about anything else are asked in one theme. Contrast,
 * which costs most, follows from colours alone: it is asked of one text of each colours, and of the others only where
 * axe could not judge that one.
 */
async function inEveryTheme(dresses: [string, Dress][]): Promise<unknown[]> {
  const audited = window as unknown as Audited;
  const { axe, fake } = audited;
  const judged = (audited.judged ??= new Set());
  const byColour = ['color-contrast', 'link-in-text-block'];
  const found: unknown[] = [];
  const tell = (theme: string, { violations }: axe.AxeResults) => {
    for (const { id, nodes } of violations) {
      found.push([theme, id, nodes[0]?.html, nodes[0]?.failureSummary]);
    }
  };

  // All that axe takes for text beside what has text of its own.
  const controls = 'select, textarea, input:not([type=radio], [type=checkbox], [type=range])';
  const texts = [...document.body.querySelectorAll('*')].filter((one) => {
    const own = [...one.childNodes].some((node) => node instanceof Text && node.data.trim() !== '');
    return (own || one.matches(controls)) && one.checkVisibility();
  });
  const links = texts.filter((one) => one.matches('a'));

  const letters = ['font-size', 'font-weight', 'text-shadow'];
  const ground = ['color', 'background-color', 'background-image', 'opacity', 'filter'];
  const place = ['position', 'clip-path'];
  const onlySpoken = 'inset(50%)';
  /** For each text all that its contrast follows from: how it is written, and what lies under it. */
  const readColours = () => {
    const grounds = new Map<Element | null, string>([[null, '']]);
    const read = (element: Element, names: string[]) => {
      const style = getComputedStyle(element);
      return names.map((name) => style.getPropertyValue(name)).join();
    };
    const groundOf = (element: Element | null): string => {
      const known = grounds.get(element);
      if (known !== undefined || element === null) return known ?? '';
      const all = `${groundOf(element.parentElement)}\n${read(element, [...ground, ...place])}`;
      grounds.set(element, all);
      return all;
    };
    return texts
      .map((text) => [text, `${read(text, letters)}${groundOf(text)}`] as const)
      .filter(([, own]) => !own.includes(onlySpoken));
  };

  const rules = Object.fromEntries(byColour.map((rule) => [rule, { enabled: false }]));
  tell('any theme', await axe.run(document, { rules, resultTypes: ['violations'] }));
  for (const [theme, dress] of dresses) {
    fake.wear(dress);
    const colours = new Map(readColours());
    const open = () => [...colours].filter(([, own]) => !judged.has(own));
    const ask = async (include: Element[]) => {
      if (include.length === 0) return;
      const results = await axe.run(
        { include },
        { runOnly: byColour, resultTypes: ['violations', 'passes'], elementRef: true },
      );
      tell(theme, results);
      for (const { id, nodes } of [...results.passes, ...results.violations]) {
        if (id !== 'color-contrast') continue;
        for (const { element } of nodes) judged.add((element && colours.get(element)) ?? '');
      }
    };
    const first = new Set(new Map(open().map(([text, own]) => [own, text])).values());
    await ask([...new Set([...first, ...links])]);
    await ask(open().flatMap(([text]) => (first.has(text) ? [] : text)));
    const { scrollWidth } = document.documentElement;
    if (scrollWidth > innerWidth) found.push([theme, `is ${scrollWidth} pixels wide`]);
  }
  return found;
}
