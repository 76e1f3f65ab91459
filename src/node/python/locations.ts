/** Where a Python can be: what a person writes for one, and what stands in folders and environments. */
import { existsSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, isAbsolute, join, resolve } from 'node:path';

export interface PathContext {
  /** What a relative path begins at, and `${workspaceFolder}`. */
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
}

/** The interpreter of a virtual environment, of conda on Windows too, and of any that is newly made. */
const INSIDE =
  process.platform === 'win32'
    ? [['Scripts', 'python.exe'], ['python.exe']]
    : [
        ['bin', 'python'],
        ['bin', 'python3'],
      ];

/**
 * The program that somebody means by `~/env`, `${workspaceFolder}/.venv`, `../python`, an environment's folder, or a
 * name on the PATH. What does not exist stays a path that can be named in a message.
 */
export function programFor(written: string, { folder, env }: PathContext): string {
  const text = written.trim();
  const variables: Readonly<Record<string, string>> = {
    workspaceFolder: folder,
    userHome: homedir(),
    pathSeparator: process.platform === 'win32' ? '\\' : '/',
  };
  const filled = text
    .replace(/^~(?=$|[\\/])/, homedir())
    .replace(/\$\{(?:env:(\w+)|(\w+))\}/g, (whole, name?: string, variable?: string) =>
      name === undefined ? (variables[variable ?? ''] ?? whole) : (env[name] ?? ''),
    );
  if (!/[\\/]/.test(filled) && !existsSync(join(folder, filled, 'pyvenv.cfg'))) return filled;
  const path = isAbsolute(filled) ? filled : resolve(folder, filled);
  return isFolder(path) ? pythonOf(path) : path;
}

/** What stands in an environment's folder as its interpreter, or would. */
export function pythonOf(environment: string): string {
  const [usual = '', ...others] = INSIDE.map((parts) => join(environment, ...parts));
  return [usual, ...others].find(existsSync) ?? usual;
}

/** The interpreters of environments in these folders and in all above them, nearest first. */
export function environmentsIn(folders: readonly string[]): readonly string[] {
  const found = folders
    .flatMap(upwards)
    .flatMap((folder) => [join(folder, '.venv'), join(folder, 'venv')])
    .filter((environment) => isFolder(environment))
    .map(pythonOf)
    .filter(existsSync);
  return [...new Set(found)];
}

/** The interpreter of the environment that this shell has activated: a virtual one, or one of conda or uv. */
export function activeEnvironments(env: NodeJS.ProcessEnv): readonly string[] {
  return [env['VIRTUAL_ENV'], env['CONDA_PREFIX'], env['UV_PROJECT_ENVIRONMENT']]
    .filter((folder) => folder !== undefined && isAbsolute(folder) && isFolder(folder))
    .map((folder) => pythonOf(folder ?? ''))
    .filter(existsSync);
}

/** Pythons on the PATH; also where they usually are, because a desktop program's PATH is often short. */
export function pythonsOnPath(env: NodeJS.ProcessEnv = process.env): readonly string[] {
  if (process.platform === 'win32') return ['python', 'py'];
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const home = homedir();
  const usual = [
    ...['/opt/homebrew/bin', '/usr/local/bin', '/usr/bin', join(home, '.pyenv', 'shims')],
    ...['miniconda3', 'miniforge3', 'anaconda3'].map((name) => join(home, name, 'bin')),
  ];
  const programs = [...folders, ...usual].flatMap((folder) =>
    ['python3', 'python'].map((name) => join(folder, name)),
  );
  return [...new Set(programs)].filter(existsSync);
}

function upwards(folder: string): readonly string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...upwards(parent)];
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
