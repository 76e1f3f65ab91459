/** Makes the file of a drill or a design, and makes room for a new one; what the user wrote is archived first, never lost. */
import * as vscode from 'vscode';
import { UserError } from '../../core/errors.ts';
import { stateOf, type FileState, type WorkFile } from '../../core/work-file.ts';
import type { Services } from '../services.ts';
import { save } from '../saving.ts';
import { practiceFolder } from './folder.ts';
import { replaceText } from './drill-document.ts';

export interface FoundFile {
  readonly path: string;
  readonly state: FileState;
}

/** Where the file is or would be; null when the user would not choose a folder. */
export async function findFile(
  services: Services,
  { exercise, name }: WorkFile,
): Promise<FoundFile | null> {
  const folder = await practiceFolder(services);
  if (!folder) return null;
  const path = vscode.Uri.joinPath(folder, name).fsPath;
  return { path, state: await stateOf(services, exercise, path) };
}

/** Archives the file as it stands, unsaved edits included, and makes it blank; returns the copy's path. */
export async function archiveAndBlank(
  services: Pick<Services, 'checks' | 'files' | 'history' | 'now'>,
  file: WorkFile,
  path: string,
): Promise<string> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(path));
  const copy = await services.checks.unchecked(document, () => replace(services, file, document));
  services.checks.forget(file.exercise);
  services.history.append({
    kind: 'file-archived',
    exerciseId: file.exercise,
    from: path,
    to: copy,
  });
  return copy;
}

async function replace(
  services: Pick<Services, 'files' | 'now'>,
  file: WorkFile,
  document: vscode.TextDocument,
): Promise<string> {
  const path = document.uri.fsPath;
  if (!(await save(document))) {
    throw new UserError(
      `${path} has unsaved changes that cannot be saved. Save it elsewhere first; nothing was changed.`,
    );
  }
  const copy = await services.files.archive(path, new Date(services.now()));
  if (!(await replaceText(document, await file.blank()))) {
    throw new UserError(
      `${path} cannot be changed. Is it read-only? What you wrote is also kept in ${copy}.`,
    );
  }
  return copy;
}

export async function solutionUri(
  services: Pick<Services, 'catalogue'>,
  drill: string,
): Promise<vscode.Uri> {
  const folder = await services.catalogue.folder(drill);
  return vscode.Uri.joinPath(vscode.Uri.file(folder), 'solution.py');
}

/** Says that a file with this name is somebody else's, and what can be done. */
export async function refuseForeign(path: string): Promise<void> {
  const open = 'Open the File';
  const settings = 'Change Practice Folder';
  const answer = await vscode.window.showWarningMessage(
    `${path} is not a Tensor Drills file, so it was left unchanged. Rename it, or practise in another folder.`,
    open,
    settings,
  );
  if (answer === open) await vscode.window.showTextDocument(vscode.Uri.file(path));
  if (answer === settings) {
    await vscode.commands.executeCommand('workbench.action.openSettings', 'tensorDrills.folder');
  }
}
