import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { BuiltInCatalogue, PACKED } from '../../src/node/catalogue.ts';
import { PackedFiles } from '../../src/node/packed-files.ts';
import { archiveOf } from '../../src/node/text-archive.ts';
import { temporaryFolder } from './folders.ts';
import { smallDisk } from './small-disk.ts';

const GAN = { 'grade.py': 'CASES = 3\n', 'grading/deep/cases.py': '# σ²\n', 'frozen.json': '{}' };

function packed(root: string, gan: Readonly<Record<string, string>> = GAN): string {
  const texts = new Map(Object.entries(gan).map(([name, text]) => [`coding/gan/${name}`, text]));
  texts.set('coding/gan-2/grade.py', 'another\n');
  texts.set('python/grader/worker.py', 'pass\n');
  texts.set('whiteboard/gan/reference.excalidraw', '{"elements":[]}');
  const file = join(root, PACKED);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, archiveOf(texts, false));
  return file;
}

function filesIn(folder: string): Record<string, string> {
  const all = readdirSync(folder, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    all
      .filter((one) => one.isFile())
      .map((one) => join(one.parentPath, one.name))
      .map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]),
  );
}

it('writes the files of what is asked for, and no others', async () => {
  const root = temporaryFolder();
  const folder = await new PackedFiles(packed(root), join(root, 'storage')).folder('coding/gan');
  expect(filesIn(folder)).toEqual(GAN);
  expect(readdirSync(dirname(folder))).toEqual(['gan']);
});

it('is asked by the catalogue where the tree has no drills', async () => {
  const root = temporaryFolder();
  packed(root);
  const catalogue = new BuiltInCatalogue(root, join(root, 'storage'));
  expect(filesIn(await catalogue.folder('gan'))).toEqual(GAN);
  const drawing = await catalogue.referenceDrawing('whiteboard/gan');
  expect(readFileSync(drawing, 'utf8')).toBe('{"elements":[]}');
});

it('keeps the Python package apart from the drills: who may read it must not find a solution beside it', async () => {
  const root = temporaryFolder();
  packed(root);
  const catalogue = new BuiltInCatalogue(root, join(root, 'storage'));
  await catalogue.folder('gan');
  expect(filesIn(await catalogue.packageRoot())).toEqual({ 'grader/worker.py': 'pass\n' });
});

it('mends what was changed, cut short or removed, and leaves alone what is as it should be', async () => {
  const root = temporaryFolder();
  const files = new PackedFiles(packed(root), join(root, 'storage'));
  const folder = await files.folder('coding/gan');
  const untouched = statSync(join(folder, 'frozen.json')).ino;
  writeFileSync(join(folder, 'grade.py'), 'CASES');
  rmSync(join(folder, 'grading'), { recursive: true });
  expect(await files.folder('coding/gan')).toBe(folder);
  expect(filesIn(folder)).toEqual(GAN);
  expect(statSync(join(folder, 'frozen.json')).ino).toBe(untouched);
  // Of the same length: the next window finds it.
  writeFileSync(join(folder, 'frozen.json'), '[]');
  await new PackedFiles(join(root, PACKED), join(root, 'storage')).folder('coding/gan');
  expect(filesIn(folder)).toEqual(GAN);
});

it('gives many windows the same folder with whole files', async () => {
  const root = temporaryFolder();
  const file = packed(root, { ...GAN, 'frozen.json': 'x'.repeat(500_000) });
  const windows = Array.from({ length: 12 }, () => new PackedFiles(file, join(root, 'storage')));
  const folders = await Promise.all(windows.map((one) => one.folder('coding/gan')));
  expect(new Set(folders).size).toBe(1);
  const [folder = ''] = folders;
  expect(Object.keys(filesIn(folder)).sort()).toEqual(Object.keys(GAN).sort());
  expect(statSync(join(folder, 'frozen.json')).size).toBe(500_000);
});

it('keeps the files of another version for windows that still use it, and removes them a month later', async () => {
  const root = temporaryFolder();
  const storage = join(root, 'storage');
  const before = await new PackedFiles(packed(root), storage).folder('coding/gan');
  const file = packed(root, { 'grade.py': 'CASES = 4\n' });
  const after = await new PackedFiles(file, storage).folder('coding/gan');
  expect(filesIn(after)).toEqual({ 'grade.py': 'CASES = 4\n' });
  expect(filesIn(before)).toEqual(GAN);
  const digest = createHash('sha256').update(readFileSync(file)).digest('hex');
  expect(digest.startsWith(basename(dirname(dirname(after))))).toBe(true);
  const longAgo = new Date(Date.now() - 31 * 24 * 3600 * 1000);
  for (const folder of [before, after]) utimesSync(dirname(dirname(folder)), longAgo, longAgo);
  await new PackedFiles(file, storage).folder('coding/gan');
  expect(existsSync(before)).toBe(false);
  expect(filesIn(after)).toEqual({ 'grade.py': 'CASES = 4\n' });
});

it('says what to do where nothing can be written, and writes once it can', async (context) => {
  const disk = smallDisk(context);
  const root = temporaryFolder();
  const files = new PackedFiles(packed(root), join(disk.folder, 'storage'));
  disk.setReadOnly(true);
  await expect(files.folder('coding/gan')).rejects.toThrow(
    /The files of coding\/gan cannot be written to .*Make room there/,
  );
  disk.setReadOnly(false);
  disk.fill();
  await expect(files.folder('coding/gan')).rejects.toThrow(/cannot be written to .*ENOSPC/);
  disk.empty();
  expect(filesIn(await files.folder('coding/gan'))).toEqual(GAN);
});

it('says of an archive that cannot be read to install anew, and reads it once it can be', async () => {
  const root = temporaryFolder();
  const file = packed(root);
  const whole = readFileSync(file);
  writeFileSync(file, whole.subarray(0, 20));
  const files = new PackedFiles(file, join(root, 'storage'));
  await expect(files.folder('coding/gan')).rejects.toThrow(/cannot be read .*Reinstall/);
  writeFileSync(file, whole);
  expect(filesIn(await files.folder('coding/gan'))).toEqual(GAN);
});
