/** Where packs of the user's own are: folders that a setting names, in the workspace, or brought by other extensions. */
import * as vscode from 'vscode';
import type { PackFolder } from '../../core/library.ts';
import { PACK_FOLDER } from '../ids.ts';
import type { Settings } from '../settings.ts';

export interface FoundFolders {
  readonly folders: readonly PackFolder[];
  /** Sentences about what is not there. */
  readonly missing: readonly string[];
}

/** Those that are there, each once: the setting's first, then the workspace's, then those of extensions. */
export async function packFolders(settings: Settings, home: string): Promise<FoundFolders> {
  const missing: string[] = [];
  const there = async (folders: readonly PackFolder[]): Promise<readonly PackFolder[]> => {
    const all = await Promise.all(folders.map(async (one) => ({ one, is: await isFolder(one) })));
    return all.flatMap(({ one, is }) => (is ? [one] : []));
  };
  const named = settings.packs.map((path) => fromSetting(path, home));
  const set = await there(named);
  for (const one of named.filter((folder) => !set.includes(folder))) {
    missing.push(`There is no folder ${one.path}. Correct the setting "tensorDrills.packs".`);
  }
  const extensions = broughtPacks();
  const brought = await there(extensions);
  for (const one of extensions.filter((folder) => !brought.includes(folder))) {
    missing.push(`The extension ${one.name} has no folder ${one.path}.`);
  }
  const found = [...set, ...(await there(workspacePacks())), ...brought];
  return {
    folders: found.filter((one, i) => found.findIndex(({ path }) => path === one.path) === i),
    missing,
  };
}

/** The pack of each workspace folder, whether it is there or not. */
export function workspacePacks(): readonly PackFolder[] {
  return (vscode.workspace.workspaceFolders ?? [])
    .filter(({ uri }) => uri.scheme === 'file')
    .map(({ uri, name }) => ({ path: vscode.Uri.joinPath(uri, PACK_FOLDER).fsPath, name }));
}

/** What other extensions bring; nothing is written there. */
export function broughtPacks(): readonly PackFolder[] {
  return vscode.extensions.all.flatMap(contributedBy);
}

/** Those among the packs in use that belong to the user; what other extensions bring does not. */
export function writablePacks(packs: readonly PackFolder[]): readonly PackFolder[] {
  const brought = broughtPacks().map(({ path }) => path);
  return packs.filter(({ path }) => !brought.includes(path));
}

async function isFolder({ path }: PackFolder): Promise<boolean> {
  try {
    const { type } = await vscode.workspace.fs.stat(vscode.Uri.file(path));
    return (type & vscode.FileType.Directory) !== 0;
  } catch {
    return false;
  }
}

/** Absolute, from the home directory, or inside the first workspace folder. */
function fromSetting(written: string, home: string): PackFolder {
  const path = written.replace(/^~(?=$|[\\/])/, home);
  const isAbsolute = /^([\\/]|[A-Za-z]:[\\/])/.test(path);
  const workspace = vscode.workspace.workspaceFolders?.[0]?.uri;
  const uri =
    isAbsolute || !workspace ? vscode.Uri.file(path) : vscode.Uri.joinPath(workspace, path);
  // A trailing slash would make the same folder another one.
  return { path: uri.fsPath.replace(/(?<=.)[\\/]+$/, ''), name: nameOf(path) };
}

function nameOf(path: string): string {
  return (
    path
      .split(/[\\/]/)
      .filter((part) => part !== '')
      .at(-1) ?? path
  );
}

/** `"contributes": { "tensorDrills.packs": [{ "path": "./drills" }] }`; what has another shape is left out. */
function contributedBy(extension: vscode.Extension<unknown>): readonly PackFolder[] {
  const manifest: unknown = extension.packageJSON;
  const packs = field(field(manifest, 'contributes'), 'tensorDrills.packs');
  const title = field(manifest, 'displayName');
  const name = typeof title === 'string' && !title.startsWith('%') ? title : extension.id;
  return (Array.isArray(packs) ? packs : []).flatMap((one: unknown) => {
    const path = field(one, 'path');
    if (typeof path !== 'string' || path.split(/[\\/]/).includes('..')) return [];
    const uri = vscode.Uri.joinPath(extension.extensionUri, path);
    return [{ path: uri.fsPath.replace(/(?<=.)[\\/]+$/, ''), name }];
  });
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}
