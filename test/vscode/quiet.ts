/** What the tests of the quiet editor look at: settings, and what windows have written down. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { INLINE_SUGGEST } from '../../src/core/quiet/switches.ts';
import { STORED } from '../../src/core/stored.ts';
import { SETTINGS, SETTINGS_SECTION } from '../../src/host/ids.ts';
import { editorOf, STORAGE, until } from './desk.ts';

export const CLAIMS = join(STORAGE, STORED.quiet);

export function documentOf(path: string): vscode.TextDocument {
  const found = vscode.workspace.textDocuments.find(({ uri }) => uri.fsPath === path);
  return found ?? assert.fail(`${path} is not open`);
}

export async function shown(path: string): Promise<vscode.TextEditor> {
  await open(path);
  return editorOf(path);
}

export function own(setting: string, level: 'workspace' | 'user' = 'workspace'): unknown {
  const found = vscode.workspace.getConfiguration('', null).inspect(setting);
  return level === 'user' ? found?.globalValue : found?.workspaceValue;
}

export async function settingsAre(text: string | null): Promise<void> {
  await until('the settings as they were', () => settingsText() === text);
}

export async function open(path: string): Promise<void> {
  await vscode.window.showTextDocument(vscode.Uri.file(path), {
    preview: false,
    viewColumn: vscode.ViewColumn.One,
  });
}

export function isOn(document: vscode.TextDocument): boolean {
  return vscode.workspace.getConfiguration('', document).get(INLINE_SUGGEST) !== false;
}

export async function setQuiet(value: 'ask' | 'on' | 'off'): Promise<void> {
  await vscode.workspace
    .getConfiguration(SETTINGS_SECTION)
    .update(SETTINGS.quietEditor, value, vscode.ConfigurationTarget.Global);
}

export function settingsFile(): string {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  return join(folder?.uri.fsPath ?? '', '.vscode', 'settings.json');
}

export function settingsText(): string | null {
  return existsSync(settingsFile()) ? readFileSync(settingsFile(), 'utf8') : null;
}

/** As somebody does who has the file open: VS Code would not expect it to change on disk while settings are written. */
export async function writeSettings(text: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(settingsFile());
  const edit = new vscode.WorkspaceEdit();
  const all = document.validateRange(new vscode.Range(0, 0, document.lineCount, 0));
  edit.replace(document.uri, all, text);
  await vscode.workspace.applyEdit(edit);
  assert.ok(await document.save());
}

export function claims(): readonly string[] {
  if (!existsSync(CLAIMS)) return [];
  return readdirSync(CLAIMS).filter((name) => name.endsWith('.json'));
}
