/** Tells VS Code what can be done now, so that the palette shows no commands that would only explain why they cannot run. */
import * as vscode from 'vscode';
import {
  inFront,
  lastingContexts,
  NOTHING_YET,
  type InFront,
  type LastingContexts,
} from '../../core/palette.ts';
import type { Services } from '../services.ts';
import { CONTEXTS } from '../ids.ts';
import { writablePacks } from '../packs/pack-folders.ts';
import { exerciseInFront, type ExercisePage } from '../target.ts';
import type { Refreshable } from '../watch.ts';

/** The key of the global state under which the lasting facts are kept. */
const MEMORY = 'palette';

type Values = Readonly<Partial<Record<keyof typeof CONTEXTS, string | boolean>>>;

/**
 * Until the extension is activated, a window has none of our context keys. The palette then lists the commands that start
 * something, the check of a Python file, and the commands that export the history. On activation, the lasting facts come
 * from memory at once, because the history is read only when something asks for it.
 */
export function tellRemembered(memory: vscode.Memento): void {
  setContexts({ awake: true, ...NOTHING_YET, ...memory.get<Partial<LastingContexts>>(MEMORY) });
}

export class PaletteContexts implements Refreshable, vscode.Disposable {
  private told: Values = {};
  private remembered = '';
  private readonly following: vscode.Disposable;

  constructor(
    private readonly services: Services,
    private readonly pages: readonly ExercisePage[],
  ) {
    this.remembered = JSON.stringify(services.memory.get(MEMORY));
    // What lasts changes with events alone, and takes longer: it is not worked out for every click on a tab.
    const look = (): void => this.tell(this.inFront());
    this.following = vscode.Disposable.from(
      vscode.window.onDidChangeActiveTextEditor(look),
      ...pages.map((page) => page.onDidChangeFront(look)),
    );
  }

  refresh(): void {
    const { history, index, memory, packs, syncedProgress } = this.services;
    const { ledger } = history;
    const now = lastingContexts({
      ...{ ledger, index, checklist: syncedProgress.checklist },
      events: history.size,
      ownPacks: writablePacks(packs.folders).length,
    });
    this.tell({ ...now, ...this.inFront() });
    const written = JSON.stringify(now);
    if (written === this.remembered) return;
    this.remembered = written;
    void memory.update(MEMORY, now);
  }

  dispose(): void {
    this.following.dispose();
  }

  private inFront(): InFront {
    return inFront(this.services.history.ledger, exerciseInFront(this.services, this.pages));
  }

  private tell(values: Values): void {
    const { told } = this;
    const changed = Object.entries(values).filter(
      ([name, value]) => told[name as keyof Values] !== value,
    );
    this.told = { ...told, ...values };
    setContexts(Object.fromEntries(changed));
  }
}

function setContexts(values: Values): void {
  for (const [name, value] of Object.entries(values)) {
    const key = CONTEXTS[name as keyof typeof CONTEXTS];
    void vscode.commands.executeCommand('setContext', key, value);
  }
}
