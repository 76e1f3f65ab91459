/** What a large pack costs: read for the first time, and in a real window when one of its drills is saved. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Interpreter } from '../../core/ports.ts';
import { ThreadPackReader } from '../../node/background/pack-reader.ts';
import { BuiltInCatalogue } from '../../node/catalogue.ts';
import { Library } from '../../node/library.ts';
import { PACK_FOLDER } from '../../host/ids.ts';
import { ROOT } from '../places.ts';
import { runInHost } from './host/run.ts';
import { writeLargePack } from './large-pack.ts';
import { repeatedly, SAMPLES, sampled, type BenchRow } from './row.ts';

const DRILLS = 500;
const PACK = `pack of ${DRILLS.toLocaleString('en')} drills`;

export async function benchPackReading(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tensor-drills-bench-'));
  try {
    writeLargePack(folder, DRILLS);
    const all = await repeatedly(() => reading(folder));
    const wholes = all.map(({ whole }) => whole);
    const busy = all.map(({ busy: ms }) => ms);
    return [
      sampled(`${PACK}, first reading: until diagnostics`, wholes),
      sampled(`${PACK}, first reading: on the host's thread`, busy),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Milliseconds until the diagnostics are there, and those of them in which the host could do nothing else. */
async function reading(path: string): Promise<{ readonly whole: number; readonly busy: number }> {
  const reader = new ThreadPackReader(join(ROOT, 'dist/worker.js'));
  try {
    const library = new Library({ own: new BuiltInCatalogue(ROOT, tmpdir()), reader });
    await library.index();
    const [began, before] = [performance.now(), performance.eventLoopUtilization()];
    await library.use([{ path, name: 'Bench' }]);
    const whole = performance.now() - began;
    if (library.problems.length > 0) throw new Error(JSON.stringify(library.problems.slice(0, 3)));
    return { whole, busy: performance.eventLoopUtilization(before).active };
  } finally {
    reader.dispose();
  }
}

export async function benchPackSaves(python: Interpreter): Promise<BenchRow[]> {
  let files: readonly string[] = [];
  const all = await runInHost(
    'packSaves',
    () => ({ files: files.filter((_, at) => at % 7 === 0).slice(0, SAMPLES + 1) }),
    {
      python,
      prepare(folder) {
        files = writeLargePack(join(folder, PACK_FOLDER), DRILLS);
      },
    },
  );
  const row = (what: string, samples: readonly number[], goal: number | null): BenchRow =>
    sampled(`${PACK}, one save: ${what}`, samples, { goal });
  return [
    row(
      'until diagnostics',
      all.map(({ told }) => told),
      300,
    ),
    row(
      "on the host's thread, with all that VS Code does there",
      all.map(({ busy }) => busy),
      50,
    ),
    row(
      "longest in which the host's thread answers nobody",
      all.map(({ held }) => held),
      null,
    ),
  ];
}
