/** The commands that grade, and what goes with them. Each returns its exit code, or throws a UserError: then nothing could be done. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { askedText } from '../core/demand.ts';
import { UserError } from '../core/errors.ts';
import type { Interpreter } from '../core/ports.ts';
import { minutesOf, minutesText } from '../core/schedule/minutes.ts';
import type { Run } from '../protocol/class-report.ts';
import { TempFolder } from '../node/process/temp-folder.ts';
import { surprise } from '../node/proof/claims.ts';
import { prepareBrokenProof } from '../node/proof/broken.ts';
import { prepareProof, type Proof } from '../node/proof/proof.ts';
import type { CliArgs } from './arguments.ts';
import { digestOf, digestOfFile, digestOfGrader } from '../class/digest.ts';
import { gaps, merged } from '../class/merge.ts';
import { readReport } from '../class/output-file.ts';
import { ClassRecord, Outputs } from '../class/record.ts';
import { shareOf, WHOLE } from '../class/shard.ts';
import { summaryOf } from '../class/summary.ts';
import { checkMarked } from './check-marked.ts';
import { checkRepairs } from './check-repairs.ts';
import { isDrill, knownDrill } from './drills.ts';
import { submissionsOf } from './files.ts';
import { Interrupted } from '../node/grading/interrupted.ts';
import { UsageError } from './options.ts';
import { exitCodeOf, mistakesText, totalText, writerFor } from './report.ts';
import { findPython, grade, type ResultPrinter, type CliEnvironment } from './running.ts';
import { STANDARD_INPUT, withStandardInput } from './standard-input.ts';
import { ProgressLine, styleOf } from '../node/grading/terminal.ts';

const GOES_ON =
  'Interrupted. The results so far are kept: run the same command with --resume to continue.';

type ArgsFor<C extends CliArgs['command']> = Extract<CliArgs, { command: C }>;

export async function list(args: ArgsFor<'list'>, environment: CliEnvironment): Promise<number> {
  const { drills } = await environment.catalogue.index();
  if (args.json) {
    for (const drill of drills) {
      const { id, title, level, summary, topic = null, asked = null } = drill;
      const minutes = minutesOf(drill);
      const one = { id, title, level, summary, topic, minutes, asked };
      environment.stdout.write(`${JSON.stringify(one)}\n`);
    }
    return 0;
  }
  const rows = drills.map((drill) => [
    ...[drill.id, drill.level, minutesText(drill)],
    ...[askedText(drill) ?? '', drill.topic ?? '', drill.summary],
  ]);
  environment.stdout.write(columns(rows));
  return 0;
}

/** Side by side, each as wide as its widest cell. */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, at) =>
    Math.max(...rows.map((row) => row[at]?.length ?? 0)),
  );
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, at) => cell.padEnd(widths[at] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}

export async function check(args: ArgsFor<'check'>, environment: CliEnvironment): Promise<number> {
  if (!args.names.includes(STANDARD_INPUT)) return checkFiles(args, environment);
  return withStandardInput(environment.stdin, environment.signal, (input) =>
    checkFiles(args, { ...environment, input }),
  );
}

async function checkFiles(args: ArgsFor<'check'>, environment: CliEnvironment): Promise<number> {
  if (args.key !== null) return checkRepairs(args.key, args, environment);
  const [drill = '', ...names] = args.names;
  if (!(await isDrill(drill, environment.catalogue))) return checkMarked(args, environment);
  if (names.length === 0) throw new UsageError(`Which files should be checked as ${drill}?`);
  const { stdout, stderr } = environment;
  const { id, folder, titles } = await knownDrill(
    drill,
    environment.catalogue,
    environment.readPack,
  );
  const { files, empty } = submissionsOf(names, '.py', environment.input);
  if (empty.length > 0) stderr.write(`There is no Python file in ${empty.join(', ')}.\n`);
  const tasks = (args.shard === WHOLE ? files : shareOf(files, args.shard)).map((one) => ({
    ...one,
    drill: id,
    drillFolder: folder,
    titles,
    memoryMb: args.memoryMb,
    sha256: args.report === null ? null : digestOfFile(one.path),
  }));
  const outputs = new Outputs(args);
  const python = await findPython(args, environment);
  const run: Run = {
    drill: id,
    grader: digestOfGrader(await environment.packageRoot(), folder),
    torch: python.torch,
    python: python.python,
    timeoutSeconds: args.timeoutMs / 1000,
    memoryMegabytes: args.memoryMb,
    shard: args.shard,
    submissions: files.length,
    listing: digestOf(files.map((one) => one.submission).sort()),
  };
  const record = new ClassRecord(run, outputs, tasks, args.resume);
  if (record.kept > 0) stderr.write(`${record.kept} of ${tasks.length} are already graded.\n`);
  const style = styleOf(stdout, environment.env);
  const began = performance.now();
  const todo = tasks.filter((task) => !record.has(task));
  const showing: ResultPrinter<(typeof todo)[number]> = {
    onGraded: (result, task) => record.add(task, result),
    show: writerFor(args, style),
  };
  await grade(todo, args, python, environment, showing).catch((error: unknown) => {
    throw error instanceof Interrupted && record.lasts ? new Interrupted(GOES_ON) : error;
  });
  const results = record.finish();
  if (!args.json && (args.quiet || results.length !== 1)) {
    stdout.write(totalText(summaryOf(results), (performance.now() - began) / 1000, style));
    if (outputs.names.length > 0) stdout.write(mistakesText(summaryOf(results), style));
  }
  return exitCodeOf(results);
}

