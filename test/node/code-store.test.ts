import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { DiskCodeStore, LARGEST_TEXT } from '../../src/node/code-store.ts';
import { temporaryFolder } from './folders.ts';

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.length > 3);

it('keeps the same text once, and gives it back', async () => {
  const folder = join(temporaryFolder(), 'code');
  const store = new DiskCodeStore(folder);
  const hash = await store.put('import torch  # ∂\n');
  expect(await store.put('import torch  # ∂\n')).toBe(hash);
  expect(filesIn(folder)).toHaveLength(1);
  expect(await new DiskCodeStore(folder).get(hash ?? '')).toBe('import torch  # ∂\n');
});

it('has nothing for what is not a hash, not there, or damaged', async () => {
  const folder = temporaryFolder();
  const store = new DiskCodeStore(folder);
  expect(await store.get('../../secret')).toBeNull();
  expect(await store.get('a'.repeat(64))).toBeNull();
  const hash = (await store.put('mine')) ?? '';
  writeFileSync(join(folder, hash.slice(0, 2), hash), 'other');
  expect(await store.get(hash)).toBeNull();
});

it('keeps no text that is too large, and lets the oldest go when all are', async () => {
  const store = new DiskCodeStore(temporaryFolder(), undefined, 1000);
  expect(await store.put('x'.repeat(LARGEST_TEXT + 1))).toBeNull();
  const hashes: string[] = [];
  for (let i = 0; i < 20; i += 1) {
    hashes.push((await store.put(`${i}:${'x'.repeat(98)}`)) ?? '');
    // File systems that keep whole milliseconds need one between two texts.
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  const texts = await Promise.all(hashes.map((hash) => store.get(hash)));
  const kept = texts.filter((text) => text !== null);
  expect(kept.length).toBeLessThanOrEqual(10);
  expect(texts.at(-1)).not.toBeNull();
  expect(texts[0]).toBeNull();
});

it('says so when the disk refuses, and goes on', async () => {
  const problems: string[] = [];
  const file = join(temporaryFolder(), 'code');
  writeFileSync(file, 'a file where the folder should be');
  const store = new DiskCodeStore(file, (message) => problems.push(message));
  expect(await store.put('mine')).toBeNull();
  expect(problems[0]).toMatch(/^The code from this attempt could not be saved/);
});

it('removes what nothing speaks of', async () => {
  const store = new DiskCodeStore(temporaryFolder());
  const [one, two] = [(await store.put('one')) ?? '', (await store.put('two')) ?? ''];
  await store.keepOnly(new Set([two]));
  expect(await store.get(one)).toBeNull();
  expect(await store.get(two)).toBe('two');
});
