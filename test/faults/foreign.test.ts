/**
 * Files of progress that strangers wrote, or a disk damaged: imported, shared through a folder, and in the place of the
 * history. Nothing throws or hangs, what cannot be read is named by its line and left alone, and work goes on.
 */
import { EVENT_VERSION } from '../../src/core/events.ts';
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { decodeTime, ulid } from 'ulid';
import { expect, it, onTestFinished, vi } from 'vitest';
import { isEventId } from '../../src/core/event-id.ts';
import { sampleHistory } from '../../src/dev/bench/sample-history.ts';
import { DiskCodeStore } from '../../src/node/code-store.ts';
import { FileHistory } from '../../src/node/history.ts';
import { SyncFolder } from '../../src/node/sync-folder.ts';
import { formatHistoryLine } from '../../src/protocol/history-line.ts';
import { linesIn } from '../../src/protocol/lines.ts';
import { formatCodeLine, readProgress } from '../../src/protocol/progress-file.ts';
import { anyEvent } from '../core/arbitraries.ts';
import { HANGS_MS, SLOWNESS } from '../limits.ts';
import { temporaryFolder } from '../node/folders.ts';
import { idsIn, open, tick } from '../node/open-history.ts';
import { SOAK } from '../sample.ts';
import { wasInTime } from './evil.ts';

/** Of the processor's time: others get a turn at least once in it, on average. */
const APART_MS = 500 * SLOWNESS;
const PLACE = /\b[Ll]ines? [\d,]+|\(from line [\d,]+ on\)/;

const now = Date.UTC(2026, 10, 25);
const goodId = fc.nat(10 ** 9).map((later) => ulid(now + later, () => (later % 997) / 997));
const badId: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom('~', '', 'Z'.repeat(26), '7ZZZZZZZZZZZZZZZZZZZZZZZZZ', '7'.repeat(26), null, 5),
  fc.string(),
  fc.jsonValue(),
);
const event = fc.tuple(anyEvent, goodId, fc.double({ min: 0, max: 8.64e15, noNaN: true }));
const whole = event.map(([one, id, at]) =>
  formatHistoryLine({ v: EVENT_VERSION, id, at, ...one }).trim(),
);
const withField = fc
  .tuple(event, fc.constantFrom('v', 'at', 'kind', 'attempt', 'drill', 'zone'), fc.jsonValue())
  .map(([[one, id, at], name, value]) =>
    JSON.stringify({ v: EVENT_VERSION, id, at, ...one, [name]: value }),
  );
const line: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: whole },
  {
    weight: 3,
    arbitrary: fc
      .tuple(event, badId)
      .map(([[one, , at], id]) => JSON.stringify({ v: EVENT_VERSION, id, at, ...one })),
  },
  withField,
  fc.tuple(whole, fc.nat(200)).map(([text, length]) => text.slice(0, length)),
  fc.array(whole, { maxLength: 40 }).map((all) => all.join('')),
  fc.array(whole, { maxLength: 5 }).map((all) => `[${all.join(',')}]`),
  fc.tuple(fc.string(), fc.string()).map(([hash, text]) => formatCodeLine(hash, text).trim()),
  fc.json(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    ...['{"v":1', '{"v":1,"id":"', '[', '{"a":', '\0', '}', '"\\', '{}'].map((text) =>
      text.repeat(20_000),
    ),
    ...[
      '\uFEFF',
      '{"v":1e999,"kind":"x"}',
      '{"__proto__":{"v":1},"kind":"checked"}',
      '{"v":9,"kind":"new"}',
    ],
  ),
);
/** Lines with any ends, the last with or without one, and bytes that are no text. */
const file = fc
  .tuple(
    fc.array(fc.tuple(line, fc.constantFrom('\n', '\n', '\r\n', '\n\n', '\r')), { maxLength: 12 }),
    fc.boolean(),
    fc.option(fc.uint8Array({ maxLength: 30 })),
  )
  .map(([lines, ends, raw]) => {
    const text = lines.map(([one, end], i) => (ends || i < lines.length - 1 ? one + end : one));
    return Buffer.concat([Buffer.from(text.join('')), raw ?? Buffer.alloc(0)]);
  });

