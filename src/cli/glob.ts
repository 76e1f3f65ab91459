/**
 * Shell patterns, for quoted patterns and for shells that leave them to the program. We match them ourselves because
 * tinyglobby either follows no links or drops broken ones, which a class report has to mention, and lets `[!a]` match a
 * dot. Tests compare the result with bash.
 */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Whether a name asks for more than itself. */
export function isPattern(name: string): boolean {
  return /[*?[{]/.test(name);
}

/** The part of a pattern before the first folder that is left open: `a` of `a/b*c/d.py`. */
export function fixedPart(pattern: string): string {
  const parts = split(pattern);
  const open = parts.findIndex(isPattern);
  return joined(parts.slice(0, open < 0 ? -1 : Math.min(open, parts.length - 1)));
}

/**
 * The files and folders that match, sorted. `*` and `?` stay within a name, `**` stands for any folders or none, `[a-z]`
 * and `[!a-z]` for one character, `{a,b}` for either. Names that begin with a dot match only a dot; `**` follows no links.
 */
export function matches(pattern: string): readonly string[] {
  const found = new Set(alternatives(pattern).flatMap((one) => walk('', split(one))));
  return [...found].filter((name) => name !== '').sort();
}

function walk(folder: string, parts: readonly string[]): readonly string[] {
  const [part, ...rest] = parts;
  if (part === undefined) return [folder];
  if (part === '**') {
    const below = entries(folder)
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .flatMap(({ name }) => walk(add(folder, name), parts));
    return [...walk(folder, rest), ...filesIf(rest, folder), ...below];
  }
  if (!isPattern(part)) {
    const path = add(folder, part);
    return statSync(path, { throwIfNoEntry: false }) === undefined ? [] : walk(path, rest);
  }
  const wanted = namePattern(part);
  return entries(folder)
    .map(({ name }) => name)
    .filter((name) => wanted.test(name))
    .flatMap((name) => walk(add(folder, name), rest));
}

/** A pattern that ends in `**` means the files of all folders. */
function filesIf(rest: readonly string[], folder: string): readonly string[] {
  return rest.length > 0 ? [] : walk(folder, ['*']);
}

function entries(folder: string) {
  try {
    return readdirSync(folder === '' ? '.' : folder, { withFileTypes: true });
  } catch {
    return []; // no folder, or not ours to read: a shell passes by as well
  }
}

/** `a{b,c}d` as `abd` and `acd`; braces that hold no comma, or do not close, are themselves. */
function alternatives(pattern: string): readonly string[] {
  const group = /\{([^{}]*,[^{}]*)\}/.exec(pattern);
  if (group === null) return [pattern];
  const [whole, inside = ''] = group;
  const before = pattern.slice(0, group.index);
  const after = pattern.slice(group.index + whole.length);
  return inside.split(',').flatMap((one) => alternatives(`${before}${one}${after}`));
}

function namePattern(part: string): RegExp {
  let source = part.startsWith('.') ? '' : '(?!\\.)';
  for (let at = 0; at < part.length; at += 1) {
    const char = part[at] ?? '';
    const set = char === '[' ? /^\[(!?)(\]?[^\]]*)\]/.exec(part.slice(at)) : null;
    if (set !== null) {
      const inside = (set[2] ?? '').replace(/[\\\]^]/g, '\\$&');
      source += `[${set[1] === '!' ? '^' : ''}${inside}]`;
      at += set[0].length - 1;
    } else if (char === '*') source += '.*';
    else if (char === '?') source += '.';
    else source += char.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  }
  try {
    return new RegExp(`^${source}$`, 'su');
  } catch {
    return /^(?!)/; // [z-a]: matches nothing, as in a shell
  }
}

function split(pattern: string): string[] {
  return pattern.split(process.platform === 'win32' ? /[\\/]+/ : /\/+/);
}

function joined(parts: readonly string[]): string {
  return parts.length === 1 && parts[0] === '' ? '/' : parts.join('/');
}

function add(folder: string, name: string): string {
  // The first part of an absolute path is empty.
  if (folder === '') return name === '' ? '/' : name;
  return join(folder, name);
}
