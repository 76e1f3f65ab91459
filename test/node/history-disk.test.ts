import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { sampleHistory } from '../../src/dev/bench/sample-history.ts';
import { formatHistoryLine } from '../../src/protocol/history-line.ts';
import { HANGS_MS } from '../limits.ts';
import { idsIn, open, tick } from './open-history.ts';
import { smallDisk } from './small-disk.ts';

const earlier = sampleHistory(30).map(formatHistoryLine).join('');

it('goes on when the disk is full, says so once, and writes all of it when there is room', async (context) => {
  const disk = smallDisk(context);
  const file = join(disk.folder, 'history.jsonl');
  writeFileSync(file, earlier);
  const history = open(file, { retryMs: 20 });
  disk.fill();
  const heard = vi.fn();
  history.onDidChange(heard);
  // The first fill what is left of the last block; one of them is torn by it.
  const events = Array.from({ length: 200 }, (_, i) =>
    history.append(tick(`item-${i}-${'x'.repeat(90)}`)),
  );
  expect(heard.mock.calls.length).toBeGreaterThanOrEqual(200);
  for (const { id } of events) expect(history.has(id)).toBe(true);
  expect(history.problems.filter((one) => one.includes('cannot be saved'))).toEqual([
    expect.stringMatching(/history\.jsonl \(ENOSPC.*held in memory and will be saved as soon as/),
  ]);
  expect(readFileSync(file, 'utf8').startsWith(earlier)).toBe(true);
  disk.empty();
  await vi.waitFor(
    () => expect(idsIn(file)).toEqual(expect.arrayContaining(events.map(({ id }) => id))),
    HANGS_MS,
  );
  expect(readFileSync(file, 'utf8').startsWith(earlier)).toBe(true);
  const again = open(file);
  await vi.waitFor(() => expect(again.ledger).toEqual(history.ledger), HANGS_MS);
});

it('goes on when the storage is read-only, says so once, and writes when it can', async (context) => {
  const disk = smallDisk(context);
  const file = join(disk.folder, 'history.jsonl');
  writeFileSync(file, earlier);
  disk.setReadOnly(true);
  const history = open(file, { retryMs: 20 });
  const events = [history.append(tick('a')), history.append(tick('b'))];
  await history.flush();
  expect(history.ledger.item('b', [])).toBe('ticked');
  expect(history.problems).toEqual([expect.stringContaining('EROFS')]);
  expect(readFileSync(file, 'utf8')).toBe(earlier);
  disk.setReadOnly(false);
  await vi.waitFor(
    () => expect(idsIn(file).slice(-2)).toEqual(events.map(({ id }) => id)),
    HANGS_MS,
  );
  disk.setReadOnly(true);
  history.append(tick('c'));
  expect(history.problems).toHaveLength(2);
});

it('puts own events that could not be written behind those that another window wrote meanwhile', async (context) => {
  const disk = smallDisk(context);
  const file = join(disk.folder, 'history.jsonl');
  writeFileSync(file, earlier);
  const history = open(file, { retryMs: 20 });
  disk.setReadOnly(true);
  history.append(tick('a', false));
  disk.setReadOnly(false);
  const other = open(file);
  other.append(tick('a'));
  other.append(tick('b'));
  await vi.waitFor(() => expect(idsIn(file)).toHaveLength(33), HANGS_MS);
  await vi.waitFor(() => expect(history.ledger).toEqual(open(file).ledger), HANGS_MS);
  expect(history.ledger.item('b', [])).toBe('ticked');
});
