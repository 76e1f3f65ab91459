/** What a large pack costs: read for the first time, and when one of its drills is saved. */
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { BuiltInCatalogue } from '../../node/catalogue.ts';
import { Library } from '../../node/library.ts';
import { ThreadPackReader } from '../../node/background/pack-reader.ts';
import { ROOT } from '../places.ts';
import { median, rounded, type BenchRow } from './row.ts';

const CODING = join(ROOT, 'drills/coding');
const SAVES = 9;
/** A frame of the editor: nobody feels what takes the host less. */
const FRAME_MS = 16;

interface Taken {
  /** Until the diagnostics are there. */
  readonly whole: number;
  /** While the host could do nothing else. */
  readonly held: number;
}

export async function benchPacks(drills = 500): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tensor-drills-bench-'));
  const reader = new ThreadPackReader(join(ROOT, 'dist/worker.js'));
  try {
    writeDrills(folder, drills);
    const library = new Library({ own: new BuiltInCatalogue(ROOT), reader });
    const folders = [{ path: folder, name: 'Bench' }];
    await library.index();
    const first = await taken(() => library.use(folders));
    expectProblems(library, 0);
    const saves: Taken[] = [];
    for (let at = 0; at < SAVES; at += 1) {
      const file = join(folder, 'coding', names(drills)[7 * at] ?? '', 'drill.yaml');
      const good = readFileSync(file, 'utf8');
      writeFileSync(file, good.replace(/^level: .*$/m, 'level: brutal'));
      saves.push(await taken(() => library.use(folders, [file])));
      expectProblems(library, 1);
      writeFileSync(file, good);
      await library.use(folders, [file]);
    }
    const pack = `pack of ${drills.toLocaleString('en')} drills`;
    const of = (key: keyof Taken): number => median(saves.map((one) => one[key]));
    return [
      row(`${pack}, first reading: until diagnostics`, first.whole),
      row(`${pack}, first reading: on the host's thread`, first.held),
      row(`${pack}, one save: until diagnostics (median of ${SAVES})`, of('whole'), 250),
      row(`${pack}, one save: on the host's thread`, of('held'), FRAME_MS),
    ];
  } finally {
    reader.dispose();
    rmSync(folder, { recursive: true });
  }
}

function row(name: string, value: number, goal: number | null = null): BenchRow {
  return { name, value: rounded(value), unit: 'ms', goal };
}

/** Our own drills under other names, again and again. */
function writeDrills(folder: string, count: number): void {
  for (const name of names(count)) {
    const to = join(folder, 'coding', name);
    mkdirSync(to, { recursive: true });
    const from = join(CODING, name.replace(/-\d+$/, ''));
    for (const part of ['drill.yaml', 'starter.py', 'solution.py', 'grade.py']) {
      cpSync(join(from, part), join(to, part));
    }
    for (const part of ['mistakes.yaml', 'correct']) {
      cpSync(join(from, part), join(to, part), { recursive: true });
    }
  }
}

function names(count: number): readonly string[] {
  const ours = readdirSync(CODING, { withFileTypes: true })
    .filter((one) => one.isDirectory())
    .map((one) => one.name)
    .sort();
  return Array.from(
    { length: count },
    (_, i) => `${ours[i % ours.length] ?? ''}-${Math.floor(i / ours.length) + 2}`,
  );
}

async function taken(work: () => Promise<void>): Promise<Taken> {
  const [began, before] = [performance.now(), performance.eventLoopUtilization()];
  await work();
  const whole = performance.now() - began;
  return { whole, held: performance.eventLoopUtilization(before).active };
}

function expectProblems({ problems }: Library, count: number): void {
  if (problems.length !== count) throw new Error(JSON.stringify(problems.slice(0, 3)));
}
