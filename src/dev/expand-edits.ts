/**
 * `tsx src/dev/expand-edits.ts FOLDER [PACK]`: writes every program that stands as an edit in a mistakes.yaml of the
 * pack (by default drills/) to FOLDER/<drill>/<name>.py, and prints the list of them as JSON.
 */
import { join, resolve } from 'node:path';
import { readPack } from '../content/pack.ts';
import { UserError } from '../core/errors.ts';
import { writeEdits } from '../node/edited-programs.ts';
import { ROOT } from './places.ts';
import { main, say } from './report.ts';

await main(async () => {
  const [folder, pack = join(ROOT, 'drills')] = process.argv.slice(2);
  if (folder === undefined) throw new UserError('Into which folder?');
  const { drills, problems } = readPack(resolve(pack));
  if (problems.length > 0) {
    const lines = problems.map((one) => `${one.file}:${one.line}:${one.column} ${one.message}`);
    throw new UserError(lines.join('\n'));
  }
  const programs = drills.flatMap(({ drill, edits }) =>
    writeEdits(join(resolve(folder), drill.id), edits).map(({ edit, path }) => ({
      drill: drill.id,
      name: edit.name,
      mistakes: edit.mistakes,
      path,
    })),
  );
  say(JSON.stringify(programs));
  return Promise.resolve(0);
});
