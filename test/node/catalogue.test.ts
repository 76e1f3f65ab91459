import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { BuiltInCatalogue } from '../../src/node/catalogue.ts';
import { temporaryFolder } from './folders.ts';

function write(root: string, path: string, text: string): void {
  const file = join(root, 'dist/content', path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, text);
}

it('reads each part when first asked for, once', async () => {
  const root = temporaryFolder();
  const catalogue = new BuiltInCatalogue(root);
  write(root, 'index.json', '{"drills":[{"id":"gan"}],"checklist":[]}');
  write(root, 'coding/gan.json', '{"id":"gan"}');
  expect(await catalogue.drill('gan')).toEqual({ id: 'gan' });
  write(root, 'coding/gan.json', 'changed');
  expect(await catalogue.drill('gan')).toBe(await catalogue.drill('gan'));
  expect(catalogue.folder('gan')).toBe(join(root, 'drills/coding/gan'));
});

it('names the drills there are when asked for another, wherever that would lead', async () => {
  const root = temporaryFolder();
  write(root, 'index.json', '{"drills":[{"id":"gan"},{"id":"lstm-cell"}],"checklist":[]}');
  const catalogue = new BuiltInCatalogue(root);
  for (const id of ['vae', '../index', '']) {
    await expect(catalogue.drill(id)).rejects.toThrow(
      `There is no drill "${id}". There are: gan, lstm-cell.`,
    );
  }
});

it('says what to do when a part cannot be read, and reads it once it can be', async () => {
  const root = temporaryFolder();
  const catalogue = new BuiltInCatalogue(root);
  await expect(catalogue.index()).rejects.toThrow(/index\.json cannot be read .*Reinstall/);
  write(root, 'index.json', '{');
  await expect(catalogue.index()).rejects.toThrow(/Reinstall the extension/);
  write(root, 'index.json', '{"drills":[],"checklist":[]}');
  expect(await catalogue.index()).toEqual({ drills: [], checklist: [] });
});
