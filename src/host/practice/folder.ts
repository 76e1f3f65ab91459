/** Where the user's drill files live. */
import * as vscode from 'vscode';
import { PRACTICE_FOLDER } from '../../core/stored.ts';
import type { Services } from '../services.ts';

/** Remembers the choice made without an open folder. */
const CHOSEN = 'practiceFolder';

/**
 * The practice folder: the setting, else `tensor-drills` in the first workspace folder, else what the user chose
 * once, else asks. Undefined when the user dismisses the question.
 */
export async function practiceFolder(
  services: Pick<Services, 'home' | 'memory' | 'settings'>,
): Promise<vscode.Uri | undefined> {
  return knownPracticeFolder(services) ?? (await choosePracticeFolder(services));
}

/** The same without asking; undefined when it would have to. */
export function knownPracticeFolder(
  services: Pick<Services, 'home' | 'memory' | 'settings'>,
): vscode.Uri | undefined {
  const workspace = vscode.workspace.workspaceFolders?.[0]?.uri;
  const set = expandHome(services, services.settings.folder);
  if (isAbsolute(set)) return vscode.Uri.file(set);
  if (workspace) return vscode.Uri.joinPath(workspace, set || PRACTICE_FOLDER);
  const chosen = services.memory.get<string>(CHOSEN);
  return chosen === undefined ? undefined : vscode.Uri.file(chosen);
}

/** Where drill files go if the user names no other place and no folder is open. */
export function usualFolder(services: Pick<Services, 'home'>): vscode.Uri {
  return vscode.Uri.joinPath(vscode.Uri.file(services.home), PRACTICE_FOLDER);
}

/** Lets the user choose where drill files go when no folder is open. */
export async function choosePracticeFolder(
  services: Pick<Services, 'home' | 'memory'>,
): Promise<vscode.Uri | undefined> {
  const home = usualFolder(services);
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
  if (folder) await services.memory.update(CHOSEN, folder.fsPath);
  return folder;
}

function expandHome(services: Pick<Services, 'home'>, path: string): string {
  return path === '~' || path.startsWith('~/') || path.startsWith('~\\')
    ? services.home + path.slice(1)
    : path;
}

function isAbsolute(path: string): boolean {
  return path.startsWith('/') || path.startsWith('\\\\') || /^[A-Za-z]:[\\/]/.test(path);
}
