/** Where to write settings so that they apply to a document, and in as few other windows as possible. */
import * as vscode from 'vscode';
import { holds, type Change, type Json, type Value } from '../../core/quiet/change.ts';
import type { Place } from '../../core/quiet/claim.ts';
import type { SettingsAccess } from '../../core/quiet/silencer.ts';
import { INLINE_SUGGEST, isEditorSwitch } from '../../core/quiet/switches.ts';

const USER: Place = { level: 'user', id: 'user', file: null };

/**
 * The workspace's settings, because other windows do not see them and Settings Sync does not carry them. Without a
 * workspace, only the user's settings are left.
 */
export function placeFor(document: vscode.TextDocument): Place {
  const workspace = workspacePlace();
  if (!workspace) return USER;
  const folder = vscode.workspace.getWorkspaceFolder(document.uri);
  if (!folder || vscode.workspace.workspaceFile === undefined) return workspace;
  // In a workspace with several folders, a folder's own settings override the workspace's.
  const { workspaceFolderLanguageValue } =
    vscode.workspace.getConfiguration('', document).inspect(INLINE_SUGGEST) ?? {};
  return workspaceFolderLanguageValue === undefined ? workspace : folderPlace(folder);
}

function placeHere(id: string): Place | undefined {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return [USER, workspacePlace(), ...folders.map(folderPlace)].find((one) => one?.id === id);
}

function workspacePlace(): Place | undefined {
  const { workspaceFile, workspaceFolders } = vscode.workspace;
  if (workspaceFile !== undefined) return placeAt('workspace', workspaceFile);
  const [folder] = workspaceFolders ?? [];
  return folder && placeAt('workspace', settingsOf(folder));
}

function folderPlace(folder: vscode.WorkspaceFolder): Place {
  return placeAt('folder', settingsOf(folder));
}

function placeAt(level: Place['level'], uri: vscode.Uri): Place {
  return { level, id: uri.toString(), file: uri.scheme === 'file' ? uri.fsPath : null };
}

function settingsOf(folder: vscode.WorkspaceFolder): vscode.Uri {
  return vscode.Uri.joinPath(folder.uri, '.vscode', 'settings.json');
}

const LEVELS = {
  user: { value: 'globalValue', target: vscode.ConfigurationTarget.Global },
  workspace: { value: 'workspaceValue', target: vscode.ConfigurationTarget.Workspace },
  folder: { value: 'workspaceFolderValue', target: vscode.ConfigurationTarget.WorkspaceFolder },
} as const;

function valuesAt(place: Place, setting: string): { own: Value; effective: Value } {
  const settings = settingsFor(place);
  const found = settings.inspect<Json>(setting);
  return {
    own: found?.[LEVELS[place.level].value],
    effective: settings.get<Json>(setting),
  };
}

function isKnown(setting: string): boolean {
  if (setting.startsWith('[')) return true;
  return vscode.workspace.getConfiguration().inspect(setting)?.defaultValue !== undefined;
}

/** Whether the user has it turned off anyway. */
export function isOff(change: Change, document: vscode.TextDocument): boolean {
  const settings = vscode.workspace.getConfiguration('', document);
  return isEditorSwitch(change)
    ? settings.get(INLINE_SUGGEST) === false
    : holds(change, settings.get<Json>(change.setting));
}

async function writeAt(place: Place, setting: string, value: Value): Promise<void> {
  await settingsFor(place).update(setting, value, LEVELS[place.level].target);
}

function settingsFor(place: Place): vscode.WorkspaceConfiguration {
  const folder =
    place.level === 'folder'
      ? vscode.workspace.workspaceFolders?.find((one) => folderPlace(one).id === place.id)
      : undefined;
  return vscode.workspace.getConfiguration('', folder?.uri ?? null);
}

function openAt(file: string): vscode.TextDocument | undefined {
  const { textDocuments } = vscode.workspace;
  return textDocuments.find(({ uri }) => uri.scheme === 'file' && uri.fsPath === file);
}

async function rewriteOpen(file: string, text: string): Promise<boolean> {
  const { applyEdit } = vscode.workspace;
  const document = openAt(file);
  if (!document) return false;
  // What the user is writing there comes first; all the settings in it are already as they were.
  if (document.isDirty) return true;
  const edit = new vscode.WorkspaceEdit();
  const all = new vscode.Range(0, 0, document.lineCount, 0);
  edit.replace(document.uri, document.validateRange(all), text);
  return (await applyEdit(edit)) && (await document.save());
}

function unsaved(file: string): string | null {
  const document = openAt(file);
  return document?.isDirty ? document.getText() : null;
}

async function save(file: string): Promise<void> {
  await openAt(file)?.save();
}

/** VS Code's settings, as this window sees them. */
export const SETTINGS_HERE: SettingsAccess = {
  values: valuesAt,
  write: writeAt,
  isKnown,
  rewriteOpen,
  unsaved,
  save,
  here: placeHere,
};
