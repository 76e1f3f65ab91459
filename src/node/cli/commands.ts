/** The three commands. Each returns its exit code, or throws a UserError: then nothing could be graded. */
import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { Catalogue } from '../../core/content.ts';
import { UserError } from '../../core/errors.ts';
import type { Interpreters } from '../../core/ports.ts';
import { environmentsIn, pythonOf, pythonsOnPath } from '../python/find.ts';
import { describeTried } from '../python/interpreters.ts';
import type { GradeOptions, Wish } from './arguments.ts';
import type { ReadPack } from '../library.ts';
import { byId, knownDrill } from './drills.ts';
import { namedFiles } from './files.ts';
import { gradeAll, graderFor, type ClosableGrader, type Task } from './grade.ts';
import { readDrillFolder, surprise, type Claim } from './prove.ts';
import { exitCodeOf, reportOf, totalText } from './report.ts';
import type { Result } from './result.ts';
import { ProgressLine, styleOf, type Out } from './terminal.ts';

export interface Surroundings {
  readonly catalogue: Catalogue;
  readonly interpreters: Interpreters;
  readonly readPack: ReadPack;
  readonly packageRoot: string;
  readonly stdout: Out;
  readonly stderr: Out;
  readonly env: NodeJS.ProcessEnv;
  /** Hears of every grader before it starts anything, to end it when we are interrupted. */
  readonly onGrader: (grader: ClosableGrader) => void;
}

type WishFor<C extends Wish['command']> = Extract<Wish, { command: C }>;

export async function list(wish: WishFor<'list'>, around: Surroundings): Promise<number> {
  const { drills } = await around.catalogue.index();
  const widest = Math.max(...drills.map(({ id }) => id.length));
  for (const { id, title, level, summary } of drills) {
    around.stdout.write(
      wish.json
        ? `${JSON.stringify({ id, title, level, summary })}\n`
        : `${id.padEnd(widest)}  ${level.padEnd(6)}  ${summary}\n`,
    );
  }
  return 0;
}

export async function check(wish: WishFor<'check'>, around: Surroundings): Promise<number> {
  const { id, folder, titles } = await knownDrill(wish.drill, around.catalogue, around.readPack);
  const tasks = namedFiles(wish.files).map(({ name, path }): Task => ({
    drill: id,
    drillFolder: folder,
    name,
    path,
    titles,
  }));
  const style = styleOf(around.stdout, around.env);
  const began = performance.now();
  const results = await grade(tasks, wish, around, (result) =>
    wish.json ? `${JSON.stringify(result)}\n` : reportOf(result, style),
  );
  if (!wish.json && results.length > 1) {
    around.stdout.write(totalText(results, (performance.now() - began) / 1000, style));
  }
  return exitCodeOf(results);
}

export async function prove(wish: WishFor<'prove'>, around: Surroundings): Promise<number> {
  const { stdout } = around;
  if (!existsSync(join(wish.folder, 'coding'))) {
    throw new UserError(
      `${wish.folder} is no pack: it has no folder "coding" with a folder for each drill.`,
    );
  }
  const coding = resolve(wish.folder, 'coding');
  const pack = await around.readPack(wish.folder);
  const problems = pack.problems.map(
    (one) => `${one.file}:${one.line}:${one.column} ${one.message}`,
  );
  const claims = new Map<string, Claim>();
  const tasks: Task[] = [];
  for (const { drill } of pack.drills) {
    if (wish.drills.length > 0 && !wish.drills.includes(drill.id)) continue;
    const drillFolder = join(coding, drill.id);
    const titles = byId(drill.mistakes);
    const found = readDrillFolder(drillFolder, titles);
    problems.push(...found.problems);
    for (const { path, claim } of found.programs) {
      claims.set(path, claim);
      const name = relative(coding, path);
      tasks.push({ drill: drill.id, drillFolder, name, path, titles });
    }
  }
  const unknown = wish.drills.filter((id) => !pack.drills.some(({ drill }) => drill.id === id));
  if (unknown.length > 0) throw new UserError(`The pack has no drill ${unknown.join(', ')}.`);
  const style = styleOf(stdout, around.env);
  for (const problem of problems) stdout.write(`${style.bad('✗')} ${problem}\n`);
  let failed = problems.length;
  const results = await grade(tasks, wish, around, (result, { path }) => {
    const why = surprise(result, claims.get(path) ?? { kind: 'passes' });
    if (why !== null) failed += 1;
    if (wish.json) return `${JSON.stringify({ ...result, proven: why === null, surprise: why })}\n`;
    return why === null ? '' : `${style.bad('✗')} ${style.strong(result.file)} ${why}\n`;
  });
  if (!wish.json)
    stdout.write(`${results.length + problems.length - failed} proven, ${failed} not\n`);
  if (results.some((one) => one.outcome === 'cannot-start')) return 2;
  return failed === 0 && tasks.length > 0 ? 0 : 1;
}

async function grade(
  tasks: readonly Task[],
  options: GradeOptions,
  around: Surroundings,
  show: (result: Result, task: Task) => string,
): Promise<readonly Result[]> {
  if (tasks.length === 0) return [];
  const python = await findPython(options, around);
  const { stdout, stderr, packageRoot } = around;
  const progress = new ProgressLine(stderr);
  const said: string[] = [];
  const grader = graderFor(tasks.length, python, packageRoot, options, (line) => said.push(line));
  around.onGrader(grader);
  if (tasks.length > 1) progress.show('Starting Python');
  try {
    return await gradeAll(
      tasks,
      grader,
      (result, task) => {
        const text = show(result, task);
        if (text === '') return;
        progress.clear();
        stdout.write(text);
      },
      (done) => {
        if (tasks.length > 1) progress.show(`${done} of ${tasks.length}`);
      },
    );
  } finally {
    progress.clear();
    await grader.close();
    // Python's own complaints, once and apart from the results: torch is talkative.
    if (around.env['TENSOR_DRILLS_LOG']) stderr.write(said.map((line) => `${line}\n`).join(''));
  }
}

async function findPython(options: GradeOptions, around: Surroundings): Promise<string> {
  const { env } = around;
  const asked = options.python ?? (env['TENSOR_DRILLS_PYTHON'] || null);
  const active = env['VIRTUAL_ENV'];
  const programs =
    asked !== null
      ? // A name is looked up on the PATH; a path is one from here, wherever Python is started.
        [/[\\/]/.test(asked) ? resolve(asked) : asked]
      : [
          ...(active ? [pythonOf(active)] : []),
          ...environmentsIn([process.cwd()]),
          ...pythonsOnPath(env),
        ];
  const found = await around.interpreters.find(programs);
  if (found.kind === 'found') return found.interpreter.path;
  throw new UserError(
    `No Python with torch: ${describeTried(found.tried)}\nInstall torch (\`python -m pip install torch\`), or name a Python that has it with --python.`,
  );
}
