/** Everything that the user did, as one file: out, and in again on another machine. */
import * as vscode from 'vscode';
import { messageOf, UserError } from '../../core/errors.ts';
import { dayOf } from '../../core/schedule/days.ts';
import { inSlices } from '../../core/slices.ts';
import { linesIn } from '../../protocol/lines.ts';
import { codesOf, formatProgress, readProgress } from '../../protocol/progress-file.ts';
import type { Services } from '../services.ts';
import type { Command } from '../commands/register.ts';
import { COMMANDS } from '../ids.ts';
import { patiently } from '../patience.ts';

const FILTERS = { 'Tensor Drills progress': ['jsonl'] };
/** In bytes. No history comes near this, and a larger file may not fit into memory. */
const LARGEST = 512 << 20;

export function progressCommands(): Record<string, Command> {
  return {
    [COMMANDS.exportProgress]: exportProgress,
    [COMMANDS.importProgress]: importProgress,
  };
}

/** `target` from a link or a test; asked for when missing. */
async function exportProgress(
  services: Pick<Services, 'codes' | 'history' | 'home' | 'now'>,
  target: unknown,
): Promise<void> {
  const uri =
    target instanceof vscode.Uri
      ? target
      : await vscode.window.showSaveDialog({
          title: 'Export everything you have done',
          saveLabel: 'Export',
          filters: FILTERS,
          defaultUri: vscode.Uri.file(
            `${services.home}/tensor-drills-${dayOf(services.now())}.jsonl`,
          ),
        });
  if (!uri) return;
  await services.history.flush();
  const events = await services.history.events();
  const codes = new Map<string, string>();
  for (const hash of codesOf(events)) {
    const text = await services.codes.get(hash);
    if (text !== null) codes.set(hash, text);
  }
  const lines: string[] = [];
  await inSlices(formatProgress(events, codes), (line) => lines.push(line));
  try {
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(lines.join('')));
  } catch (error) {
    throw new UserError(
      `${uri.fsPath} cannot be written (${messageOf(error)}). Choose another file.`,
    );
  }
  tell(`Exported ${events.length} events and ${codes.size} code snapshots to ${uri.fsPath}.`);
}

/** Adds what is new in the file; doing it twice changes nothing. */
async function importProgress(
  services: Pick<Services, 'codes' | 'history'>,
  source: unknown,
): Promise<void> {
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
  const bytes = await read(uri);
  const stop = new AbortController();
  const said = await patiently(
    'Importing progress',
    () => take(services, uri, bytes, stop.signal),
    stop,
  );
  tell(said);
}

/** Resolves to what to tell the user. */
async function take(
  services: Pick<Services, 'codes' | 'history'>,
  { fsPath }: vscode.Uri,
  bytes: Uint8Array,
  signal: AbortSignal,
): Promise<string> {
  const progress = await readProgress(linesIn(bytes), { signal });
  if (!progress) return 'The import was cancelled before anything was imported.';
  const { events, codes, damage } = progress;
  if (events.length === 0 && codes.size === 0) {
    const why = damage.lines === 0 ? 'it is empty' : `${damage.in('it')} cannot be read`;
    throw new UserError(
      `${fsPath} contains no Tensor Drills progress: ${why}. Choose a file written by "Export Progress", or a history.jsonl.`,
    );
  }
  for (const text of codes.values()) if (!signal.aborted) await services.codes.put(text);
  const added = signal.aborted ? 0 : await services.history.adopt(events, signal);
  const what = added === 1 ? 'One event was new' : `${added.toLocaleString('en')} events were new`;
  if (signal.aborted) {
    return `The import was cancelled. ${what} up to that point; what you already had is unchanged. To get the rest, import the file again.`;
  }
  const lost =
    damage.lines === 0 ? '' : ` ${damage.in(fsPath)} could not be read and ${damage.left}.`;
  return `${added === 0 ? 'Nothing in the file was new' : what}; what you already had is unchanged.${lost}`;
}

/** A pipe would be waited for, and a device may never end: only files are read. */
async function read(uri: vscode.Uri): Promise<Uint8Array> {
  try {
    const { type, size } = await vscode.workspace.fs.stat(uri);
    if ((type & vscode.FileType.File) === 0) {
      throw new Error('it is not a file. Choose one written by "Export Progress"');
    }
    if (size > LARGEST) {
      throw new Error(
        `it is ${Math.ceil(size / 2 ** 20).toLocaleString('en')} MB in size, but at most 512 MB can be imported at once. Split it at any line and import the parts`,
      );
    }
    return await vscode.workspace.fs.readFile(uri);
  } catch (error) {
    throw new UserError(`${uri.fsPath} cannot be read: ${messageOf(error)}.`);
  }
}

function tell(message: string): void {
  void vscode.window.showInformationMessage(message);
}
