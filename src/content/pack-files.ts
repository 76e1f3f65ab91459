/** The files of a pack. Nobody vouches for them: what leads out of the folder, is too large or no text is refused. */
import { isUtf8 } from 'node:buffer';
import {
  existsSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
  type Dirent,
} from 'node:fs';
import { join, sep } from 'node:path';
import { problemAt, type Read } from './read.ts';
import type { Problem } from '../core/problem.ts';

/** Bytes. The largest file of the built-in content has a twentieth of that. */
export const LARGEST = 1_000_000;

/** Names become ids: they stand in marks, links and file names. */
const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

export class PackFiles {
  private readonly found: Problem[] = [];

  /** `folder` need not exist. */
  constructor(readonly folder: string) {}

  /** What was refused so far while names were listed. */
  get problems(): readonly Problem[] {
    return this.found;
  }

  path(path: string): string {
    return join(this.folder, ...path.split('/'));
  }

  has(path: string): boolean {
    return existsSync(this.path(path));
  }

  /** Names of the folders in `path` that have such a file, sorted. */
  foldersWith(path: string, file: string): readonly string[] {
    return this.entries(path)
      .filter((entry) => !entry.isFile() && this.has(`${path}/${entry.name}/${file}`))
      .map((entry) => entry.name)
      .filter((name) => this.isName(name, `${path}/${name}/${file}`))
      .sort();
  }

  /** Names of the YAML files in `path` without their ending, sorted. */
  yamlIn(path: string): readonly string[] {
    return this.entries(path)
      .filter(({ name }) => name.endsWith('.yaml'))
      .map(({ name }) => name.slice(0, -'.yaml'.length))
      .filter((name) => this.isName(name, `${path}/${name}.yaml`))
      .sort();
  }

  /** Paths of the Markdown files below `path`, relative to it, with slashes, sorted. */
  markdownBelow(path: string): readonly string[] {
    const within = (folder: string): readonly string[] =>
      this.entries(join(path, folder)).flatMap((entry) => {
        const inside = folder === '' ? entry.name : `${folder}/${entry.name}`;
        if (entry.isDirectory()) return within(inside);
        return entry.name.endsWith('.md') ? [inside] : [];
      });
    return [...within('')].sort();
  }

  /** The text of a file that is there, without a byte order mark. Never throws. */
  text(path: string): Read<string> {
    const file = this.path(path);
    const refuse = (message: string): Read<string> => ({
      problems: [problemAt(file, '', 0, message)],
    });
    try {
      const inside = `${realpathSync(this.folder)}${sep}`;
      if (!realpathSync(file).startsWith(inside)) {
        return refuse('This link points outside the pack. Put the file itself here.');
      }
      const { size } = statSync(file);
      if (!statSync(file).isFile()) return refuse('This is not a file.');
      if (size > LARGEST) {
        return refuse(
          `This file is ${(size / 1e6).toFixed(1)} MB, but the limit is 1 MB. Split it.`,
        );
      }
      return textOf(file, readFileSync(file));
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
      return refuse(
        `Cannot read this file (${code}). Check that it exists and that you have permission.`,
      );
    }
  }

  /** Empty where there is no such folder, or none that may be read. */
  private entries(path: string): readonly Dirent[] {
    try {
      return readdirSync(this.path(path), { withFileTypes: true });
    } catch {
      return [];
    }
  }

  private isName(name: string, path: string): boolean {
    if (NAME.test(name)) return true;
    this.found.push(
      problemAt(
        this.path(path),
        '',
        0,
        `"${name}" is not a valid name. Use lower-case letters, digits and hyphens, such as my-drill.`,
      ),
    );
    return false;
  }
}

function textOf(file: string, bytes: Buffer): Read<string> {
  const [one, two] = bytes;
  if ((one === 0xff && two === 0xfe) || (one === 0xfe && two === 0xff) || bytes.includes(0)) {
    return {
      problems: [
        problemAt(file, '', 0, 'This is not UTF-8 text (perhaps UTF-16). Save it as UTF-8.'),
      ],
    };
  }
  if (isUtf8(bytes)) return { value: bytes.toString('utf8').replace(/^\uFEFF/, '') };
  // The bytes that are none become replacement characters: the first shows where.
  const text = bytes.toString('utf8');
  const message = 'There are bytes here that are not UTF-8. Save the file as UTF-8.';
  return { problems: [problemAt(file, text, text.indexOf('\uFFFD'), message)] };
}
