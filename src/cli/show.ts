/** Prints programs with mistakes; those that are stored as edits are shown whole. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { combine, MISTAKE_EDITS, type MistakeEdits } from '../core/edits/mistake-edit.ts';
import { UserError } from '../core/errors.ts';
import type { CliArgs } from './arguments.ts';
import { drillFolder } from './drills.ts';
import type { CliEnvironment } from './running.ts';

type ShowArgs = Extract<CliArgs, { command: 'show' }>;

export async function show(
  { drill, names }: ShowArgs,
  environment: CliEnvironment,
): Promise<number> {
  const { id, folder } = await drillFolder(drill, environment.catalogue);
  const { edits, problems } = existsSync(join(folder, MISTAKE_EDITS))
    ? await environment.readMistakeEdits(folder)
    : { edits: [], problems: [] };
  const whole = wholePrograms(folder);
  const unknown = names.find((name) => !whole.has(name) && !edits.some((one) => one.name === name));
  if (unknown !== undefined) {
    // It may be one that cannot be made.
    const reasons = problems.map((one) => `${one.file}:${one.line}:${one.column} ${one.message}\n`);
    throw new UserError(
      `${reasons.join('')}${id} has no program "${unknown}". \`show ${drill}\` lists them all.`,
    );
  }
  const all = [...edits.map(({ name }) => name), ...whole.keys()].sort();
  environment.stdout.write(
    names.length === 0 ? all.map((name) => `${name}\n`).join('') : programOf(names, edits, whole),
  );
  return 0;
}

/** The program with this name; of several, the one that makes the mistakes of all. */
function programOf(
  names: readonly string[],
  edits: MistakeEdits['edits'],
  whole: ReadonlyMap<string, string>,
): string {
  const file = names.find((name) => whole.has(name));
  const path = whole.get(file ?? '');
  if (path !== undefined) {
    if (names.length === 1) return readFileSync(path, 'utf8');
    throw new UserError(`Only edits can be combined; ${file} is a whole program.`);
  }
  const combined = combine(names.flatMap((name) => edits.find((one) => one.name === name) ?? []));
  if ('text' in combined) return combined.text;
  throw new UserError(
    combined.refusals.map(({ edit, message }) => `${edit}: ${message}`).join('\n'),
  );
}

/** Paths by name. */
function wholePrograms(folder: string): ReadonlyMap<string, string> {
  const path = join(folder, 'mistakes');
  const names = existsSync(path) ? readdirSync(path) : [];
  return new Map(
    names
      .filter((name) => name.endsWith('.py'))
      .map((name) => [name.slice(0, -'.py'.length), join(path, name)]),
  );
}