it(
  'whatever it holds, a foreign file is taken over as far as it can be read, and work goes on',
  async () => {
    const folder = temporaryFolder();
    let count = 0;
    await fc.assert(
      fc.asyncProperty(file, async (bytes) => {
        count += 1;
        const began = process.cpuUsage();
        const own = open(join(folder, `${count}.jsonl`), { now: () => now });
        const before = own.append(tick('mine'));
        const read = await readProgress(linesIn(bytes));
        if (!read) throw new Error('nobody ended it');
        await own.adopt(read.events);
        const after = own.append(tick('later'));
        if (read.damage.lines > 0) expect(read.damage.in('it')).toMatch(PLACE);
        const events = await own.events();
        expect(events.map(({ id }) => id).filter((id) => !isEventId(id))).toEqual([]);
        expect(events.map(({ id }) => id)).toEqual(expect.arrayContaining([before.id, after.id]));
        expect(events.at(-1)?.id).toBe(after.id);
        expect(own.problems).toEqual([]);
        own.dispose();

        // The same in the place of the own history.
        const path = join(folder, `${count}-own.jsonl`);
        writeFileSync(path, bytes);
        const problems: string[] = [];
        const onProblem = (message: string): void => void problems.push(message);
        const damaged = await FileHistory.open({ file: path, onProblem });
        const next = damaged.append(tick('next'));
        expect(damaged.ledger.item('next', [])).toBe('ticked');
        damaged.dispose();
        for (const problem of problems) expect(problem).toMatch(PLACE);
        const left = readFileSync(path);
        expect(left.subarray(0, bytes.length).equals(bytes)).toBe(true);
        expect(idsIn(path)).toContain(next.id);
        wasInTime(began);
      }),
      { numRuns: SOAK ? 10_000 : 150 },
    );
  },
  10 * HANGS_MS,
);

/** What `work` gives, if others get their turn again and again until it does, however busy this machine is. */
async function whileOthersWork<T>(work: () => Promise<T>): Promise<T> {
  const began = process.cpuUsage();
  let turns = 0;
  const timer = setInterval(() => (turns += 1), 1);
  try {
    const result = await work();
    const { user, system } = process.cpuUsage(began);
    expect(turns).toBeGreaterThanOrEqual(Math.floor((user + system) / 1000 / APART_MS));
    return result;
  } finally {
    clearInterval(timer);
  }
}

const many = (count: number) => sampleHistory(count).map((one) => formatHistoryLine(one).trim());

it.each([
  ['150,000 events on one line', () => many(150_000).join(''), 150_000],
  ['10 MB of half events', () => '{"v":1,"id":"'.repeat(800_000), 0],
  ['2 MB of lines that are no JSON', () => '{"v":1,"kind":"checked",}\n'.repeat(80_000), 0],
  ['3 MB of objects', () => '{}\n'.repeat(1_000_000), 0],
  ['10 MB of open brackets', () => '['.repeat(10 << 20), 0],
  ['10 MB of open braces', () => '{'.repeat(10 << 20), 0],
  ['30 MB of zeros', () => '\0'.repeat(30 << 20), 0],
])('%s are read while others work', async (_, text, count) => {
  const bytes = new TextEncoder().encode(text());
  const result = await whileOthersWork(() => readProgress(linesIn(bytes)));
  expect(result?.events).toHaveLength(count);
  expect(result?.damage.in('it')).toMatch(PLACE);
});

