/** The candidate's files: created and copied; overwritten only where the old text is kept. */
import { constants } from 'node:fs';
import { copyFile, mkdir, open, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { messageOf, UserError } from '../core/errors.ts';
import type { PracticeFiles } from '../core/ports.ts';

export class DiskPracticeFiles implements PracticeFiles {
  async read(path: string): Promise<string | null> {
    try {
      return await readFile(path, 'utf8');
    } catch (error) {
      if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return null;
      throw explain(path, error);
    }
  }

  async create(path: string, text: string): Promise<void> {
    await makeFolder(dirname(path));
    let file;
    try {
      file = await open(path, 'wx');
    } catch (error) {
      throw explain(path, error);
    }
    try {
      await file.writeFile(text);
    } catch (error) {
      // Half a file would pass for the candidate's own the next time.
      await rm(path, { force: true }).catch(() => undefined);
      throw explain(path, error);
    } finally {
      await file.close();
    }
  }

  async replace(path: string, text: string): Promise<void> {
    try {
      await writeFile(path, text);
    } catch (error) {
      throw explain(path, error);
    }
  }

  async archive(path: string, date: Date): Promise<string> {
    const folder = join(dirname(path), 'archive');
    const extension = extname(path);
    const stem = `${basename(path, extension)}.${stamp(date)}`;
    await makeFolder(folder);
    for (let copy = 1; ; copy += 1) {
      const target = join(folder, `${stem}${copy > 1 ? `.${copy}` : ''}${extension}`);
      try {
        await copyFile(path, target, constants.COPYFILE_EXCL);
        return target;
      } catch (error) {
        if (codeOf(error) === 'ENOENT') throw new UserError(`${path} no longer exists.`);
        if (codeOf(error) !== 'EEXIST') throw explain(target, error);
      }
    }
  }
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    const reason = await whyNoFolder(folder, error);
    // Here it says that a file has the folder's name.
    throw explain(folder, reason, codeOf(reason) === 'EEXIST' ? 'ENOTDIR' : codeOf(reason));
  }
}

/** Node's recursive `mkdir` says ENOENT for a read-only file system; a plain one says what is wrong. */
async function whyNoFolder(folder: string, error: unknown): Promise<unknown> {
  if (codeOf(error) !== 'ENOENT' || dirname(folder) === folder) return error;
  try {
    await mkdir(folder);
    return error;
  } catch (reason) {
    return whyNoFolder(dirname(folder), reason);
  }
}

/** `2026-05-12-1430`: local time, safe in file names, sorts by time. */
function stamp(date: Date): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}-${two(date.getHours())}${two(date.getMinutes())}`;
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}

const ADVICE: Readonly<Record<string, string>> = {
  EROFS:
    'is on a read-only file system. Choose another practice folder (setting tensorDrills.folder).',
  EACCES:
    'cannot be written: you do not have permission. Change its permissions or choose another practice folder (setting tensorDrills.folder).',
  EPERM:
    'cannot be written: you do not have permission. Change its permissions or choose another practice folder (setting tensorDrills.folder).',
  ENOSPC: 'cannot be written: the disk is full. Free up some space and try again.',
  EEXIST: 'already exists and was left unchanged.',
  ENOTDIR:
    'cannot be created: part of its path is a file, not a folder. Choose another practice folder (setting tensorDrills.folder).',
  EISDIR: 'is a folder, not a file. Move it away or choose another practice folder.',
};

function explain(path: string, error: unknown, code = codeOf(error)): UserError {
  const advice = ADVICE[code ?? ''];
  return new UserError(
    advice === undefined ? `${path} cannot be used: ${messageOf(error)}` : `${path} ${advice}`,
  );
}
