import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { onceAtATime } from '../../src/dev/process/lock.ts';

describe('a lock file', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tensor-drills-lock-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const nobody = () => undefined;

  it('lets one in at a time, and the next after it', async () => {
    const lock = join(folder, 'one.lock');
    const log: string[] = [];
    const waited: number[] = [];
    let leave = (): void => undefined;
    const inside = new Promise<void>((resolve) => (leave = resolve));
    const first = onceAtATime(lock, nobody, async () => {
      log.push('first in');
      await inside;
      log.push('first out');
    });
    const second = onceAtATime(
      lock,
      (holder) => {
        waited.push(holder);
        leave();
      },
      () => Promise.resolve(log.push('second in')),
    );
    await Promise.all([first, second]);
    expect(log).toEqual(['first in', 'first out', 'second in']);
    expect(waited).toEqual([process.pid]);
    expect(existsSync(lock)).toBe(false);
  });

  it.each(['2147483646', 'not a number', ''])(
    'is taken over when its holder "%s" is gone',
    async (holder) => {
      const lock = join(folder, 'dead.lock');
      writeFileSync(lock, holder);
      expect(await onceAtATime(lock, nobody, () => Promise.resolve('done'))).toBe('done');
    },
  );

  it('is given back when the work fails', async () => {
    const lock = join(folder, 'fails.lock');
    await expect(onceAtATime(lock, nobody, () => Promise.reject(new Error('no')))).rejects.toThrow(
      'no',
    );
    expect(existsSync(lock)).toBe(false);
  });
});
