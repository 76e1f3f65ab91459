/** New Drill Pack and New Drill: a few questions, then files that work. Nothing is overwritten. */
import * as vscode from 'vscode';
import { UserError } from '../../core/errors.ts';
import type { Services } from '../services.ts';
import { SETTINGS, SETTINGS_SECTION } from '../ids.ts';
import { isThere } from '../is-there.ts';
import { workspacePacks, writablePacks } from './pack-folders.ts';
import { EXAMPLES, idOf, isTaken, writeDrill, writePack, type Example } from './scaffold.ts';

/** Rereads the packs; resolves when what was written is there. */
export type Reread = (path: string) => Promise<void>;

/** `path` of the folder; asked for when missing. */
export async function newPack(
  services: Pick<Services, 'extensionUri' | 'files' | 'index'>,
  reread: Reread,
  path?: string,
): Promise<void> {
  const folder = path ?? (await askFolder());
  if (folder === undefined) return;
  if (await isThere(vscode.Uri.joinPath(vscode.Uri.file(folder), 'coding'))) {
    throw new UserError(`${folder} is already a pack. "New Drill" adds a drill to it.`);
  }
  const file = await writePack(services, folder);
  if (!workspacePacks().some((one) => one.path === folder)) await addToSetting(folder);
  await reread(folder);
  await show(file, 'The pack and its first drill were created. See the Drills view.');
}

/** `title` and `kind` of the drill (the id of its example) and `path` of the pack; asked for when missing. */
export async function newDrill(
  services: Pick<Services, 'extensionUri' | 'files' | 'index' | 'packs'>,
  reread: Reread,
  title?: string,
  path?: string,
  kind?: string,
): Promise<void> {
  const pack = path ?? (await pickPack(services, 'Add a drill to which pack?'));
  if (pack === undefined) return;
  const called = title ?? (await askTitle(services));
  if (called === undefined) return;
  const problem = problemOfTitle(services, called);
  if (problem !== null) throw new UserError(problem);
  const example = EXAMPLES.find(({ id }) => id === kind) ?? (await askKind());
  if (example === undefined) return;
  const file = await writeDrill(services, pack, example, {
    id: idOf(called),
    title: called.trim(),
  });
  await reread(pack);
  await show(file, 'The drill was created. See the Drills view.');
}

/** One of the packs in use that the user can write to. Throws a UserError when there is none. */
export async function pickPack(
  services: Pick<Services, 'packs'>,
  title: string,
): Promise<string | undefined> {
  const packs = writablePacks(services.packs.folders);
  const [only] = packs;
  if (!only) throw new UserError('There is no pack yet. "New Drill Pack" creates one.');
  if (packs.length === 1) return only.path;
  const picked = await vscode.window.showQuickPick(
    packs.map(({ name, path }) => ({ label: name, description: path, path })),
    { title },
  );
  return picked?.path;
}

async function askFolder(): Promise<string | undefined> {
  const inWorkspace = workspacePacks().map(({ path, name }) => ({
    label: `$(root-folder) In ${name}`,
    description: vscode.workspace.asRelativePath(path),
    detail: 'Kept with the workspace, for everyone who opens it',
    pick: () => Promise.resolve<string | undefined>(path),
  }));
  const other = {
    label: '$(folder-opened) Choose another folder…',
    description: '',
    detail: 'Used in every window and added to the setting "tensorDrills.packs"',
    pick: async () =>
      (
        await vscode.window.showOpenDialog({
          canSelectFiles: false,
          canSelectFolders: true,
          openLabel: 'Create the Pack Here',
        })
      )?.[0]?.fsPath,
  };
  const picked = await vscode.window.showQuickPick([...inWorkspace, other], {
    title: 'Where should the pack go?',
    placeHolder: 'It starts with one working drill for you to change',
  });
  return picked?.pick();
}

function askTitle(services: Pick<Services, 'index'>): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: 'New drill',
    prompt: 'Say in a few words what the drill asks for, such as "Beam search"',
    placeHolder: 'Beam search',
    validateInput: (text) => (text.trim() === '' ? undefined : problemOfTitle(services, text)),
  });
}

async function askKind(): Promise<Example | undefined> {
  const picked = await vscode.window.showQuickPick(
    EXAMPLES.map((example) => ({
      label: example.kind,
      description: `based on ${example.title}`,
      detail: example.detail,
      example,
    })),
    { title: 'What does the drill ask for?', placeHolder: 'It starts as a working drill' },
  );
  return picked?.example;
}

function problemOfTitle(services: Pick<Services, 'index'>, title: string): string | null {
  const id = idOf(title);
  if (id === '')
    return 'The title needs at least one letter from a to z for the name of the folder.';
  if (title.trim().length > 80) return 'The title must be at most 80 characters.';
  return isTaken(services, id) ? `There is already a drill "${id}". Choose another title.` : null;
}

async function addToSetting(folder: string): Promise<void> {
  const section = vscode.workspace.getConfiguration(SETTINGS_SECTION);
  const before = section.inspect<readonly string[]>(SETTINGS.packs)?.globalValue ?? [];
  if (before.includes(folder)) return;
  await section.update(SETTINGS.packs, [...before, folder], vscode.ConfigurationTarget.Global);
}

async function show(path: string, message: string): Promise<void> {
  await vscode.window.showTextDocument(vscode.Uri.file(path), { preview: false });
  vscode.window.setStatusBarMessage(`$(check) ${message}`, 8000);
}
