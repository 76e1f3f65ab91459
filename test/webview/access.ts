/** What is wrong with a page in any theme, told so that a failed test says where. */
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { DRESSES, type Dress, type FakeWindow } from './fake-host.ts';

interface Audited extends FakeWindow {
  readonly axe: typeof axe;
  /** By rule, the colours of text and its ground that axe has judged since the page was opened. */
  judged?: Readonly<Record<string, Set<string>>>;
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
 * axe could not judge that one. The same goes for links. What a rule is not about in one theme, such as a control that
 * is disabled or a link outside of a text, it is not about in any.
 */
async function inEveryTheme(dresses: [string, Dress][]): Promise<unknown[]> {
  const audited = window as unknown as Audited;
  const { axe, fake } = audited;
  const [contrast, inText] = ['color-contrast', 'link-in-text-block'] as const;
  const byColour = [contrast, inText];
  const judged = (audited.judged ??= { [contrast]: new Set(), [inText]: new Set() });
  const exempt: Record<string, Set<Element>> = { [contrast]: new Set(), [inText]: new Set() };
  const found: unknown[] = [];
  const tell = (theme: string, { violations }: axe.AxeResults) => {
    for (const { id, nodes } of violations) {
      found.push([theme, id, nodes[0]?.html, nodes[0]?.failureSummary]);
    }
  };

  // All that axe takes for text beside what has text of its own.
  const controls = 'select, textarea, input:not([type=radio], [type=checkbox], [type=range])';
  const readTexts = () =>
    [...document.body.querySelectorAll('*')].filter((one) => {
      const own = [...one.childNodes].some(
        (node) => node instanceof Text && node.data.trim() !== '',
      );
      return (own || one.matches(controls)) && one.checkVisibility();
    });

  const letters = ['color', 'font-size', 'font-weight', 'text-shadow', 'text-decoration-line'];
  const ground = [
    'background-color',
    'background-image',
    'opacity',
    'filter',
    'position',
    'clip-path',
  ];
  /** Of an element that paints no ground. */
  const nothing = 'rgba(0, 0, 0, 0),none,1,none,static,none';
  const onlySpoken = 'inset(50%)';
  /** For each text all that its contrast follows from: how it is written, and what lies under it. */
  const readColours = (texts: readonly Element[]) => {
    const grounds = new Map<Element | null, string>([[null, '']]);
    const read = (element: Element, names: string[]) => {
      const style = getComputedStyle(element);
      return names.map((name) => style.getPropertyValue(name)).join();
    };
    const groundOf = (element: Element | null): string => {
      const known = grounds.get(element);
      if (known !== undefined || element === null) return known ?? '';
      const own = read(element, ground);
      const all = groundOf(element.parentElement) + (own === nothing ? '' : `\n${own}`);
      grounds.set(element, all);
      return all;
    };
    // The colour of what is around, because a link must differ from it.
    const around = (text: Element) => getComputedStyle(text.parentElement ?? text).color;
    return texts
      .map((text) => [text, `${read(text, letters)} ${around(text)}${groundOf(text)}`] as const)
      .filter(([, own]) => !own.includes(onlySpoken));
  };

  const rules = Object.fromEntries(byColour.map((rule) => [rule, { enabled: false }]));
  tell('any theme', await axe.run(document, { rules, resultTypes: ['violations'] }));
  for (const [theme, dress] of dresses) {
    fake.wear(dress);
    // On a busy machine a page may still draw something, such as a chart that has just been loaded.
    const texts = readTexts();
    const links = texts.filter((one) => one.matches('a'));
    const colours = new Map(readColours(texts));
    const open = (rule: string, among: readonly Element[] = texts) =>
      among.flatMap((one) => {
        const own = colours.get(one);
        const asked = own !== undefined && !judged[rule]?.has(own) && !exempt[rule]?.has(one);
        return asked ? [[own, one] as const] : [];
      });
    const ask = async (all: Element[]) => {
      const include = all.filter((one) => one.isConnected);
      if (include.length === 0) return;
      const results = await axe.run(
        { include },
        {
          runOnly: byColour,
          resultTypes: ['violations', 'passes', 'incomplete'],
          elementRef: true,
        },
      );
      tell(theme, results);
      for (const rule of byColour) {
        const of = (all: axe.Result[]) =>
          all.flatMap(({ id, nodes }) => (id === rule ? nodes : [])).map(({ element }) => element);
        const decided = of([...results.passes, ...results.violations]);
        for (const one of decided) judged[rule]?.add((one && colours.get(one)) ?? '');
        const about = new Set<Element | undefined>([...decided, ...of(results.incomplete)]);
        for (const one of include) if (!about.has(one)) exempt[rule]?.add(one);
      }
    };
    const first = new Set(new Map(open(contrast)).values());
    const firstLinks = new Map(open(inText, links)).values();
    await ask([...new Set([...first, ...firstLinks])]);
    const more = [...open(contrast), ...open(inText, links)].map(([, one]) => one);
    await ask([...new Set(more)].filter((one) => !first.has(one)));
    const { scrollWidth } = document.documentElement;
    if (scrollWidth > innerWidth) found.push([theme, `is ${scrollWidth} pixels wide`]);
  }
  return found;
}
