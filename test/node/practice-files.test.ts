import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/core/errors.ts';
import { DiskPracticeFiles } from '../../src/node/practice-files.ts';
import { temporaryFolder } from './folders.ts';
import { smallDisk } from './small-disk.ts';

const files = new DiskPracticeFiles();
const date = new Date(2026, 4, 12, 9, 5);

async function refusal(promise: Promise<unknown>): Promise<string> {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(UserError);
  return error instanceof UserError ? error.message : '';
}

describe('a practice file', () => {
  it('is created with its folders and read', async () => {
    const path = join(temporaryFolder(), 'deep', 'er', 'gan.py');
    expect(await files.read(path)).toBeNull();
    await files.create(path, 'größe\n');
    expect(await files.read(path)).toBe('größe\n');
    expect(await files.read(join(path, 'below'))).toBeNull();
  });

  it('is never overwritten, not even through a link that leads nowhere', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'gan.py');
    writeFileSync(path, 'mine');
    expect(await refusal(files.create(path, 'new'))).toBe(
      `${path} already exists and was left unchanged.`,
    );
    expect(readFileSync(path, 'utf8')).toBe('mine');
    symlinkSync(join(folder, 'nowhere'), join(folder, 'link.py'));
    await refusal(files.create(join(folder, 'link.py'), 'new'));
    expect(existsSync(join(folder, 'nowhere'))).toBe(false);
  });

  it('is created once when two windows do it at the same moment', async () => {
    const path = join(temporaryFolder(), 'gan.py');
    const both = await Promise.allSettled([files.create(path, 'one'), files.create(path, 'two')]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const first = both[0].status === 'fulfilled' ? 'one' : 'two';
    expect(readFileSync(path, 'utf8')).toBe(first);
  });

  it('says what stands in the way', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), '');
    mkdirSync(join(folder, 'folder.py'));
    expect(await refusal(files.create(join(folder, 'file', 'gan.py'), ''))).toMatch(
      /is a file, not a folder/,
    );
    expect(await refusal(files.create(join(folder, 'file', 'a', 'gan.py'), ''))).toMatch(
      /is a file, not/,
    );
    expect(await refusal(files.read(join(folder, 'folder.py')))).toMatch(/is a folder, not a file/);
  });

  it('does not stay half written when the disk is full', async (context) => {
    const disk = smallDisk(context);
    const path = join(disk.folder, 'gan.py');
    disk.fill();
    expect(await refusal(files.create(path, 'x'.repeat(20_000)))).toMatch(/the disk is full/);
    expect(existsSync(path)).toBe(false);
    disk.empty();
    await files.create(path, 'whole');
    expect(await files.read(path)).toBe('whole');
  });

  it('is refused with advice on a read-only disk', async (context) => {
    const disk = smallDisk(context);
    const path = join(disk.folder, 'gan.py');
    writeFileSync(path, 'mine');
    disk.setReadOnly(true);
    const advice = /read-only file system\. Choose another practice folder/;
    expect(await refusal(files.create(join(disk.folder, 'lstm.py'), ''))).toMatch(advice);
    expect(await refusal(files.create(join(disk.folder, 'new', 'lstm.py'), ''))).toMatch(advice);
    expect(await refusal(files.archive(path, date))).toMatch(advice);
    expect(await files.read(path)).toBe('mine');
  });
});

describe('an archived file', () => {
  it('is a copy with its date, and each is kept', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'gan.py');
    const copies: string[] = [];
    for (const text of ['one', 'two', 'three']) {
      writeFileSync(path, text);
      copies.push(await files.archive(path, date));
    }
    expect(copies.map((copy) => readFileSync(copy, 'utf8'))).toEqual(['one', 'two', 'three']);
    expect(readdirSync(join(folder, 'archive')).sort()).toEqual([
      'gan.2026-05-12-0905.2.py',
      'gan.2026-05-12-0905.3.py',
      'gan.2026-05-12-0905.py',
    ]);
    expect(readFileSync(path, 'utf8')).toBe('three');
  });

  it('is not made of a file that is gone, or where it would be in a file', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'gan.py');
    expect(await refusal(files.archive(path, date))).toBe(`${path} no longer exists.`);
    const other = temporaryFolder();
    writeFileSync(join(other, 'gan.py'), '');
    writeFileSync(join(other, 'archive'), '');
    expect(await refusal(files.archive(join(other, 'gan.py'), date))).toMatch(
      /is a file, not a folder/,
    );
  });
});
