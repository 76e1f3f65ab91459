/** What lies on the user's desk: settings, files, editors, and the history that the extension writes. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { Event, EventKind } from '../../src/core/events.ts';
import { Ledger } from '../../src/core/ledger.ts';
import { COMMANDS, PANELS, SETTINGS, SETTINGS_SECTION } from '../../src/host/ids.ts';
import { parseHistoryLine } from '../../src/protocol/history-line.ts';
import { HANGS_MS } from '../limits.ts';

/** The extension's global storage. */
export const STORAGE = process.env['TENSOR_DRILLS_TEST_STORAGE'] ?? '';
export const HISTORY = join(STORAGE, 'history.jsonl');

/** Resolves as soon as `check` gives a value; fails with `what` otherwise, before mocha gives the test up. */
export async function until<T>(
  what: string,
  check: () => T | null | undefined | false,
): Promise<T> {
  const end = Date.now() + HANGS_MS / 2;
  for (;;) {
    const value = check();
    if (value !== null && value !== undefined && value !== false) return value;
    assert.ok(Date.now() < end, `waited in vain for ${what}`);
    await sleep(20);
  }
}

export function events(): readonly Event[] {
  if (!existsSync(HISTORY)) return [];
  const lines = readFileSync(HISTORY, 'utf8').split('\n');
  return lines.flatMap((line) => (line === '' ? [] : parseHistoryLine(line).events));
}

/**
 * The kinds of the events that `work` adds, and the events themselves, except for code, which is kept a little later, and
 * for the checks that follow attempts which had already ended.
 */
export async function eventsOf(
  work: () => Promise<unknown>,
): Promise<{ readonly kinds: readonly EventKind[]; readonly added: readonly Event[] }> {
  const before = events();
  const past = new Ledger(before);
  await work();
  const added = events()
    .slice(before.length)
    .filter(({ kind }) => kind !== 'code-kept')
    .filter((one) => one.kind !== 'repair-checked' || !past.attempt(one.attempt)?.clock.finished);
  return { kinds: added.map(({ kind }) => kind), added };
}

/** An empty folder of its own, which the setting names as practice folder. */
export async function freshPracticeFolder(): Promise<string> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'tensor-drills-practice-')));
  await set(SETTINGS.folder, folder);
  return folder;
}

export async function set(key: string, value: unknown): Promise<void> {
  await vscode.workspace
    .getConfiguration(SETTINGS_SECTION)
    .update(key, value, vscode.ConfigurationTarget.Workspace);
}

/** Does `work` while VS Code prepares to save what was just written, as Auto Save has it do. */
export async function duringAutoSave(work: () => Promise<unknown>): Promise<void> {
  const files = vscode.workspace.getConfiguration('files');
  const setAutoSave = (value?: string) =>
    files.update('autoSave', value, vscode.ConfigurationTarget.Workspace);
  const listening: vscode.Disposable[] = [];
  const begun = new Promise<void>((resolve) => {
    vscode.workspace.onWillSaveTextDocument(
      (event) => {
        if (event.reason !== vscode.TextDocumentSaveReason.AfterDelay) return;
        // Until VS Code waits no longer.
        event.waitUntil(new Promise(() => undefined));
        resolve();
      },
      undefined,
      listening,
    );
  });
  try {
    await setAutoSave('afterDelay');
    await begun;
    await work();
  } finally {
    for (const one of listening) one.dispose();
    await setAutoSave();
  }
}

export function start(drill?: unknown, choice?: 'resume' | 'new' | 'compare'): Promise<void> {
  return run(COMMANDS.start, drill, choice);
}

export async function run(command: string, ...args: readonly unknown[]): Promise<void> {
  await vscode.commands.executeCommand(command, ...args);
}

export async function closeEditors(): Promise<void> {
  await run('workbench.action.revertAndCloseActiveEditor');
  await run('workbench.action.closeAllEditors');
}

/** The active editor, which shows `path`. */
export function editorOf(path: string): vscode.TextEditor {
  const editor = vscode.window.activeTextEditor;
  assert.equal(editor?.document.uri.fsPath, path);
  return editor;
}

/** Replaces the text of the active editor without saving it. */
export async function write(editor: vscode.TextEditor, text: string): Promise<void> {
  const whole = new vscode.Range(0, 0, editor.document.lineCount, 0);
  assert.ok(await editor.edit((edit) => edit.replace(whole, text)));
}

/** Tabs of the drill page, with the column that each is in. */
export function pages(): readonly PageTab[] {
  return tabsOf(PANELS.drill);
}

interface PageTab {
  readonly title: string;
  readonly column: vscode.ViewColumn;
}

/** Tabs of one kind of page. */
export function tabsOf(viewType: string): readonly PageTab[] {
  return vscode.window.tabGroups.all.flatMap((group) =>
    group.tabs
      .filter(
        ({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(viewType),
      )
      .map(({ label }) => ({ title: label, column: group.viewColumn })),
  );
}

export function archived(folder: string): readonly string[] {
  const archive = join(folder, 'archive');
  return existsSync(archive) ? readdirSync(archive).sort() : [];
}

export const read = (...path: readonly string[]): string => readFileSync(join(...path), 'utf8');
