/** Makes packs and drills from the example that we bring: they work and prove themselves before they are changed. */
import * as vscode from 'vscode';
import { isDrill } from '../../core/content.ts';
import { UserError } from '../../core/errors.ts';
import type { Services } from '../services.ts';

/** A drill of each kind, which works as it is. */
export const EXAMPLES = [
  {
    id: 'l2-norm',
    title: 'L2Norm',
    kind: 'A module with weights',
    detail: "A layer, a block or a network, judged with the solution's weights",
  },
  {
    id: 'pairwise-distances',
    title: 'Pairwise distances',
    kind: 'A function',
    detail: 'A loss, a metric or attention, called with arguments and judged by what it returns',
  },
  {
    id: 'weight-average',
    title: 'Weight average',
    kind: 'An object with state, or a procedure',
    detail: 'An optimizer, a cache or a training loop, watched while it works',
  },
] as const;
export type Example = (typeof EXAMPLES)[number];

/** Makes the pack's README, where there is none, and its first drill; returns the path of that drill's drill.yaml. */
export async function writePack(
  services: Pick<Services, 'extensionUri' | 'files' | 'index'>,
  pack: string,
): Promise<string> {
  const [example] = EXAMPLES;
  const drill = await writeDrill(services, pack, example, {
    id: freeId(services, example.id),
    title: example.title,
  });
  const readme = inPack(pack, 'README.md');
  if ((await services.files.read(readme)) === null) {
    await services.files.create(readme, await exampleText(services, 'README.md'));
  }
  return drill;
}

/** Returns the path of its drill.yaml. Throws a UserError when there is something already. */
export async function writeDrill(
  services: Pick<Services, 'extensionUri' | 'files'>,
  pack: string,
  example: Example,
  { id, title }: { readonly id: string; readonly title: string },
): Promise<string> {
  const from = `coding/${example.id}`;
  const paths = await filesBelow(exampleUri(services, from));
  for (const path of paths) {
    if ((await services.files.read(inPack(pack, `coding/${id}/${path}`))) !== null) {
      throw new UserError(`There is already a drill ${id} in ${pack}. Choose another title.`);
    }
  }
  for (const path of paths) {
    const text = await exampleText(services, `${from}/${path}`);
    // Any title is a string of YAML once it is one of JSON.
    const titled =
      path === 'drill.yaml' && title !== example.title
        ? text.replace(`title: ${example.title}\n`, () => `title: ${JSON.stringify(title)}\n`)
        : text;
    await services.files.create(inPack(pack, `coding/${id}/${path}`), titled);
  }
  return inPack(pack, `coding/${id}/drill.yaml`);
}

/** The folder's name that a title gives, such as `l2-norm`; empty when it has no letters to make one from. */
export function idOf(title: string): string {
  return title
    .normalize('NFKD')
    .replace(/[\u0300-\u036F]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[-0-9]+|-+$/g, '');
}

export function isTaken(services: Pick<Services, 'index'>, id: string): boolean {
  return services.index.exercises.some((one) => isDrill(one) && one.id === id);
}

function freeId(services: Pick<Services, 'index'>, wanted: string): string {
  let id = wanted;
  for (let n = 2; isTaken(services, id); n += 1) id = `${wanted}-${n}`;
  return id;
}

function inPack(pack: string, path: string): string {
  return vscode.Uri.joinPath(vscode.Uri.file(pack), path).fsPath;
}

function exampleUri(services: Pick<Services, 'extensionUri'>, path: string): vscode.Uri {
  return vscode.Uri.joinPath(services.extensionUri, 'drills', 'example', path);
}

async function exampleText(
  services: Pick<Services, 'extensionUri' | 'files'>,
  path: string,
): Promise<string> {
  const file = exampleUri(services, path).fsPath;
  const text = await services.files.read(file);
  if (text === null) throw new UserError(`${file} is missing. Reinstall the extension.`);
  return text;
}

/** Paths relative to `folder`, with slashes; without what Python leaves. */
async function filesBelow(folder: vscode.Uri): Promise<readonly string[]> {
  const entries = await vscode.workspace.fs.readDirectory(folder);
  const all = await Promise.all(
    entries
      .filter(([name]) => name !== '__pycache__')
      .map(async ([name, type]) =>
        type === vscode.FileType.Directory
          ? (await filesBelow(vscode.Uri.joinPath(folder, name))).map((one) => `${name}/${one}`)
          : [name],
      ),
  );
  return all.flat();
}
