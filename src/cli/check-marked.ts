/** `check` without a drill: grades each file as the drill that its first line names. */
import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import type { Catalogue } from '../core/content.ts';
import { markedDrill, markLine } from '../core/drill-file.ts';
import { UserError } from '../core/errors.ts';
import type { CliArgs } from './arguments.ts';
import { summaryOf } from '../class/summary.ts';
import { drillFolder, knownDrill, type KnownDrill } from './drills.ts';
import { submissionsOf, type NamedFile } from './files.ts';
import { isPattern } from './glob.ts';
import type { Task } from '../node/grading/grade.ts';
import { UsageError } from './options.ts';
import { exitCodeOf, totalText, writerFor } from './report.ts';
import { findPython, grade, type CliEnvironment } from './running.ts';
import { STANDARD_INPUT } from './standard-input.ts';
import { styleOf } from '../node/grading/terminal.ts';

type Check = Extract<CliArgs, { command: 'check' }>;

/** What New Attempt has put away is not what somebody works on. */
const ARCHIVED = /(?:^|\/)archive\//;

export async function checkMarked(wish: Check, environment: CliEnvironment): Promise<number> {
  const { catalogue, stdout, stderr } = environment;
  await refuse(wish, catalogue);
  const { files } = submissionsOf(wish.names, '.py', environment.input);
  const current = files.filter(({ submission }) => !ARCHIVED.test(submission));
  const marked = current.map((file) => ({ file, drill: file.problem ? null : markOf(file.path) }));
  const { drills } = await catalogue.index();
  const known = new Set(drills.map(({ id }) => id));
  const broken = current.flatMap(({ problem }) => problem ?? []);
  const unmarked = marked.filter(({ file, drill }) => drill === null && !file.problem);
  const foreign = marked.filter(({ drill }) => drill !== null && !known.has(drill));
  if (unmarked.length > 0 && unmarked.length === current.length) {
    throw new UserError(
      `None of these files names its drill in its first line, as "${markLine('lstm-cell')}" does. Name the drill: check DRILL FILE...`,
    );
  }
  for (const problem of broken) stderr.write(`${problem}\n`);
  if (unmarked.length > 0) {
    stderr.write(`${namesOf(unmarked)} could not be checked, because no line names its drill.\n`);
  }
  const toRepair = foreign.filter(({ drill }) => drill?.startsWith('debug/') === true);
  const inPack = foreign.filter((one) => !toRepair.includes(one));
  if (toRepair.length > 0) {
    stderr.write(
      `${namesOf(toRepair)} could not be checked, because a broken program needs its key.\n`,
    );
    stderr.write('Name the key: check --key KEY FILE...\n');
  }
  if (inPack.length > 0) {
    stderr.write(`${namesOf(inPack)} could not be checked, because the drill is in a pack.\n`);
    stderr.write("Name the drill's folder: check FOLDER FILE...\n");
  }
  const read = new Map<string, KnownDrill>();
  const tasks: Task[] = [];
  for (const { file, drill } of marked) {
    if (drill === null || !known.has(drill)) continue;
    const one = read.get(drill) ?? (await knownDrill(drill, catalogue, environment.readPack));
    read.set(drill, one);
    tasks.push(taskFor(file, one, wish));
  }
  if (tasks.length === 0) return 2;
  const python = await findPython(wish, environment);
  const style = styleOf(stdout, environment.env);
  const began = performance.now();
  const results = await grade(tasks, wish, python, environment, {
    show: writerFor(wish, style),
  });
  if (!wish.json && (wish.quiet || results.length !== 1)) {
    const seconds = (performance.now() - began) / 1000;
    stdout.write(totalText(summaryOf(results), seconds, style));
  }
  return foreign.length + broken.length > 0 ? 2 : exitCodeOf(results);
}

/** Reports are about one drill: `merge` joins those of several. */
async function refuse({ names, report, csv, shard }: Check, catalogue: Catalogue): Promise<void> {
  const [first = ''] = names;
  // Neither a file nor a drill: says which drills there are.
  if (first !== STANDARD_INPUT && !existsSync(first) && !isPattern(first))
    await drillFolder(first, catalogue);
  const option =
    report !== null ? '--report' : csv !== null ? '--csv' : shard.of > 1 ? '--shard' : null;
  if (option === null) return;
  throw new UsageError(
    `${option} works for one drill only, so name the drill before the files: check DRILL FILE... To join the reports of several drills, use merge.`,
  );
}

function taskFor(
  { name, path }: NamedFile,
  { id, folder, titles }: KnownDrill,
  { memoryMb }: Check,
): Task {
  return { drill: id, drillFolder: folder, name, path, titles, memoryMb };
}

/** The drill that the file's head names; null for none, and for a file that cannot be read. */
function markOf(path: string): string | null {
  const head = Buffer.alloc(4096);
  try {
    const file = openSync(path, 'r');
    try {
      return markedDrill(head.toString('utf8', 0, readSync(file, head)));
    } finally {
      closeSync(file);
    }
  } catch {
    return null;
  }
}

function namesOf(files: readonly { readonly file: NamedFile }[]): string {
  return files.map(({ file }) => file.name).join(', ');
}
