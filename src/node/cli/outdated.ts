/** Lists exercises that were not checked for long, of the built-in content or of a pack. */
import { existsSync } from 'node:fs';
import type { ExerciseSummary } from '../../core/content.ts';
import { UserError } from '../../core/errors.ts';
import { outdatedOf } from '../../core/outdated.ts';
import { indexOf, type Problem } from '../../core/pack.ts';
import type { Wish } from './arguments.ts';
import { columns } from './commands.ts';
import type { Surroundings } from './running.ts';

type OutdatedWish = Extract<Wish, { command: 'outdated' }>;

export async function outdated(
  { folder, months, json }: OutdatedWish,
  around: Surroundings,
  now: Date,
): Promise<number> {
  const { exercises, problems } = await contentOf(folder, around);
  const all = outdatedOf(exercises, now, months);
  around.stdout.write(
    json
      ? all
          .map(({ id, title, checked = null }) => `${JSON.stringify({ id, title, checked })}\n`)
          .join('')
      : columns(all.map(({ id, title, checked = 'never' }) => [checked, id, title])),
  );
  // A file that cannot be read is in no list; without a word it would seem to be up to date.
  for (const { file, line, column, message } of problems) {
    around.stderr.write(`${file}:${line}:${column} ${message}\n`);
  }
  return problems.length > 0 ? 2 : 0;
}

async function contentOf(
  folder: string | null,
  around: Surroundings,
): Promise<{
  readonly exercises: readonly ExerciseSummary[];
  readonly problems: readonly Problem[];
}> {
  if (folder === null) return { ...(await around.catalogue.index()), problems: [] };
  if (!existsSync(folder)) throw new UserError(`There is no folder ${folder}.`);
  const pack = await around.readPack(folder);
  return { ...indexOf(pack), problems: pack.problems };
}
