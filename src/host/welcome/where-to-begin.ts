/**
 * Shows the walkthrough once in each profile that has not used the extension yet.
 *
 * When somebody installs the extension in VS Code, VS Code itself opens the walkthrough. Else (`npm start`, a container,
 * `code --install-extension`) we do: where a practice folder woke us with the window, and when the view is first seen.
 * That is why there is no activation event for every window: somebody who uses neither is not to be disturbed. Whoever
 * runs a command knows where to begin, and wants what the command shows.
 */
import * as vscode from 'vscode';
import { PACK_FOLDER, PRACTICE_FOLDER, WALKTHROUGH } from '../ids.ts';
import { isThere } from '../is-there.ts';

/** Under which the global state keeps that a user of this profile was shown where to begin, or knows. */
const MEMORY = 'knowsWhereToBegin';

interface Options {
  readonly extension: vscode.Extension<unknown>;
  readonly memory: vscode.Memento;
  /** Whether this profile's history has anything in it. */
  readonly wasUsed: Promise<boolean>;
}

export class WhereToBegin {
  /** VS Code's memory forgets for a moment what was just kept, while it hears from its other part of something older. */
  private wasNoted = false;

  constructor(private readonly options: Options) {}

  /** The window has just opened, or the extension has been woken in it. */
  async look(): Promise<void> {
    if (this.isKnown) return;
    if ((await this.options.wasUsed) || this.isWalkthroughOpen()) return this.note();
    if (await startsInPractice()) await this.show();
  }

  /** One of our views is seen. */
  async seen(): Promise<void> {
    if (this.isKnown || (await this.options.wasUsed)) return;
    await this.show();
  }

  /** The user knows. */
  note(): void {
    if (!this.isKnown) void this.options.memory.update(MEMORY, true);
    this.wasNoted = true;
  }

  private get isKnown(): boolean {
    return this.wasNoted || this.options.memory.get(MEMORY, false);
  }

  /** Covers nothing that the user has open, and takes the focus from nothing. */
  private async show(): Promise<void> {
    if (this.isKnown) return;
    this.note();
    if (this.isWalkthroughOpen()) return;
    const inactive = vscode.window.tabGroups.all.some(({ tabs }) => tabs.length > 0);
    const id = `${this.options.extension.id}#${WALKTHROUGH}`;
    await vscode.commands.executeCommand('workbench.action.openWalkthrough', id, { inactive });
  }

  /** VS Code tells no more of such a tab than its label, which ends with the walkthrough's title. */
  private isWalkthroughOpen(): boolean {
    const { contributes } = this.options.extension.packageJSON as Manifest;
    const title = contributes.walkthroughs.find(({ id }) => id === WALKTHROUGH)?.title;
    if (title === undefined) return false;
    return vscode.window.tabGroups.all.some(({ tabs }) =>
      tabs.some(({ label }) => label.includes(title)),
    );
  }
}

interface Manifest {
  readonly contributes: {
    readonly walkthroughs: readonly { readonly id: string; readonly title: string }[];
  };
}

/** Whether a folder of this window is one to practise in. */
async function startsInPractice(): Promise<boolean> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const names = [PRACTICE_FOLDER, PACK_FOLDER];
  const wanted = folders.flatMap(({ uri }) => names.map((name) => vscode.Uri.joinPath(uri, name)));
  const there = await Promise.all(wanted.map(isThere));
  return there.includes(true);
}
