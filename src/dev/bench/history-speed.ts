/** How long it takes to open a long history: the fold alone, and reading the file with it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ledger } from '../../core/ledger.ts';
import { FileHistory } from '../../node/history.ts';
import { formatHistoryLine } from '../../protocol/history-line.ts';
import { median, rounded, type BenchRow } from './row.ts';
import { sampleHistory } from './sample-history.ts';

const EVENTS = 100_000;
const RUNS = 7;

export function benchHistory(): BenchRow[] {
  const events = sampleHistory(EVENTS);
  const folder = mkdtempSync(join(tmpdir(), 'tensor-drills-bench-'));
  try {
    const file = join(folder, 'history.jsonl');
    writeFileSync(file, events.map(formatHistoryLine).join(''));
    const row = { unit: 'ms', goal: 0 };
    return [
      {
        ...row,
        name: 'fold 100,000 events',
        value: time(() => new Ledger(events)),
        goal: 100,
      },
      {
        ...row,
        name: 'read and fold 100,000 events from the file',
        value: time(() => new FileHistory({ file, onProblem: fail }).dispose()),
        goal: 500,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Median milliseconds of a few runs; the first is left out as it also compiles. */
function time(run: () => unknown): number {
  const times = Array.from({ length: RUNS + 1 }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return rounded(median(times.slice(1)));
}

function fail(message: string): never {
  throw new Error(message);
}