it('many events are taken over and folded in order while others work, and it can be ended', async () => {
  const path = join(temporaryFolder(), 'history.jsonl');
  const all = sampleHistory(60_000);
  // Every other one is there already, so that the rest belongs between them.
  writeFileSync(
    path,
    all
      .filter((_, i) => i % 2 === 0)
      .map(formatHistoryLine)
      .join(''),
  );
  const history = await whileOthersWork(() => FileHistory.open({ file: path, onProblem: () => 0 }));
  onTestFinished(() => history.dispose());
  const stop = new AbortController();
  const started = history.adopt(all, stop.signal);
  stop.abort();
  const some = await started;
  expect(some).toBeGreaterThan(0);
  expect(some).toBeLessThan(30_000);
  const rest = await whileOthersWork(() => history.adopt(all));
  expect(some + rest).toBe(30_000);
  expect((await history.events()).map(({ id }) => id)).toEqual(all.map(({ id }) => id));
  const again = open(join(temporaryFolder(), 'again.jsonl'));
  await again.adopt(all);
  expect(history.ledger).toEqual(again.ledger);
});

/** What is no file, and would be waited for, or never end. */
function strange(folder: string, name: string, kind: string): string {
  const path = join(folder, name);
  if (kind === 'a pipe') execFileSync('mkfifo', [path]);
  else if (kind === 'a folder') mkdirSync(path);
  else symlinkSync('/dev/zero', path);
  return path;
}

it.each(['a pipe', 'a device', 'a folder'])('%s is neither waited for nor read', async (kind) => {
  const shared = temporaryFolder();
  const path = strange(shared, 'strange.jsonl', kind);
  appendFileSync(
    join(shared, 'good.jsonl'),
    formatHistoryLine({ v: EVENT_VERSION, id: ulid(now), at: now, ...tick('far') }),
  );
  const problems: string[] = [];
  const history = open(join(temporaryFolder(), 'history.jsonl'));
  const codes = new DiskCodeStore(temporaryFolder());
  const sync = new SyncFolder({
    ...{ folder: shared, machine: 'own', history, codes, lookMs: 1e8 },
    onProblem: (message) => problems.push(message),
  });
  onTestFinished(() => sync.dispose());
  await sync.sync();
  await sync.sync();
  expect(history.ledger.item('far', [])).toBe('ticked');
  expect(problems).toEqual([expect.stringMatching(/strange\.jsonl cannot be read \(it is not an/)]);

  const instead = await FileHistory.open({ file: path, onProblem: (one) => problems.push(one) });
  onTestFinished(() => instead.dispose());
  instead.append(tick('kept'));
  expect(instead.ledger.item('kept', [])).toBe('ticked');
  expect(problems[1]).toMatch(/strange\.jsonl cannot be read .* kept only in memory/);
});

it('an id that is none, or at the end of time, makes later ones neither slow nor the same', async () => {
  const shared = temporaryFolder();
  const lines = ['~', '7ZZZZZZZZZZZZZZZZZZZZZZZZZ', ulid(now)].map((id) =>
    JSON.stringify({ v: EVENT_VERSION, id, at: now, ...tick('x') }),
  );
  writeFileSync(join(shared, 'foreign.jsonl'), `${lines.join('\n')}\n`);
  const machines = [0, 1].map((which) => {
    const history = open(join(temporaryFolder(), 'history.jsonl'), { now: () => now });
    const codes = new DiskCodeStore(temporaryFolder());
    const problems: string[] = [];
    const sync = new SyncFolder({
      ...{ folder: shared, machine: `own-${which}`, history, codes, lookMs: 1e8 },
      onProblem: (message) => problems.push(message),
    });
    onTestFinished(() => sync.dispose());
    return { history, sync, problems };
  });
  for (const { sync } of machines) await sync.sync();
  const made = machines.map(({ history }) => history.append(tick('mine')));
  expect(new Set(made.map(({ id }) => id)).size).toBe(2);
  for (const { id } of made) expect(Math.abs(decodeTime(id) - now)).toBeLessThan(1000);
  for (const { problems } of machines)
    expect(problems).toEqual([
      expect.stringMatching(/^Lines 1 and 2 of .*foreign\.jsonl could not/),
    ]);
  for (const { sync } of machines) await sync.sync();
  for (const { sync } of machines) await sync.sync();
  const [one, other] = machines;
  await vi.waitFor(() => expect(one?.history.ledger).toEqual(other?.history.ledger), HANGS_MS);
});
