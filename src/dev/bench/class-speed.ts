/** A class of hundreds by the command line on two cores, and what ten thousand would take. */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { UserError } from '../../core/errors.ts';
import type { Interpreter } from '../../core/ports.ts';
import { ROOT } from '../places.ts';
import type { Processes } from '../process/processes.ts';
import { mistakePrograms } from './mistakes.ts';
import { median, rounded, sampled, type BenchRow } from './row.ts';

const JOBS = 2;
const MANY = 10_000;
/** Machines of two cores, for the time that many take. */
const MACHINES = 8;

/** Runs its arguments, and tells seconds of wall clock and of processors, and the most memory that all of it held. */
const MEASURE = `
import json, os, resource, subprocess, sys, threading, time
began, peak, done = time.perf_counter(), 0, threading.Event()
child = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)

def tree(root):
    parents = {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{name}/stat") as file:
                parents[int(name)] = int(file.read().rsplit(")", 1)[1].split()[1])
        except OSError:
            pass
    below = {root}
    while True:
        more = {pid for pid, parent in parents.items() if parent in below} - below
        if not more:
            return below
        below |= more

def share(pid):  # what is shared counts in part only, so that the sum is what is held
    try:
        with open(f"/proc/{pid}/smaps_rollup") as file:
            return next(int(line.split()[1]) for line in file if line.startswith("Pss:"))
    except (OSError, StopIteration):
        return 0

def watch():
    global peak
    while not done.wait(0.2):
        peak = max(peak, sum(map(share, tree(child.pid))))

watcher = threading.Thread(target=watch)
watcher.start()
code = child.wait()
wall = time.perf_counter() - began
done.set()
watcher.join()
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({"code": code, "wall": wall, "cpu": used.ru_utime + used.ru_stime, "kilobytes": peak}))
`;

const measuredSchema = v.object({
  code: v.picklist([0, 1]),
  wall: v.number(),
  cpu: v.number(),
  kilobytes: v.number(),
});
type Measured = v.InferOutput<typeof measuredSchema>;

/** One drill's files, and two of them, which is what starting costs. */
interface Shard {
  readonly all: Measured;
  readonly two: Measured;
  /** Files beyond the two. */
  readonly further: number;
}

export async function benchClass(
  processes: Processes,
  python: Interpreter,
): Promise<readonly BenchRow[]> {
  if (process.platform !== 'linux') return [];
  const folder = mkdtempSync(join(tmpdir(), 'tensor-drills-class-'));
  try {
    const drills = readdirSync(join(ROOT, 'drills/coding'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    const shards: Shard[] = [];
    for (const drill of drills) {
      const further = submit(drill, join(folder, drill)) - 2;
      const check = (which: string): Promise<Measured> =>
        checked(processes, python, drill, `${join(folder, drill)}/${which}/${drill}.py`);
      shards.push({ further, all: await check('*'), two: await check('s[01]') });
    }
    return rowsOf(shards);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What each drill's files took is a sample; what ten thousand would take follows from the medians. */
function rowsOf(shards: readonly Shard[]): readonly BenchRow[] {
  const each = (of: (one: Measured) => number): number[] =>
    shards.map(({ all, two, further }) => (of(all) - of(two)) / further);
  const wall = each((one) => one.wall);
  const cpu = each((one) => one.cpu);
  const startWall = shards.map(({ two }) => two.wall);
  const startCpu = shards.map(({ two }) => two.cpu);
  const row = (name: string, samples: readonly number[], unit: string, digits = 1): BenchRow =>
    sampled(`class: ${name}`, samples, { unit, digits });
  const many = (name: string, value: number, unit: string, digits = 1): BenchRow => ({
    ...{ name: `class: ${name}`, value: rounded(value, digits), unit, goal: null },
    extrapolated: true,
  });
  const on = `${JOBS} jobs, ${availableParallelism()} cores`;
  const milliseconds = (samples: readonly number[]): number[] => samples.map((s) => 1000 * s);
  const total = shards.reduce((sum, { further }) => sum + further, 0);
  return [
    row(`start-up of a shard with two files, ${on}`, startWall, 's', 2),
    row('the same in processor time', startCpu, 's', 2),
    row(`each further of ${total} submissions, ${on}`, milliseconds(wall), 'ms'),
    row('the same in processor time', milliseconds(cpu), 'ms'),
    row(
      `peak memory of all processes, ${JOBS} jobs`,
      shards.map(({ all }) => all.kilobytes / 1024),
      'MiB',
      0,
    ),
    many(
      `${MANY} submissions in ${MACHINES} shards, in processor time`,
      (MANY * median(cpu) + MACHINES * median(startCpu)) / 3600,
      'h',
      2,
    ),
    many(
      `${MANY} submissions on ${MACHINES} such machines`,
      ((MANY / MACHINES) * median(wall) + median(startWall)) / 60,
      'min',
    ),
  ];
}

/** Every program of a drill's corpora as some student's file. */
function submit(drill: string, folder: string): number {
  const correct = join(ROOT, 'drills/coding', drill, 'correct');
  const programs = [
    ...readdirSync(correct)
      .filter((name) => name.endsWith('.py'))
      .map((name) => join(correct, name)),
    ...mistakePrograms(drill, join(folder, 'edits')),
  ];
  for (const [at, path] of programs.entries()) {
    mkdirSync(join(folder, `s${at}`), { recursive: true });
    cpSync(path, join(folder, `s${at}`, `${drill}.py`));
  }
  return programs.length;
}

async function checked(
  processes: Processes,
  python: Interpreter,
  drill: string,
  pattern: string,
): Promise<Measured> {
  const command = [process.execPath, 'dist/cli.js', 'check', drill, pattern, '--quiet'];
  const options = ['--jobs', String(JOBS), '--memory', '1024', '--python', python.path];
  const outcome = await processes.run(python.path, ['-c', MEASURE, ...command, ...options], {
    cwd: ROOT,
    env: { ...process.env, OMP_NUM_THREADS: '1' },
  });
  const said = outcome.kind === 'finished' ? outcome.stdout : '{}';
  const measured = v.safeParse(measuredSchema, JSON.parse(said.trim() || '{}'));
  if (measured.success) return measured.output;
  throw new UserError(`The class was not graded: ${JSON.stringify(outcome).slice(0, 400)}`);
}
