/**
 * Shows the walkthrough once in each profile that has not used the extension yet.
 *
 * VS Code itself opens the walkthrough when somebody installs the extension in its user interface. In all other cases
 * (`npm start`, a container, `code --install-extension`) we open it: when a window opens on a practice folder, which activates
 * the extension, or when the view is first seen. We do not activate in every window, so as not to disturb people who are
 * not practising. A user who runs a command knows where to begin, and wants to see what the command shows.
 */
import * as vscode from 'vscode';
import { PRACTICE_FOLDER } from '../../core/stored.ts';
import { PACK_FOLDER, WALKTHROUGH } from '../ids.ts';
import { isThere } from '../is-there.ts';

/** The key of the global state that records that the user of this profile was shown where to begin, or knows. */
const MEMORY = 'knowsWhereToBegin';

interface Options {
  readonly extension: vscode.Extension<unknown>;
  readonly memory: vscode.Memento;
  /** Whether this profile's history has anything in it. */
  readonly wasUsed: Promise<boolean>;
}

export class WhereToBegin {
  /** VS Code's memory can lose a new value for a moment, when the echo of an older write arrives. */
  private wasNoted = false;

  constructor(private readonly options: Options) {}

  /** For when the extension has just been activated. */
  async look(): Promise<void> {
    if (this.isKnown) return;
    if ((await this.options.wasUsed) || this.isWalkthroughOpen()) return this.note();
    if (await startsInPractice()) await this.show();
  }

  /** For when one of our views becomes visible. */
  async seen(): Promise<void> {
    if (this.isKnown || (await this.options.wasUsed)) return;
    await this.show();
  }

  /** Records that the user knows. */
  note(): void {
    if (!this.isKnown) void this.options.memory.update(MEMORY, true);
    this.wasNoted = true;
  }

  private get isKnown(): boolean {
    return this.wasNoted || this.options.memory.get(MEMORY, false);
  }

  /** Does not cover anything that the user has open, and does not take the focus from it. */
  private async show(): Promise<void> {
    if (this.isKnown) return;
    this.note();
    if (this.isWalkthroughOpen()) return;
    const inactive = vscode.window.tabGroups.all.some(({ tabs }) => tabs.length > 0);
    const id = `${this.options.extension.id}#${WALKTHROUGH}`;
    await vscode.commands.executeCommand('workbench.action.openWalkthrough', id, { inactive });
  }

  /** VS Code exposes only the tab's label, which ends with the walkthrough's title if it was opened from the Welcome page. */
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

/** Whether a folder of this window contains a practice folder or a pack. */
async function startsInPractice(): Promise<boolean> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const names = [PRACTICE_FOLDER, PACK_FOLDER];
  const wanted = folders.flatMap(({ uri }) => names.map((name) => vscode.Uri.joinPath(uri, name)));
  const there = await Promise.all(wanted.map(isThere));
  return there.includes(true);
}
