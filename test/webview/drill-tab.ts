/** The drill page in a browser, with a drill and a state. */
import type { Drill } from '../../src/core/content.ts';
import type { DrillPageState, FromPage, ToPage } from '../../src/protocol/drill-page.ts';
import { tabOf, type Look, type OpenedPage } from './browser.ts';
import { loop, pack } from './states.ts';

export interface Opened extends OpenedPage<FromPage, ToPage> {
  drill(drill: Drill): Promise<void>;
  state(state: DrillPageState): Promise<void>;
}

export interface Options extends Look {
  readonly drill?: Drill;
  /** None: the page has received nothing yet. */
  readonly state?: DrillPageState;
}

const SHORTCUTS = {
  start: 'Ctrl+Alt+P',
  pause: 'Ctrl+Alt+P',
  resume: 'Ctrl+Alt+P',
  'next-phase': 'Ctrl+Alt+N',
  finish: 'Ctrl+Alt+F',
  check: 'Ctrl+Alt+C',
};

export function drillTab() {
  const { open, files } = tabOf<FromPage, ToPage>('drill');
  return {
    files,
    open: async ({ drill = loop, state, ...look }: Options = {}): Promise<Opened> => {
      const page = await open(look);
      const opened: Opened = {
        ...page,
        drill: (next) =>
          page.send({
            type: 'drill',
            drill: next,
            general: pack.guideMistakes,
            shortcuts: SHORTCUTS,
          }),
        state: (next) => page.send({ type: 'state', state: next }),
      };
      if (state) {
        await opened.drill(drill);
        await opened.state(state);
      }
      return opened;
    },
  };
}