export function merge(args: ArgsFor<'merge'>, environment: CliEnvironment): number {
  const { stdout, stderr } = environment;
  const { files } = submissionsOf(args.reports, '.json');
  const outputs = new Outputs(args);
  const report = merged(files.map(({ name }) => readReport(name)));
  outputs.write(report);
  const style = styleOf(stdout, environment.env);
  const written = writerFor(args, style);
  for (const one of report.results) stdout.write(written(one));
  const missing = gaps(report);
  if (!args.json) {
    const summary = summaryOf(report.results);
    stdout.write(totalText(summary, null, style) + mistakesText(summary, style));
  }
  for (const one of missing) stderr.write(`${one}\n`);
  return missing.length > 0 ? 2 : exitCodeOf(report.results);
}

export async function prove(args: ArgsFor<'prove'>, environment: CliEnvironment): Promise<number> {
  if (!existsSync(join(args.folder, 'coding'))) {
    throw new UserError(
      `${args.folder} is not a pack: it has no folder "coding" with one folder per drill.`,
    );
  }
  // Drills of a large pack need not wait for all its questions.
  const pack = await environment.readPack(
    args.folder,
    args.drills.length > 0 ? args.drills : undefined,
  );
  const unknown = args.drills.filter((id) => !pack.drills.some(({ drill }) => drill.id === id));
  if (unknown.length > 0) throw new UserError(`The pack has no drill ${unknown.join(', ')}.`);
  const temp = new TempFolder();
  const progress = new ProgressLine(environment.stderr);
  try {
    const python = await findPython(args, environment);
    const { memoryMb, drills, frozen, quick, fewest, sample, seed } = args;
    const shared = {
      ...{ python: python.path, packageRoot: await environment.packageRoot() },
      signal: environment.signal,
      ...{ memoryMb, drills, temp },
      onStep: (what: string) => progress.show(what),
    };
    const preparing = args.broken
      ? prepareBrokenProof(resolve(args.folder), pack, { ...shared, sample, seed })
      : prepareProof(resolve(args.folder), pack, {
          ...shared,
          frozen,
          quick: quick ? seed - 1 : null,
          fewest,
        });
    const proof = await preparing.finally(() => progress.clear());
    if (environment.signal.aborted) throw new Interrupted();
    for (const remark of proof.remarks) environment.stderr.write(`${remark}\n`);
    return await proveTasks(proof, args, python, environment);
  } finally {
    await temp.remove();
  }
}

async function proveTasks(
  { tasks, problems }: Proof,
  args: ArgsFor<'prove'>,
  python: Interpreter,
  environment: CliEnvironment,
): Promise<number> {
  const { stdout } = environment;
  const style = styleOf(stdout, environment.env);
  for (const { file, line, column, message } of problems) {
    stdout.write(`${style.bad('✗')} ${file}:${line}:${column} ${message}\n`);
  }
  let failed = problems.length;
  const results = await grade(tasks, args, python, environment, {
    show: (result, { claim }) => {
      const why = surprise(result, claim);
      if (why !== null) failed += 1;
      if (args.json)
        return `${JSON.stringify({ ...result, proven: why === null, surprise: why })}\n`;
      return why === null ? '' : `${style.bad('✗')} ${style.strong(result.file)} ${why}\n`;
    },
  });
  if (!args.json)
    stdout.write(`${results.length + problems.length - failed} proven, ${failed} not\n`);
  if (results.some((one) => one.outcome === 'cannot-start')) return 2;
  return failed === 0 && tasks.length > 0 ? 0 : 1;
}
