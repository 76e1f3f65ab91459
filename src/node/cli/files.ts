/** The files that a command line names: a folder stands for the Python files in it. */
import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UserError } from '../../core/errors.ts';

export interface Named {
  /** As the user would write it. */
  readonly name: string;
  readonly path: string;
}

/** In the order given, a folder's files sorted, each once. Throws when one is not there. */
export function namedFiles(names: readonly string[]): readonly Named[] {
  const found = new Map<string, Named>();
  for (const name of names) {
    for (const one of expand(name)) found.set(one.path, found.get(one.path) ?? one);
  }
  return [...found.values()];
}

function expand(name: string): readonly Named[] {
  const stat = statSync(name, { throwIfNoEntry: false });
  if (stat === undefined) throw new UserError(`There is no file ${name}.`);
  if (!stat.isDirectory()) return [{ name, path: resolve(name) }];
  const files = readdirSync(name, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.py'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.includes('__pycache__'))
    .sort();
  if (files.length === 0) throw new UserError(`There is no Python file in ${name}.`);
  return files.map((path) => ({ name: path, path: resolve(path) }));
}
