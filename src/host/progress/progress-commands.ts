/** Everything that the user did, as one file: out, and in again on another machine. */
import * as vscode from 'vscode';
import { messageOf, UserError } from '../../core/errors.ts';
import { dayOf } from '../../core/schedule/days.ts';
import { codesOf, formatProgress, parseProgress } from '../../protocol/progress-file.ts';
import type { App } from '../app.ts';
import type { Command } from '../commands/register.ts';
import { COMMANDS } from '../ids.ts';

const FILTERS = { 'Tensor Drills progress': ['jsonl'] };

export function progressCommands(): Record<string, Command> {
  return {
    [COMMANDS.exportProgress]: exportProgress,
    [COMMANDS.importProgress]: importProgress,
  };
}

/** `target` from a link or a test; asked for when missing. */
async function exportProgress(app: App, target: unknown): Promise<void> {
  const uri =
    target instanceof vscode.Uri
      ? target
      : await vscode.window.showSaveDialog({
          title: 'Export everything you did',
          saveLabel: 'Export',
          filters: FILTERS,
          defaultUri: vscode.Uri.file(`${app.home}/tensor-drills-${dayOf(app.now())}.jsonl`),
        });
  if (!uri) return;
  await app.history.flush();
  const events = app.history.events();
  const codes = new Map<string, string>();
  for (const hash of codesOf(events)) {
    const text = await app.codes.get(hash);
    if (text !== null) codes.set(hash, text);
  }
  const lines = [...formatProgress(events, codes)].join('');
  try {
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(lines));
  } catch (error) {
    throw new UserError(`${uri.fsPath} cannot be written (${messageOf(error)}). Choose another.`);
  }
  tell(`Exported ${events.length} events and ${codes.size} code snapshots to ${uri.fsPath}.`);
}

/** Adds what is new in the file; doing it twice changes nothing. */
async function importProgress(app: App, source: unknown): Promise<void> {
  const uri =
    source instanceof vscode.Uri
      ? source
      : (
          await vscode.window.showOpenDialog({
            title: 'Import progress from another machine',
            openLabel: 'Import',
            filters: FILTERS,
          })
        )?.[0];
  if (!uri) return;
  const { events, codes, damaged } = parseProgress((await read(uri)).split('\n'));
  if (events.length === 0 && codes.size === 0) {
    throw new UserError(
      `${uri.fsPath} contains no Tensor Drills progress. Choose a file written by "Export Progress", or a history.jsonl.`,
    );
  }
  for (const text of codes.values()) await app.codes.put(text);
  const added = app.history.adopt(events);
  const lost = damaged === 0 ? '' : ` ${damaged} lines could not be read.`;
  tell(
    `${added === 0 ? 'Nothing in the file was new' : `${added} events were new`}; what you had is unchanged.${lost}`,
  );
}

async function read(uri: vscode.Uri): Promise<string> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch (error) {
    throw new UserError(`${uri.fsPath} cannot be read (${messageOf(error)}).`);
  }
}

function tell(message: string): void {
  void vscode.window.showInformationMessage(message);
}
