/** The page beside the code: one panel that shows one coding drill. */
import type * as vscode from 'vscode';
import {
  parseFromPage,
  type RevealTarget,
  type ToPage,
  type FromDrillPage,
} from '../../protocol/drill-page.ts';
import type { GetServices } from '../services.ts';
import { PANELS } from '../ids.ts';
import { performOnDrill } from './page-actions.ts';
import { PagePanel, type PageKind } from './page-panel.ts';
import { pageState } from './page-state.ts';
import { shortcuts } from './shortcuts.ts';
export type DrillPanel = PagePanel<FromDrillPage, ToPage>;

const DRILL_PAGE: PageKind<FromDrillPage, ToPage> = {
  page: 'drill',
  viewType: PANELS.drill,
  title: 'Tensor Drills',
  column: 'beside',
  kinds: ['coding'],
  parse: parseFromPage,
  async content(services, id) {
    const [drill, general] = await Promise.all([
      services.catalogue.drill(id),
      services.catalogue.guideMistakes(),
    ]);
    return {
      title: drill.title,
      message: { type: 'drill', drill, general, shortcuts: shortcuts() },
    };
  },
  state: (services, id) => ({ type: 'state', state: pageState(services, id) }),
  perform: performOnDrill,
  restore(services, id) {
    const { drills } = services.index;
    const known = [id, services.history.ledger.current()?.exerciseId].find((one) =>
      drills.some((drill) => drill.id === one),
    );
    return known ?? null;
  },
};

export function drillPanel(extensionUri: vscode.Uri, getServices: GetServices): DrillPanel {
  return new PagePanel(extensionUri, getServices, DRILL_PAGE);
}

/** Opens a part of the page and brings it into view. */
export function revealOnDrill(
  panel: DrillPanel,
  drill: string,
  target: RevealTarget,
): Promise<void> {
  return panel.show(drill, { type: 'reveal', target });
}
