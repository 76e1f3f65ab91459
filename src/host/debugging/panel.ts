/** The page of a debugging drill, beside the program. */
import type * as vscode from 'vscode';
import { exerciseOf } from '../../core/content.ts';
import { drillOfDebug, TALK } from '../../core/debugging/exercise.ts';
import {
  parseFromDebugPage,
  type DebugDrill,
  type ToDebugPage,
  type FromDebug,
} from '../../protocol/debug-page.ts';
import type { GetServices } from '../services.ts';
import { PANELS } from '../ids.ts';
import { PagePanel, type PageKind } from '../panels/page-panel.ts';
import { CHORD, shortcuts } from '../panels/shortcuts.ts';
export type DebugPanel = PagePanel<FromDebug, ToDebugPage>;

const DEBUG_PAGE: PageKind<FromDebug, ToDebugPage> = {
  page: 'debug',
  viewType: PANELS.debug,
  title: 'Debugging drill',
  column: 'beside',
  kinds: ['debug'],
  parse: parseFromDebugPage,
  async content(services, id) {
    const { question, contract } = await services.catalogue.drill(drillOfDebug(id));
    const title = exerciseOf(services.index, id)?.title ?? id;
    const drill = { id, title, question, contract, talk: TALK, shortcuts: debugShortcuts() };
    return { title, message: { type: 'drill', drill } };
  },
  async state(services, id) {
    const { debugState } = await import('./state.ts');
    return { type: 'state', state: await debugState(services, id) };
  },
  async perform(services, id, message) {
    const { performOnDebug } = await import('./actions.ts');
    await performOnDebug(services, id, message);
  },
  restore: (services, id) =>
    id !== null && exerciseOf(services.index, id)?.kind === 'debug' ? id : null,
};

function debugShortcuts(): DebugDrill['shortcuts'] {
  return { ...shortcuts(), suspect: `${CHORD} L` };
}

export function debugPanel(extensionUri: vscode.Uri, getServices: GetServices): DebugPanel {
  return new PagePanel(extensionUri, getServices, DEBUG_PAGE);
}
