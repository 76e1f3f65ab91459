import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatHistoryLine } from '../../src/protocol/history-line.ts';
import { sampleHistory } from '../../src/dev/bench/sample-history.ts';
import { LogFile } from '../../src/node/log-file.ts';
import { temporaryFolder } from './folders.ts';
import { idsIn, open, tick } from './open-history.ts';
import { runs } from '../sample.ts';

const events = sampleHistory(11);
const lines = events.map(formatHistoryLine);
const bytes = Buffer.from(lines.join(''));
/** Where each line begins, and the end of the last. */
const starts = lines.reduce((all, line) => [...all, (all.at(-1) ?? 0) + line.length], [0]);

/** The ids that a history folds from the file as it is now, and what it tells. */
function folded(file: string): { ids: string[]; problems: readonly string[] } {
  const history = open(file);
  const ids = events.map(({ id }) => id).filter((id) => history.has(id));
  history.dispose();
  return { ids, problems: history.problems };
}

it('cut at any byte, it keeps every event that is whole', () => {
  const file = join(temporaryFolder(), 'history.jsonl');
  // Byte by byte over the first lines; the other lines are like them.
  for (let length = 0; length <= (starts[6] ?? 0); length += 1) {
    writeFileSync(file, bytes.subarray(0, length));
    // The newline at its end is no part of an event.
    const whole = events.filter((_, i) => (starts[i + 1] ?? 0) - 1 <= length);
    const { ids, problems } = folded(file);
    expect(ids).toEqual(whole.map(({ id }) => id));
    expect(problems).toEqual([]);
    expect(readFileSync(file).equals(bytes.subarray(0, length))).toBe(true);
  }
});

it('with any bit of any byte turned over, it loses at most that line, and says so once', () => {
  const file = join(temporaryFolder(), 'history.jsonl');
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.nat(7), (index, bit) => {
      const hurt = Buffer.from(bytes);
      hurt[index] = (hurt[index] ?? 0) ^ (1 << bit);
      writeFileSync(file, hurt);
      const { ids, problems } = folded(file);
      // A newline is no part of an event, so that without it both its neighbours are whole.
      const others = events.filter(
        (_, i) => index < (starts[i] ?? 0) || index >= (starts[i + 1] ?? 0) - 1,
      );
      expect(ids).toEqual(expect.arrayContaining(others.map(({ id }) => id)));
      expect(problems.length).toBeLessThanOrEqual(1);
      expect(readFileSync(file).subarray(0, hurt.length).equals(hurt)).toBe(true);
    }),
    { numRuns: runs(200) },
  );
});

it('overwritten, with bytes put in or taken out anywhere, it keeps what was not touched', () => {
  const file = join(temporaryFolder(), 'history.jsonl');
  const edit = fc.tuple(fc.nat(bytes.length), fc.nat(400), fc.uint8Array({ maxLength: 40 }));
  fc.assert(
    fc.property(edit, ([at, removed, inserted]) => {
      const rest = bytes.subarray(Math.min(bytes.length, at + removed));
      writeFileSync(file, Buffer.concat([bytes.subarray(0, at), inserted, rest]));
      const before = readFileSync(file);
      const history = open(file);
      const untouched = events.filter(
        (_, i) => (starts[i + 1] ?? 0) - 1 <= at || (starts[i] ?? 0) >= at + removed,
      );
      for (const { id } of untouched) expect(history.has(id)).toBe(true);
      const appended = history.append(tick('after'));
      expect(idsIn(file)).toContain(appended.id);
      expect(readFileSync(file).subarray(0, before.length).equals(before)).toBe(true);
      history.dispose();
    }),
    { numRuns: runs(200) },
  );
});

it('tells of damaged lines once, with the name of the file, for all windows and days', () => {
  const file = join(temporaryFolder(), 'history.jsonl');
  writeFileSync(file, `${lines[0]}nonsense\n\n${lines[1]}{"v":1,"kind":"checked"}\n${lines[2]}`);
  const first = folded(file);
  expect(first.ids).toEqual(events.slice(0, 3).map(({ id }) => id));
  expect(first.problems).toEqual([
    expect.stringMatching(/^Lines 2 and 5 of history\.jsonl could not/),
  ]);
  expect(folded(file).problems).toEqual([]);
  writeFileSync(file, 'more\n', { flag: 'a' });
  expect(folded(file).problems).toEqual([
    expect.stringMatching(/^Lines 2, 5 and 8 of history\.jsonl/),
  ]);
});

it('closes off a torn last line before it writes the next', () => {
  const file = join(temporaryFolder(), 'history.jsonl');
  writeFileSync(file, `${lines[0]}${lines[1]?.slice(0, 40)}`);
  const history = open(file);
  expect(history.problems).toEqual([]);
  const event = history.append(tick('next'));
  expect(idsIn(file).slice(0, 2)).toEqual([events[0]?.id, event.id]);
  expect(history.problems).toEqual([
    expect.stringContaining('Line 2 of history.jsonl could not be read and was left unchanged'),
  ]);
  expect(history.ledger.item('next', [])).toBe('ticked');
});

it('keeps lines of newer versions and kinds without a word', () => {
  const file = join(temporaryFolder(), 'history.jsonl');
  const newer = '{"v":3,"kind":"checked"}\n{"v":1,"kind":"drawn","picture":[1,2]}\n';
  writeFileSync(file, `${lines[0]}${newer}${lines[1]}`);
  const history = open(file);
  history.append(tick('a'));
  expect(history.problems).toEqual([]);
  expect(readFileSync(file, 'utf8')).toContain(newer);
});

it('reads each complete line once, and the unfinished one again when it is complete', () => {
  const file = join(temporaryFolder(), 'log');
  const log = new LogFile(file);
  const read = () => {
    const news = log.readNew();
    const texts = (lines: typeof news.lines) =>
      [...lines].map(({ number, text }) => `${number} ${text}`);
    return { ...news, lines: texts(news.lines), rest: texts(news.rest) };
  };
  const same = { restarted: false, more: false };
  expect(read()).toEqual({ lines: [], rest: [], ...same });
  log.append('one\ntwo\n');
  writeFileSync(file, 'thr', { flag: 'a' });
  expect(read()).toEqual({ lines: ['1 one', '2 two'], rest: ['3 thr'], ...same });
  writeFileSync(file, 'ee\r\n\n', { flag: 'a' });
  expect(read()).toEqual({ lines: ['3 three'], rest: [], ...same });
  writeFileSync(file, 'another file, which is longer than the one before\n');
  expect(read()).toMatchObject({ restarted: true, lines: [expect.stringMatching(/^1 another/)] });
});
