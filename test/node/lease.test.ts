import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { FileLease } from '../../src/node/lease.ts';
import { temporaryFolder } from './folders.ts';

it('says who kept an attempt last, and when, to every window', () => {
  const folder = join(temporaryFolder(), 'storage');
  let now = 1000;
  const [one, other] = ['one', 'other'].map(
    (session) => new FileLease(join(folder, 'running.json'), session, () => now),
  );
  expect(one?.holder('a')).toBeNull();
  one?.hold('a');
  now = 2000;
  expect(other?.holder('a')).toMatchObject({ session: 'one', at: 1000 });
  other?.hold('a');
  expect(one?.holder('a')).toMatchObject({ session: 'other', at: 2000 });
  expect(one?.holder('b')).toBeNull();
  expect(readdirSync(folder)).toEqual(['running.json']);
});

it('goes by the last sign of life when the file is damaged or gone', () => {
  const file = join(temporaryFolder(), 'running.json');
  const lease = new FileLease(file, 'one', () => 1000);
  lease.hold('a');
  for (const text of ['', '{"attempt":"a"', 'null', '{"attempt":"a","session":1,"at":2}']) {
    writeFileSync(file, text);
    expect(lease.holder('a')).toMatchObject({ session: 'one', at: 1000 });
    expect(new FileLease(file, 'other').holder('a')).toBeNull();
  }
  rmSync(file);
  expect(lease.holder('a')).toMatchObject({ at: 1000 });
});

it('never throws where it cannot write', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'file'), '');
  const below = new FileLease(join(folder, 'file', 'running.json'), 'one');
  below.hold('a');
  expect(below.holder('a')).toBeNull();
  mkdirSync(join(folder, 'running.json'));
  const onFolder = new FileLease(join(folder, 'running.json'), 'one');
  onFolder.hold('a');
  expect(onFolder.holder('a')).toBeNull();
  expect(existsSync(join(folder, 'running.json.one'))).toBe(false);
});
