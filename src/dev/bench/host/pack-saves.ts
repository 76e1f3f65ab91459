/** In the host: saves files of a large pack with a mistake in them. */
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';

/** Milliseconds. */
const CALM = 1500;
/** Milliseconds between two checks whether the thread is free. */
const LOOKS = 1;

export interface PackSave {
  /** From the save until the mistake is shown. */
  readonly told: number;
  /** For which the host's thread was busy. */
  readonly busy: number;
  /** The longest time without an answer from the thread. */
  readonly held: number;
}

interface Files {
  /** Of the pack; the first is saved to wait until the pack has been read. */
  readonly files: readonly string[];
}

export async function packSaves({ files }: Files): Promise<readonly PackSave[]> {
  const saves: PackSave[] = [];
  for (const file of files) {
    const document = await vscode.workspace.openTextDocument(file);
    const editor = await vscode.window.showTextDocument(document);
    const place = document.positionAt(document.getText().search(/^level: /m));
    const { range, text } = document.lineAt(place.line);
    await editor.edit((edit) => edit.replace(range, 'level: brutal'));
    await sleep(CALM);
    saves.push(await save(document));
    await editor.edit((edit) => edit.replace(document.lineAt(place.line).range, text));
    await document.save();
    await until(document.uri, (count) => count === 0);
    await sleep(CALM);
  }
  return saves.slice(1);
}

async function save(document: vscode.TextDocument): Promise<PackSave> {
  const delays = monitorEventLoopDelay({ resolution: LOOKS });
  const [start, before] = [performance.now(), performance.eventLoopUtilization()];
  delays.enable();
  await document.save();
  await until(document.uri, (count) => count > 0);
  const told = performance.now() - start;
  delays.disable();
  const { active } = performance.eventLoopUtilization(before);
  return { told, busy: active, held: Math.max(0, delays.max / 1e6 - LOOKS) };
}

/** Waits until the file has so many problems. */
async function until(uri: vscode.Uri, isSo: (count: number) => boolean): Promise<void> {
  const isThere = (): boolean => isSo(vscode.languages.getDiagnostics(uri).length);
  if (isThere()) return;
  await new Promise<void>((resolve) => {
    const listener = vscode.languages.onDidChangeDiagnostics(() => {
      if (!isThere()) return;
      listener.dispose();
      resolve();
    });
  });
}
