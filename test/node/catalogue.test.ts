import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { BuiltInCatalogue, COMPILED } from '../../src/node/catalogue.ts';
import { archiveOf, TextArchive } from '../../src/node/text-archive.ts';
import { temporaryFolder } from './folders.ts';

/** Writes the archive that the build makes, or what is there instead. */
function write(root: string, content: string | Buffer): void {
  const file = join(root, COMPILED);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

/** Parts of the archive beside the index, as texts by path. */
function writeParts(
  root: string,
  index: string,
  parts: Readonly<Record<string, string>> = {},
): void {
  write(root, archiveOf(new Map(Object.entries({ 'lists/index': index, ...parts })), false));
}

const INDEX = JSON.stringify({
  exercises: [
    { id: 'gan', kind: 'coding' },
    { id: 'lstm-cell', kind: 'coding' },
    { id: 'system-design/shop', kind: 'system-design' },
  ],
  checklist: [],
  guide: [],
});

it('reads each part when first asked for, once', async () => {
  const root = temporaryFolder();
  mkdirSync(join(root, 'drills/coding'), { recursive: true });
  const catalogue = new BuiltInCatalogue(root, join(root, 'storage'));
  const index = '{"exercises":[{"id":"gan","kind":"coding"}],"checklist":[]}';
  writeParts(root, index, { 'coding/gan': '{"id":"gan"}' });
  expect(await catalogue.drill('gan')).toEqual({ id: 'gan' });
  writeParts(root, index, { 'coding/gan': 'changed' });
  expect(await catalogue.drill('gan')).toBe(await catalogue.drill('gan'));
  expect(await catalogue.folder('gan')).toBe(join(root, 'drills/coding/gan'));
});

it('names the drills there are when asked for another, wherever that would lead', async () => {
  const root = temporaryFolder();
  writeParts(root, INDEX);
  const catalogue = new BuiltInCatalogue(root, join(root, 'storage'));
  for (const id of ['vae', '../index', '']) {
    await expect(catalogue.drill(id)).rejects.toThrow(
      `There is no drill "${id}". Available: gan, lstm-cell.`,
    );
  }
});

it('says what to do when a part cannot be read, and reads it once it can be', async () => {
  const root = temporaryFolder();
  const catalogue = new BuiltInCatalogue(root, join(root, 'storage'));
  await expect(catalogue.index()).rejects.toThrow(/catalogue\.br cannot be read .*Reinstall/);
  write(root, '{');
  await expect(catalogue.index()).rejects.toThrow(/Reinstall the extension/);
  writeParts(root, '{"exercises":[],"checklist":[]}');
  expect(await catalogue.index()).toEqual({ exercises: [], drills: [], checklist: [] });
});

it('reads what is answered aloud, and its model answer', async () => {
  const root = temporaryFolder();
  writeParts(root, INDEX, {
    'system-design/shop': '{"id":"system-design/shop"}',
    'articles/system-design/shop': '{"title":"A shop"}',
  });
  const catalogue = new BuiltInCatalogue(root, join(root, 'storage'));
  expect(await catalogue.oral('system-design/shop')).toEqual({ id: 'system-design/shop' });
  await expect(catalogue.oral('gan')).rejects.toThrow('There is no exercise "gan".');
  expect(await catalogue.article('system-design/shop')).toEqual({ title: 'A shop' });
  for (const id of ['gan', 'guide/none', 'checklist/none', '../index']) {
    await expect(catalogue.article(id)).rejects.toThrow(`There is no page "${id}".`);
  }
});

it('reads an architecture to draw by its id, and knows where its reference lies', async () => {
  const root = temporaryFolder();
  const catalogue = new BuiltInCatalogue(root, join(root, 'storage'));
  const exercises = [
    { id: 'whiteboard/gan', kind: 'whiteboard' },
    { id: 'deep-dive/gan', kind: 'deep-dive' },
  ];
  const index = JSON.stringify({ exercises, checklist: [] });
  writeParts(root, index, { 'whiteboard/gan': '{"id":"whiteboard/gan"}' });
  mkdirSync(join(root, 'drills/coding'), { recursive: true });
  expect(await catalogue.board('whiteboard/gan')).toEqual({ id: 'whiteboard/gan' });
  for (const id of ['deep-dive/gan', 'whiteboard/../index']) {
    await expect(catalogue.board(id)).rejects.toThrow(`There is no drawing "${id}".`);
  }
  expect(await catalogue.referenceDrawing('whiteboard/gan')).toBe(
    join(root, 'drills/whiteboard/gan/reference.excalidraw'),
  );
});

it('finds texts of any language in an archive again, and none that it does not hold', async () => {
  const root = temporaryFolder();
  const texts = { latin: 'naïve café', 'deep/greek': 'Σ σ²', empty: '', chinese: '张量' };
  write(root, archiveOf(new Map(Object.entries(texts)), false));
  const archive = await TextArchive.read(join(root, COMPILED));
  for (const [name, text] of Object.entries(texts)) expect(archive.text(name)).toBe(text);
  for (const name of ['none', 'toString', '']) expect(archive.text(name)).toBeNull();
});

it('says the same when it lacks what the index promises', async () => {
  const root = temporaryFolder();
  writeParts(root, INDEX);
  const catalogue = new BuiltInCatalogue(root, join(root, 'storage'));
  await expect(catalogue.drill('gan')).rejects.toThrow(/catalogue\.br cannot be read .*Reinstall/);
});
