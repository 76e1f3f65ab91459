import { EVENT_VERSION } from '../../src/core/events.ts';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { formatHistoryLine } from '../../src/protocol/history-line.ts';
import { sampleHistory } from '../../src/dev/bench/sample-history.ts';
import { HANGS_MS } from '../limits.ts';
import { idOf } from '../core/arbitraries.ts';
import { temporaryFolder } from './folders.ts';
import { idsIn, open, tick } from './open-history.ts';

describe('the history file', () => {
  it('is not made before there is something to write', () => {
    const file = join(temporaryFolder(), 'deep', 'history.jsonl');
    const history = open(file);
    expect(existsSync(file)).toBe(false);
    const event = history.append(tick('a'));
    expect(idsIn(file)).toEqual([event.id]);
    expect(history.ledger.item('a', [])).toBe('ticked');
    expect(history.problems).toEqual([]);
  });

  it('gives ids that sort in the order of appending, also when the system clock is set back', () => {
    const file = join(temporaryFolder(), 'history.jsonl');
    let now = 1_800_000_000_000;
    const history = open(file, { now: () => (now -= 60_000) });
    const ids = Array.from({ length: 50 }, (_, i) => history.append(tick(`item-${i}`)).id);
    expect(ids).toEqual([...new Set(ids)].sort());
    expect(idsIn(file)).toEqual(ids);
  });

  it('is folded again as it was, with all ids counted once', () => {
    const file = join(temporaryFolder(), 'history.jsonl');
    const lines = sampleHistory(500).map(formatHistoryLine).join('');
    writeFileSync(file, lines + lines);
    const history = open(file);
    expect(history.ledger).toEqual(open(file).ledger);
    expect(history.ledger.drill('gan').attempts.length).toBeLessThanOrEqual(500 / 20 / 5 + 1);
    expect(readFileSync(file, 'utf8')).toBe(lines + lines);
  });

  it('tells every listener, also after one that throws', () => {
    const history = open(join(temporaryFolder(), 'history.jsonl'));
    const heard = vi.fn();
    history.onDidChange(() => {
      throw new Error('not now');
    });
    const stop = history.onDidChange(heard);
    history.append(tick('a'));
    expect(heard).toHaveBeenCalledTimes(1);
    stop();
    history.append(tick('b'));
    expect(heard).toHaveBeenCalledTimes(1);
    expect(history.problems).toEqual(['Your progress was saved but could not be shown (not now).']);
  });
});

describe('two windows on one file', () => {
  it('agree within a second, in the order of the events', async () => {
    const file = join(temporaryFolder(), 'history.jsonl');
    const [one, other] = [open(file), open(file)];
    const changed = vi.fn();
    other.onDidChange(changed);
    one.append(tick('a'));
    await vi.waitFor(() => expect(other.ledger.item('a', [])).toBe('ticked'), HANGS_MS);
    expect(changed).toHaveBeenCalled();
    other.append(tick('a', false));
    await vi.waitFor(() => expect(one.ledger).toEqual(other.ledger), HANGS_MS);
    expect(one.ledger.item('a', [])).toBe('open');
  });

  it('fold what the other wrote just before an own event first', () => {
    const file = join(temporaryFolder(), 'history.jsonl');
    const [one, other] = [open(file), open(file)];
    one.append(tick('a', false));
    other.append(tick('a'));
    one.append(tick('b'));
    expect(one.ledger).toEqual(open(file).ledger);
    expect(one.ledger.item('a', [])).toBe('ticked');
  });
});

describe('a file that is deleted or replaced while it is open', () => {
  const retryMs = 20;

  it('comes back with what this window did, and the user is told once', async () => {
    const file = join(temporaryFolder(), 'history.jsonl');
    writeFileSync(
      file,
      formatHistoryLine({ v: EVENT_VERSION, id: idOf(1), at: 1, ...tick('old') }),
    );
    const history = open(file, { retryMs });
    const first = history.append(tick('a'));
    rmSync(file);
    const second = history.append(tick('b'));
    await vi.waitFor(() => expect(idsIn(file).sort()).toEqual([first.id, second.id]), HANGS_MS);
    await vi.waitFor(() => expect(history.problems).toHaveLength(1), HANGS_MS);
    expect(history.problems[0]).toContain('history.jsonl was deleted or replaced');
    expect(history.ledger.item('a', [])).toBe('ticked');
    expect(history.ledger.item('old', [])).toBe('open');
  });

  it('is put into a folder made anew when the whole folder is gone', () => {
    const folder = join(temporaryFolder(), 'storage');
    const file = join(folder, 'history.jsonl');
    const history = open(file, { retryMs });
    history.append(tick('a'));
    rmSync(folder, { recursive: true });
    history.append(tick('b'));
    history.dispose();
    const again = open(file);
    expect(['a', 'b'].map((item) => again.ledger.item(item, []))).toEqual(['ticked', 'ticked']);
  });

  it.each(['by another file', 'in place, by a longer one'])(
    'counts as it is now when replaced %s that holds the same and more',
    async (way) => {
      const file = join(temporaryFolder(), 'history.jsonl');
      const history = open(file, { retryMs });
      history.append(tick('mine'));
      const more = sampleHistory(30).map(formatHistoryLine).join('');
      const merged = more + readFileSync(file, 'utf8');
      if (way === 'by another file') {
        writeFileSync(`${file}.new`, merged);
        renameSync(`${file}.new`, file);
      } else {
        writeFileSync(file, merged);
      }
      await vi.waitFor(() => expect(history.ledger.item('item-0', [])).toBe('ticked'), HANGS_MS);
      expect(history.ledger).toEqual(open(file).ledger);
      history.dispose();
      expect(history.problems).toEqual([]);
      expect(readFileSync(file, 'utf8')).toBe(merged);
    },
  );

  it('goes on when the file became a folder, and writes when that is gone', async () => {
    const file = join(temporaryFolder(), 'history.jsonl');
    const history = open(file, { retryMs });
    history.append(tick('a'));
    rmSync(file);
    mkdirSync(file);
    history.append(tick('b'));
    expect(history.ledger.item('b', [])).toBe('ticked');
    expect(history.problems.filter((one) => one.includes('cannot be saved'))).toHaveLength(1);
    rmSync(file, { recursive: true });
    await vi.waitFor(() => expect(idsIn(file)).toHaveLength(2), HANGS_MS);
  });
});
