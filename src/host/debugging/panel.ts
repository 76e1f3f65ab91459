/** The page of a debugging drill, beside the program. */
import type * as vscode from 'vscode';
import { exerciseOf } from '../../core/content.ts';
import { drillOfDebug, TALK } from '../../core/debugging/exercise.ts';
import {
  parseFromDebugPage,
  type DebugDrill,
  type FromDebugPage,
  type ToDebugPage,
} from '../../protocol/debug-page.ts';
import type { FromEveryPage } from '../../protocol/page.ts';
import type { Ready } from '../app.ts';
import { PANELS } from '../ids.ts';
import { PagePanel, type PageKind } from '../panels/page-panel.ts';
import { CHORD, shortcuts } from '../panels/shortcuts.ts';

export type FromDebug = Exclude<FromDebugPage, FromEveryPage>;
export type DebugPanel = PagePanel<FromDebug, ToDebugPage>;

const DEBUG_PAGE: PageKind<FromDebug, ToDebugPage> = {
  page: 'debug',
  viewType: PANELS.debug,
  title: 'Debugging drill',
  column: 'beside',
  kinds: ['debug'],
  parse: parseFromDebugPage,
  async content(app, id) {
    const { question, contract } = await app.catalogue.drill(drillOfDebug(id));
    const title = exerciseOf(app.index, id)?.title ?? id;
    const drill = { id, title, question, contract, talk: TALK, shortcuts: debugShortcuts() };
    return { title, message: { type: 'drill', drill } };
  },
  async state(app, id) {
    const { debugState } = await import('./state.ts');
    return { type: 'state', state: await debugState(app, id) };
  },
  async perform(app, id, message) {
    const { performOnDebug } = await import('./actions.ts');
    await performOnDebug(app, id, message);
  },
  restore: (app, id) => (id !== null && exerciseOf(app.index, id)?.kind === 'debug' ? id : null),
};

function debugShortcuts(): DebugDrill['shortcuts'] {
  return { ...shortcuts(), suspect: `${CHORD} L` };
}

export function debugPanel(extensionUri: vscode.Uri, ready: Ready): DebugPanel {
  return new PagePanel(extensionUri, ready, DEBUG_PAGE);
}
