/** Keeps the packs in step with their folders: what was saved is there a moment later. */
import * as vscode from 'vscode';
import type { Services } from '../services.ts';
import { isInsideFolder } from '../../core/inside-folder.ts';
import { Disposables } from '../disposables.ts';
import { PACK_FOLDER, SETTINGS, SETTINGS_SECTION } from '../ids.ts';
import { packFolders } from './pack-folders.ts';

/** Milliseconds in which a burst of changes, as of a checkout, becomes one. */
const SETTLE = 200;

export class PackFollower {
  private readonly store = new Disposables();
  private watchers = new Disposables();
  private watched = '';
  /** Paths of files, or of packs whose files are all examined. */
  private readonly changed = new Set<string>();
  private timer: NodeJS.Timeout | undefined;
  private told = '';

  constructor(private readonly services: Services) {
    const { store } = this;
    store.add(vscode.workspace.onDidChangeWorkspaceFolders(() => this.soon()));
    store.add(vscode.extensions.onDidChange(() => this.soon()));
    store.add(vscode.workspace.onDidGrantWorkspaceTrust(() => this.soon()));
    store.add(
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(`${SETTINGS_SECTION}.${SETTINGS.packs}`)) this.soon();
      }),
    );
    // Watchers miss what lies in folders that were made all at once, as by a copy or a checkout.
    store.add(vscode.workspace.onDidSaveTextDocument(({ uri }) => this.saved(uri.fsPath)));
    store.add(
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) this.look();
      }),
    );
    void this.follow();
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.watchers.dispose();
    this.store.dispose();
  }

  /** Examines this pack; resolves when its content is there. */
  async reread(path: string): Promise<void> {
    this.changed.add(path);
    await this.follow();
  }

  /** Finds what other programs wrote while the user was there. */
  private look(): void {
    for (const { path } of this.services.packs.folders) this.changed.add(path);
    this.soon();
  }

  /** Reads a saved file at once, because its author is waiting to see what is wrong with it. */
  private saved(path: string): void {
    if (this.packOf(path) === undefined) return;
    this.changed.add(path);
    void this.follow();
  }

  /** Something in a pack was written, or where a pack may come. */
  private note(path: string): void {
    // Python leaves these whenever a drill is graded.
    if (path.includes('__pycache__') || path.endsWith('.pyc')) return;
    if (this.packOf(path) !== undefined) this.changed.add(path);
    this.soon();
  }

  private packOf(path: string): string | undefined {
    return this.services.packs.folders.find((one) => isInsideFolder(path, one.path))?.path;
  }

  /** Reads what changed. */
  private async follow(): Promise<void> {
    clearTimeout(this.timer);
    const { services } = this;
    const { folders, missing } = await packFolders(services.settings, services.home);
    this.watch(folders.map(({ path }) => path));
    const changed = [...this.changed];
    this.changed.clear();
    await services.packs.use(folders, changed);
    this.tell(missing);
  }

  private watch(paths: readonly string[]): void {
    const workspace = vscode.workspace.workspaceFolders ?? [];
    // While watchers are exchanged, a change can be missed.
    const wanted = [...workspace.map(({ uri }) => uri.fsPath), ...paths].join('\n');
    if (wanted === this.watched) return;
    this.watched = wanted;
    const watchers = new Disposables();
    const listen = (base: vscode.WorkspaceFolder | vscode.Uri, glob: string): void => {
      const watcher = watchers.add(
        vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(base, glob)),
      );
      const note = ({ fsPath }: vscode.Uri): void => this.note(fsPath);
      watchers.add(watcher.onDidCreate(note));
      watchers.add(watcher.onDidChange(note));
      watchers.add(watcher.onDidDelete(note));
    };
    // Also where there is none yet: it may come.
    for (const folder of workspace) listen(folder, `${PACK_FOLDER}/**`);
    const inWorkspace = workspace.map(({ uri }) => vscode.Uri.joinPath(uri, PACK_FOLDER).fsPath);
    for (const path of paths.filter((one) => !inWorkspace.includes(one))) {
      listen(vscode.Uri.file(path), '**');
    }
    this.watchers.dispose();
    this.watchers = watchers;
  }

  private soon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.follow(), SETTLE);
  }

  /** Each once, while it lasts. */
  private tell(missing: readonly string[]): void {
    const all = missing.join(' ');
    if (all !== '' && all !== this.told) this.services.tell(all);
    this.told = all;
  }
}
