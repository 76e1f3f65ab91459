/** Where the user's drill files live. */
import * as vscode from 'vscode';
import { PRACTICE_FOLDER } from '../../core/stored.ts';
import type { App } from '../app.ts';

/** Remembers the choice made without an open folder. */
const CHOSEN = 'practiceFolder';

/**
 * The practice folder: the setting, else `tensor-drills` in the first workspace folder, else what the user chose
 * once, else asks. Undefined when the user dismisses the question.
 */
export async function practiceFolder(app: App): Promise<vscode.Uri | undefined> {
  return knownPracticeFolder(app) ?? (await choosePracticeFolder(app));
}

/** The same without asking; undefined when it would have to. */
export function knownPracticeFolder(app: App): vscode.Uri | undefined {
  const workspace = vscode.workspace.workspaceFolders?.[0]?.uri;
  const set = expandHome(app, app.settings.folder);
  if (isAbsolute(set)) return vscode.Uri.file(set);
  if (workspace) return vscode.Uri.joinPath(workspace, set || PRACTICE_FOLDER);
  const chosen = app.memory.get<string>(CHOSEN);
  return chosen === undefined ? undefined : vscode.Uri.file(chosen);
}

/** Where drill files go if the user names no other place and no folder is open. */
export function usualFolder(app: App): vscode.Uri {
  return vscode.Uri.joinPath(vscode.Uri.file(app.home), PRACTICE_FOLDER);
}

/** Lets the user choose where drill files go when no folder is open. */
export async function choosePracticeFolder(app: App): Promise<vscode.Uri | undefined> {
  const home = usualFolder(app);
  const inHome = {
    label: `$(home) Use ${home.fsPath}`,
    description: 'created when needed',
    pick: () => Promise.resolve<vscode.Uri | undefined>(home),
  };
  const other = {
    label: '$(folder-opened) Choose another folder…',
    description: '',
    pick: async () =>
      (
        await vscode.window.showOpenDialog({
          canSelectFiles: false,
          canSelectFolders: true,
          openLabel: 'Practise Here',
        })
      )?.[0],
  };
  const choice = await vscode.window.showQuickPick([inHome, other], {
    title: 'Where should your drill files go?',
    placeHolder: 'You are asked only once; "Choose Practice Folder" changes it later',
  });
  const folder = await choice?.pick();
  if (folder) await app.memory.update(CHOSEN, folder.fsPath);
  return folder;
}

function expandHome(app: App, path: string): string {
  return path === '~' || path.startsWith('~/') || path.startsWith('~\\')
    ? app.home + path.slice(1)
    : path;
}

function isAbsolute(path: string): boolean {
  return path.startsWith('/') || path.startsWith('\\\\') || /^[A-Za-z]:[\\/]/.test(path);
}
