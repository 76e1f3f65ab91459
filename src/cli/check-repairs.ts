/** `check --key`: what was repaired in a broken program, what was missed, and what is newly broken. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { countLeft, type Count } from '../core/debugging/count.ts';
import { debugIdOf, drillOfDebug } from '../core/debugging/exercise.ts';
import type { BrokenProgram } from '../core/debugging/program.ts';
import { messageOf, UserError } from '../core/errors.ts';
import { parseKey } from '../protocol/broken-program.ts';
import type { CliArgs } from './arguments.ts';
import { isDrill, knownDrill, type KnownDrill } from './drills.ts';
import { submissionsOf } from './files.ts';
import { UsageError } from './options.ts';
import { exitCodeOf } from './report.ts';
import type { Result } from '../node/grading/result.ts';
import { findPython, grade, type CliEnvironment } from './running.ts';
import { harmless, styleOf, wrap, type Style } from '../node/grading/terminal.ts';

type Check = Extract<CliArgs, { command: 'check' }>;

export async function checkRepairs(
  key: string,
  wish: Check,
  environment: CliEnvironment,
): Promise<number> {
  const { stdout, stderr } = environment;
  const program = readKey(key);
  const [first = '', ...others] = wish.names;
  // The drill may be named before the files; that of a pack must be, by its folder.
  const isNamed =
    first === debugIdOf(program.drill) || (await isDrill(first, environment.catalogue));
  const name = isNamed ? drillOfDebug(first) : program.drill;
  const drill = await knownDrill(name, environment.catalogue, environment.readPack);
  if (drill.id !== program.drill) {
    throw new UserError(
      `${key} is the key to a program for ${program.drill}, not for ${drill.id}.`,
    );
  }
  const names = isNamed ? others : wish.names;
  if (names.length === 0) throw new UsageError('Which files should be checked with this key?');
  const { files, empty } = submissionsOf(names, '.py', environment.input);
  if (empty.length > 0) stderr.write(`There is no Python file in ${empty.join(', ')}.\n`);
  const python = await findPython(wish, environment);
  const style = styleOf(stdout, environment.env);
  const shared = { drill: drill.id, drillFolder: drill.folder, titles: drill.titles };
  const tasks = files.map((file) => {
    return { ...file, ...shared, memoryMb: wish.memoryMb, broken: resolve(key) };
  });
  const results = await grade(tasks, wish, python, environment, {
    show: (result) => {
      if (wish.quiet) return '';
      const count = countLeft(result, program.planted);
      return wish.json
        ? `${JSON.stringify(jsonOf(result, count, program))}\n`
        : textOf(result, count, program, drill, style);
    },
  });
  if (!wish.json && (wish.quiet || results.length !== 1)) {
    const repaired = results.filter(({ passed }) => passed).length;
    stdout.write(`${repaired} of ${results.length} repaired\n`);
  }
  return exitCodeOf(results);
}

function readKey(path: string): BrokenProgram {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new UserError(`The key ${path} cannot be read: ${messageOf(error)}`);
  }
  const program = parseKey(text);
  if (program !== null) return program;
  throw new UserError(`${path} is not a key written by "break", or it is damaged.`);
}

/** Ids of the planted mistakes that are left, and of those that are not; only where nothing can hide them. */
function sorted({ left, certain }: Count, { planted }: BrokenProgram) {
  const isLeft = ({ flag }: { readonly flag: string }): boolean => left.includes(flag);
  return {
    missed: planted.filter(isLeft).map(({ mistake }) => mistake),
    repaired: planted.filter((one) => certain && !isLeft(one)).map(({ mistake }) => mistake),
  };
}

function jsonOf(result: Result, count: Count, program: BrokenProgram) {
  const { drill, file, outcome, passed, durationMs } = result;
  const planted = program.planted.map(({ mistake }) => mistake);
  const base = { drill: debugIdOf(drill), file, outcome, passed, planted, durationMs };
  if (outcome !== 'graded') return { ...base, reason: result.checks[0]?.message ?? null };
  const { certain, broken } = count;
  return { ...base, ...sorted(count, program), certain, broken };
}

function textOf(
  result: Result,
  count: Count,
  program: BrokenProgram,
  { titles }: KnownDrill,
  style: Style,
): string {
  const { file, outcome, passed, checks } = result;
  const sign = passed ? style.good('✓') : style.bad('✗');
  const all = program.planted.length;
  if (outcome !== 'graded') {
    const why = checks.find(({ status }) => status === 'failed')?.message ?? outcome;
    return `${sign} ${style.strong(file)} ${style.faint('could not be judged')}\n${said(why, style)}`;
  }
  const { missed, repaired } = sorted(count, program);
  const fresh = count.broken.length > 0 ? `, ${count.broken.length} newly broken` : '';
  const facts = count.certain
    ? `${repaired.length} of ${all} mistakes repaired${fresh}`
    : `at least ${missed.length} of ${all} mistakes left${fresh}, which may hide others`;
  const named = (id: string): string => harmless(titles.get(id)?.title ?? id);
  return [
    `${sign} ${style.strong(file)} ${style.faint(facts)}\n`,
    ...repaired.map((id) => `  ${style.good('✓')} ${named(id)}\n`),
    ...missed.map((id) => {
      const { why = '', fix = '' } = titles.get(id)?.plain ?? {};
      return `  ${style.bad('✗')} missed: ${named(id)}\n${said(why, style)}${said(`Fix: ${fix}`, style)}`;
    }),
    ...count.broken.map(({ message, line }) => {
      const at = line === null ? '' : `, line ${line}`;
      return `  ${style.bad('✗')} newly broken${at}\n${said(message, style)}`;
    }),
  ].join('');
}

function said(text: string, style: Style): string {
  return wrap(harmless(text), '      ', style.width);
}
