/** Finds the document that a check of a drill should read. */
import * as vscode from 'vscode';
import { UserError } from '../../core/errors.ts';
import { drillFile } from '../../core/work-file.ts';
import { drillOf } from '../practice/drill-document.ts';
import { findFile } from '../practice/scaffold.ts';
import type { Services } from '../services.ts';

/** The drill's file: the one in the active editor if it is of this drill, else where the last attempt is. */
export async function documentOf(services: Services, drill: string): Promise<vscode.TextDocument> {
  const active = vscode.window.activeTextEditor?.document;
  if (active && drillOf(services, active) === drill) return active;
  const file =
    services.history.ledger.latest(drill)?.file ??
    (await findFile(services, drillFile(services, drill)))?.path;
  if (file === undefined || (await services.files.read(file)) === null) {
    throw new UserError(
      'There is no file to check yet. Start the drill with "Begin a Coding Drill".',
    );
  }
  return vscode.workspace.openTextDocument(vscode.Uri.file(file));
}
