/** The submissions that a command line names: files, patterns, and folders for the Python files in them. */
import { existsSync, readdirSync, realpathSync, statSync, type Dirent } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { UserError } from '../core/errors.ts';
import { isInsideFolder } from '../core/inside-folder.ts';
import { fixedPart, isPattern, matches } from './glob.ts';
import { misnamed } from './misnamed.ts';
import { STANDARD_INPUT } from './standard-input.ts';

export interface NamedFile {
  /** As the user would write it. */
  readonly name: string;
  readonly path: string;
  /** Below the deepest folder that holds all that was named, with slashes: `alice/lstm.py`. */
  readonly submission: string;
  /** Why it cannot be graded, a sentence; it has a result nevertheless. */
  readonly problem?: string;
}

export interface Submissions {
  readonly files: readonly NamedFile[];
  /** Named folders, and folders directly below one, without any such file in them. */
  readonly empty: readonly string[];
}

type Found = Pick<NamedFile, 'name' | 'path' | 'problem'>;

/** What unpacking, Python and editors leave beside what somebody wrote. */
const NOT_WRITTEN = new Set(['__pycache__', '__MACOSX', 'node_modules', 'site-packages']);

/**
 * In the order given, a folder's files sorted, each once. Throws when a name matches nothing. `input` is the path of
 * the file that holds what was read from standard input.
 */
export function submissionsOf(
  names: readonly string[],
  ending = '.py',
  input?: string,
): Submissions {
  const found = new Map<string, Found>();
  const roots: string[] = [];
  const empty: string[] = [];
  for (const name of names) {
    if (name === STANDARD_INPUT && input !== undefined) {
      found.set(input, { name, path: input });
      continue;
    }
    const paths = expand(name);
    if (paths.pattern) roots.push(resolve(fixedPart(name)));
    for (const path of paths.names) {
      const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
      const files: Found[] = isFolder
        ? [...filesIn(path, (one) => one.endsWith(ending))]
        : [foundAs(path, (paths.pattern ? whyNot(path, fixedPart(name)) : null) ?? misnamed(path))];
      if (!paths.pattern) roots.push(isFolder ? resolve(path) : dirname(resolve(path)));
      const instead = isFolder ? insteadOf(path, files, ending) : [];
      if (instead.length > 0) {
        files.push(...instead);
        files.sort((a, b) => (a.name < b.name ? -1 : 1));
      }
      if (files.length === 0) empty.push(path);
      else if (isFolder) empty.push(...foldersWithout(path, files));
      for (const one of files) found.set(one.path, found.get(one.path) ?? one);
    }
  }
  if (found.size === 0) {
    const kind = ending === '.py' ? 'Python' : ending;
    throw new UserError(`There is no ${kind} file in ${empty.join(', ')}.`);
  }
  const root = commonFolder(roots);
  const files = [...found.values()].map((one) => ({
    ...one,
    submission: one.path === input ? one.name : relative(root, one.path).split(sep).join('/'),
  }));
  return { files, empty };
}

function expand(name: string): { readonly pattern: boolean; readonly names: readonly string[] } {
  if (name === '') throw new UserError('A file name is empty.');
  if (existsSync(name)) return { pattern: false, names: [name] };
  if (!isPattern(name)) throw new UserError(`There is no file ${name}.`);
  const names = matches(name);
  if (names.length === 0) throw new UserError(`Nothing matches ${name}.`);
  return { pattern: true, names };
}

function filesIn(
  folder: string,
  isWanted: (name: string) => boolean,
  top = folder,
): readonly Found[] {
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'error';
    const problem = `The folder ${folder} cannot be opened (${code}).`;
    return [{ name: folder, path: resolve(folder), problem }];
  }
  if (folder !== top && entries.some(({ name }) => name === 'pyvenv.cfg')) return [];
  return entries
    .filter(({ name }) => !name.startsWith('.') && !NOT_WRITTEN.has(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const name = join(folder, entry.name);
      if (entry.isDirectory()) return filesIn(name, isWanted, top);
      if (!isWanted(entry.name)) return [];
      return [foundAs(name, entry.isFile() ? null : whyNot(name, top))];
    });
}

/** What somebody handed in instead: in each folder without such a file, what only looks like one. */
function insteadOf(folder: string, files: readonly Found[], ending: string): readonly Found[] {
  if (ending !== '.py') return [];
  return filesIn(folder, (name) => misnamed(name) !== null)
    .filter(({ name }) => !files.some((one) => dirname(one.name) === dirname(name)))
    .map(({ name }) => foundAs(name, misnamed(name)));
}

function foundAs(name: string, problem: string | null): Found {
  return { name, path: resolve(name), ...(problem === null ? {} : { problem }) };
}

/** A link may lead to a file of the same folder, but not to whatever else its reader may read. */
function whyNot(name: string, top: string): string | null {
  try {
    const target = realpathSync(name);
    if (!statSync(target).isFile()) return `${name} is not a file.`;
    if (isInsideFolder(target, realpathSync(top === '' ? '.' : top))) return null;
    return `${name} is a link that points outside ${top || 'this folder'}, so it is not followed.`;
  } catch {
    return `${name} is a broken link.`;
  }
}

function foldersWithout(folder: string, files: readonly Found[]): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .filter(({ name }) => !name.startsWith('.') && !NOT_WRITTEN.has(name))
    .map(({ name }) => join(folder, name))
    .filter((below) => !existsSync(join(below, 'pyvenv.cfg')))
    .filter((below) => !files.some(({ name }) => isInsideFolder(name, below)))
    .sort();
}

function commonFolder(folders: readonly string[]): string {
  const [first = '', ...rest] = folders;
  let root = first;
  // The last step up leads nowhere: two drives of Windows have nothing in common.
  while (!rest.every((one) => isInsideFolder(one, root)) && dirname(root) !== root)
    root = dirname(root);
  return root;
}
