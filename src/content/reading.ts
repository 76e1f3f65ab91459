/** Files of a pack as they are read for one of its units; what is wrong with them is noted. */
import type { GenericSchema, InferOutput } from 'valibot';
import { messageOf } from '../core/errors.ts';
import { TexError } from './markdown.ts';
import type { PackFiles } from './pack-files.ts';
import { problemAt, readYaml } from './read.ts';
import type { Problem } from '../core/problem.ts';

export class Reading {
  readonly problems: Problem[] = [];

  constructor(readonly files: PackFiles) {}

  /** Notes a problem at `offset` in the file's `text`. */
  note(path: string, text: string, offset: number, message: string): void {
    this.problems.push(this.problemAt(path, text, offset, message));
  }

  problemAt(path: string, text: string, offset: number, message: string): Problem {
    return problemAt(this.files.path(path), text, offset, message);
  }

  /** The text of a file, or null when it is absent or cannot be read (then a problem is noted). */
  text(path: string): string | null {
    if (!this.files.has(path)) return null;
    const text = this.files.text(path);
    if ('value' in text) return text.value;
    this.problems.push(...text.problems);
    return null;
  }

  /** The compiled YAML file, or `none` when it is absent or bad (then a problem is noted). */
  yaml<S extends GenericSchema, T>(
    path: string,
    schema: S,
    none: T,
    compile: (source: InferOutput<S>, text: string) => T,
  ): T {
    const text = this.text(path);
    if (text === null) return none;
    const result = readYaml(this.files.path(path), text, schema);
    if ('problems' in result) {
      this.problems.push(...result.problems);
      return none;
    }
    try {
      return compile(result.value, text);
    } catch (error) {
      const offset = error instanceof TexError ? text.indexOf(error.tex.trim()) : 0;
      this.note(path, text, offset, messageOf(error));
    }
    return none;
  }

  /** Whether the file that must be beside another is there and may be used; if not, notes a problem at `path`. */
  isWhole(path: string, needed: Readonly<Record<string, string>>): boolean {
    const before = this.problems.length;
    for (const [name, what] of Object.entries(needed)) {
      const beside = path.replace(/[^/]*$/, name);
      if (this.files.has(beside)) this.text(beside);
      else this.note(path, '', 0, `${name} (${what}) is missing from this folder.`);
    }
    return this.problems.length === before;
  }
}
