/** Tells VS Code what can be done now, so that the palette shows no command that would only say why it cannot. */
import * as vscode from 'vscode';
import { inFront, lasting, NOTHING_YET, type Lasting } from '../../core/palette.ts';
import type { App } from '../app.ts';
import { CONTEXTS } from '../ids.ts';
import { writablePacks } from '../packs/pack-folders.ts';
import { exerciseInFront, type ExercisePage } from '../target.ts';
import type { Picture } from '../watch.ts';

/** Under which the global state keeps what lasts. */
const MEMORY = 'palette';

type Values = Readonly<Partial<Record<keyof typeof CONTEXTS, string | boolean>>>;

/**
 * A window in which the extension has not been woken knows no context keys: there the palette lists what begins something,
 * the check of a Python file, and what takes the whole history elsewhere. Once it is awake, what lasts is told from memory
 * at once, for the history is read only when something asks for it.
 */
export function tellRemembered(memory: vscode.Memento): void {
  setContexts({ awake: true, ...NOTHING_YET, ...memory.get<Partial<Lasting>>(MEMORY) });
}

export class PaletteContexts implements Picture, vscode.Disposable {
  private told: Values = {};
  private remembered = '';
  private readonly following: vscode.Disposable;

  constructor(
    private readonly app: App,
    private readonly pages: readonly ExercisePage[],
  ) {
    this.remembered = JSON.stringify(app.memory.get(MEMORY));
    const refresh = (): void => this.refresh();
    this.following = vscode.Disposable.from(
      vscode.window.onDidChangeActiveTextEditor(refresh),
      ...pages.map((page) => page.onDidChangeFront(refresh)),
    );
  }

  refresh(): void {
    const { history, index, memory, packs, travelled } = this.app;
    const { ledger } = history;
    const now = lasting({
      ...{ ledger, index, checklist: travelled.checklist },
      events: history.size,
      ownPacks: writablePacks(packs.folders).length,
    });
    this.tell({ ...now, ...inFront(ledger, exerciseInFront(this.app, this.pages)) });
    const written = JSON.stringify(now);
    if (written === this.remembered) return;
    this.remembered = written;
    void memory.update(MEMORY, now);
  }

  dispose(): void {
    this.following.dispose();
  }

  private tell(values: Values): void {
    const { told } = this;
    const changed = Object.entries(values).filter(
      ([name, value]) => told[name as keyof Values] !== value,
    );
    this.told = values;
    setContexts(Object.fromEntries(changed));
  }
}

function setContexts(values: Values): void {
  for (const [name, value] of Object.entries(values)) {
    const key = CONTEXTS[name as keyof typeof CONTEXTS];
    void vscode.commands.executeCommand('setContext', key, value);
  }
}
