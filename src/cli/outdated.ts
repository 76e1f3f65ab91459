/** Lists exercises that were not checked for long, of the built-in content or of a pack. */
import { existsSync } from 'node:fs';
import type { ExerciseSummary } from '../core/content.ts';
import { UserError } from '../core/errors.ts';
import { outdatedOf } from '../core/outdated.ts';
import { indexOf } from '../core/pack.ts';
import type { CliArgs } from './arguments.ts';
import { columns } from './commands.ts';
import type { CliEnvironment } from './running.ts';
import type { Problem } from '../core/problem.ts';

type OutdatedArgs = Extract<CliArgs, { command: 'outdated' }>;

export async function outdated(
  { folder, months, json }: OutdatedArgs,
  environment: CliEnvironment,
  now: Date,
): Promise<number> {
  const { exercises, problems } = await contentOf(folder, environment);
  const all = outdatedOf(exercises, now, months);
  environment.stdout.write(
    json
      ? all
          .map(({ id, title, checked = null }) => `${JSON.stringify({ id, title, checked })}\n`)
          .join('')
      : columns(all.map(({ id, title, checked = 'never' }) => [checked, id, title])),
  );
  // A file that cannot be read is in no list; without a word it would seem to be up to date.
  for (const { file, line, column, message } of problems) {
    environment.stderr.write(`${file}:${line}:${column} ${message}\n`);
  }
  return problems.length > 0 ? 2 : 0;
}

async function contentOf(
  folder: string | null,
  environment: CliEnvironment,
): Promise<{
  readonly exercises: readonly ExerciseSummary[];
  readonly problems: readonly Problem[];
}> {
  if (folder === null) return { ...(await environment.catalogue.index()), problems: [] };
  if (!existsSync(folder)) throw new UserError(`There is no folder ${folder}.`);
  const pack = await environment.readPack(folder);
  return { ...indexOf(pack), problems: pack.problems };
}
