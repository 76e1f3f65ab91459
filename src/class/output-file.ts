/** A file that is written at the end of a long run, so it is found out at its beginning whether it can be. */
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';
import { messageOf, UserError } from '../core/errors.ts';
import { parseReport, type ClassReport } from '../protocol/class-report.ts';

export class OutputFile {
  readonly path: string;
  /** A device or a pipe is written to; a file is replaced as a whole. */
  readonly isPlain: boolean;
  /** What is written first. */
  readonly #draft: string;

  /** Makes the folder. Throws a UserError when the file cannot be written. */
  constructor(readonly name: string) {
    this.path = resolve(name);
    const there = existsSync(this.path) ? statSync(this.path) : undefined;
    if (there?.isDirectory() === true) {
      throw new UserError(`${name} is a folder: name a file to write.`);
    }
    this.isPlain = there === undefined || there.isFile();
    this.#draft = this.isPlain ? `${this.path}.${process.pid}.draft` : this.path;
    try {
      if (this.isPlain) {
        mkdirSync(dirname(this.path), { recursive: true });
        // To be allowed to write does not mean that it works: root may write everywhere, a disk may be full.
        writeFileSync(this.#draft, '');
        rmSync(this.#draft);
      } else accessSync(this.path, constants.W_OK);
    } catch (error) {
      throw new UserError(`${name} cannot be written: ${reasonOf(error)}.`);
    }
  }

  /** All at once: nobody ever reads half of it. Throws a UserError. */
  write(text: string): void {
    try {
      writeFileSync(this.#draft, text);
      if (this.isPlain) renameSync(this.#draft, this.path);
    } catch (error) {
      throw new UserError(`${this.name} cannot be written: ${reasonOf(error)}.`);
    }
  }
}

/** Throws a UserError when the file is not a report of this version. */
export function readReport(name: string): ClassReport {
  let text: string;
  try {
    text = readFileSync(name, 'utf8');
  } catch (error) {
    throw new UserError(`${name} cannot be read: ${reasonOf(error)}.`);
  }
  const report = parseReport(text);
  if (report !== null) return report;
  throw new UserError(
    `${name} is not a report from this version of Tensor Drills: move it away, or name another file.`,
  );
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'you do not have permission',
  EPERM: 'you do not have permission',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'your disk quota is used up',
  EEXIST: 'part of its path is a file',
  ENOTDIR: 'part of its path is a file',
  EISDIR: 'it is a folder',
};

/** Why the system refused, for the end of a sentence. */
export function reasonOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  return code === undefined ? messageOf(error) : (REASONS[code] ?? code);
}
