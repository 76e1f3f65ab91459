import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Claim } from '../../src/core/quiet/claim.ts';
import { isAlive } from '../../src/node/process/alive.ts';
import { FileQuietJournal } from '../../src/node/quiet-journal.ts';
import { temporaryFolder } from './folders.ts';

const MINUTE = 60_000;
const CLAIM: Claim = {
  session: 'one',
  place: { level: 'user', id: 'user', file: null },
  made: [
    {
      change: { kind: 'member', setting: '[python]', member: 'x', to: false },
      after: { x: false },
    },
  ],
  text: null,
};
const HERE = { pid: process.pid, isAlive };

it('tells every window what one has written, and whether that one is there', () => {
  const folder = temporaryFolder();
  let now = Date.now();
  const one = new FileQuietJournal(folder, HERE, () => now);
  const other = new FileQuietJournal(folder, { ...HERE, pid: 2 ** 30 }, () => now);
  expect(other.claims()).toEqual([]);
  one.write(CLAIM);
  other.write({ ...CLAIM, session: 'other' });
  expect(one.claims()).toEqual([
    { ...CLAIM, gone: false },
    { ...CLAIM, session: 'other', gone: true },
  ]);
  other.amend('one', []);
  expect(one.claims()[0]).toEqual({ ...CLAIM, made: [], gone: false });
  // A process with this number may be another's by now.
  now += 11 * MINUTE;
  expect(one.claims()[0]?.gone).toBe(true);
  expect(one.beat('one')).toBe(true);
  expect(one.claims()[0]?.gone).toBe(false);
  one.end('one');
  expect(one.claims()[0]?.gone).toBe(true);
  other.remove(['one', 'other', 'none']);
  expect(one.claims()).toEqual([]);
  expect(one.beat('one')).toBe(false);
});

it('goes by the time on another machine, whose processes nobody knows here', () => {
  const folder = temporaryFolder();
  const journal = new FileQuietJournal(folder, HERE);
  const file = join(folder, 'far.json');
  writeFileSync(file, JSON.stringify({ ...CLAIM, session: 'far', pid: 2 ** 30, host: 'far away' }));
  expect(journal.claims()[0]?.gone).toBe(false);
  const then = (Date.now() - 2 * MINUTE) / 1000;
  utimesSync(file, then, then);
  expect(journal.claims()[0]?.gone).toBe(true);
});

it('passes over what is damaged', () => {
  const folder = temporaryFolder();
  for (const [at, text] of ['', '{', 'null', '{"session":"x"}'].entries()) {
    writeFileSync(join(folder, `${at}.json`), text);
  }
  mkdirSync(join(folder, 'folder.json'));
  expect(new FileQuietJournal(folder, HERE).claims()).toEqual([]);
});

it('keeps windows apart, and does not wait for one that died', async () => {
  const folder = temporaryFolder();
  const [one, other] = [new FileQuietJournal(folder, HERE), new FileQuietJournal(folder, HERE)];
  const steps: string[] = [];
  const work = (name: string) => async (): Promise<void> => {
    steps.push(`${name} begins`);
    await new Promise((resolve) => setTimeout(resolve, 60));
    steps.push(`${name} ends`);
  };
  await Promise.all([one.alone(work('one')), other.alone(work('other'))]);
  const [first = ''] = steps[0]?.split(' ') ?? [];
  expect(steps[1]).toBe(`${first} ends`);

  await expect(one.alone(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  const lock = join(folder, 'lock');
  writeFileSync(lock, '');
  const then = (Date.now() - MINUTE) / 1000;
  utimesSync(lock, then, then);
  await expect(one.alone(() => Promise.resolve('in'))).resolves.toBe('in');
});

it('puts a file back only if it is as it was left', () => {
  const folder = temporaryFolder();
  const journal = new FileQuietJournal(folder, HERE);
  const file = join(folder, 'work', 'settings.json');
  mkdirSync(join(folder, 'work'));
  writeFileSync(file, 'after');
  expect(journal.putBack({ file, before: 'before', after: null })).toBe(false);
  expect(journal.putBack({ file, before: 'before', after: 'other' })).toBe(false);
  expect(journal.read(file)).toBe('after');
  expect(journal.putBack({ file, before: 'before', after: 'after' })).toBe(true);
  expect(journal.read(file)).toBe('before');
  expect(journal.putBack({ file, before: 'before', after: null })).toBe(true);
  expect(journal.putBack({ file, before: null, after: 'before' })).toBe(true);
  expect(journal.read(file)).toBeNull();
});
