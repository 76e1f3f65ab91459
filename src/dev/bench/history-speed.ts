/**
 * What a long history costs, and how that grows: the fold alone, the schedule, the statistics, and all of it from the
 * file, at a thousand, ten thousand and a hundred thousand events in one run.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ContentIndex } from '../../core/content.ts';
import { Ledger } from '../../core/ledger.ts';
import { Schedule } from '../../core/schedule/schedule.ts';
import { statistics, type Statistics } from '../../core/statistics/statistics.ts';
import { FileHistory } from '../../node/history.ts';
import { formatHistoryLine } from '../../protocol/history-line.ts';
import { rounded, sampled, timesOf, type BenchRow } from './row.ts';
import { sampleEnd, sampleHistory } from './sample-history.ts';

const SIZES = [1000, 10_000, 100_000] as const;
const LARGEST = SIZES[2];
const RETENTION = 0.9;

interface Work {
  readonly name: string;
  /** Milliseconds that the largest size should stay under; null where nothing was promised. */
  readonly goal: number | null;
  readonly run: () => unknown;
}

export function benchHistory(index: ContentIndex): BenchRow[] {
  const folder = mkdtempSync(join(tmpdir(), 'tensor-drills-bench-'));
  try {
    const works = SIZES.map((events) => worksAt(events, join(folder, `${events}.jsonl`), index));
    return (works[0] ?? []).flatMap((_, which) => growth(works.map((all) => all[which])));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** One kind of work at each size, with what an event costs beside what it cost at the size before. */
function growth(works: readonly (Work | undefined)[]): BenchRow[] {
  let before: number | null = null;
  return works.flatMap((work, i): BenchRow[] => {
    const events = SIZES[i];
    if (!work || events === undefined) return [];
    const row = sampled(`${work.name}, ${events.toLocaleString('en')} events`, timesOf(work.run), {
      goal: events === LARGEST ? work.goal : null,
    });
    const each = (row.value * 1000) / events;
    const change = before === null ? '' : `, ${rounded(each / before, 2)} times the previous`;
    before = each;
    return [{ ...row, growth: `${rounded(each, 2)} µs per event${change}` }];
  });
}

function worksAt(count: number, file: string, index: ContentIndex): readonly Work[] {
  const drills = index.drills.map(({ id }) => id);
  const events = sampleHistory(count, { drills, items: index.checklist.map(({ id }) => id) });
  writeFileSync(file, events.map(formatHistoryLine).join(''));
  const now = sampleEnd(events);
  const interview = now + 14 * 86_400_000;
  const plan = (ledger: Ledger): Schedule =>
    new Schedule(ledger, index.exercises, { retention: RETENTION, interview });
  const sum = (ledger: Ledger): Statistics =>
    statistics({
      ...{ index, ledger, now, interview, retention: RETENTION, minutesADay: 45, role: 'any' },
      schedule: plan(ledger),
    });
  const ledger = new Ledger(events);
  const read = (use: (ledger: Ledger) => unknown): void => {
    const history = new FileHistory({ file, onProblem: fail });
    use(history.ledger);
    history.dispose();
  };
  return [
    { name: 'fold', goal: 100, run: () => new Ledger(events) },
    { name: 'schedule of a ledger', goal: null, run: () => plan(ledger).due(now) },
    { name: 'statistics of a ledger', goal: null, run: () => sum(ledger) },
    { name: 'read the file and fold', goal: 500, run: () => read(() => undefined) },
    {
      name: 'statistics page from the file to what it is sent',
      goal: 400,
      run: () => read((folded) => JSON.stringify(sum(folded))),
    },
  ];
}

function fail(message: string): never {
  throw new Error(message);
}
