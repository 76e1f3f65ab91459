/** mistakes.yaml of a drill: read, checked, and every edit made; what is wrong is told at its line. */
import * as v from 'valibot';
import { applyEdits, type Program } from '../core/edits/apply.ts';
import { parseEdit } from '../core/edits/hunks.ts';
import { MISTAKE_EDITS, type MistakeEdit, type MistakeEdits } from '../core/edits/mistake-edit.ts';
import type { PackFiles } from './pack-files.ts';
import { problemAt, readPlacedYaml, type Read } from './read.ts';
import { id, line } from './schema.ts';
import type { Problem } from '../core/problem.ts';

const base = v.pipe(
  v.string(),
  v.regex(
    /^(solution|correct\/[A-Za-z0-9][\w.-]*)\.py$/,
    'must be solution.py or a program in correct/, such as correct/fused.py',
  ),
);
const ID = '[a-z][a-z0-9]*(-[a-z0-9]+)*';
const NAME = `${ID}(\\.${ID})?`;
const names = v.pipe(
  v.string(),
  v.regex(
    new RegExp(`^${NAME}(, ${NAME})*$`),
    'must be the id of a mistake in drill.yaml, with an ending after a dot if others have the same, such as scale-missing.fused; several ids are separated by a comma and a space',
  ),
  v.check((key) => namesIn(key).length <= 6, 'may name at most 6 mistakes'),
  v.check(
    (key) => namesIn(key).every((one, at) => at === 0 || !one.includes('.')),
    'only the first id may have an ending that names the program',
  ),
  v.check((key) => new Set(idsIn(key)).size === namesIn(key).length, 'a mistake is named twice'),
);
const edit = v.pipe(
  v.string(),
  v.nonEmpty('must not be empty'),
  v.description(
    'A small diff of the program, under the id in drill.yaml that the grader must name first; an ending after a dot tells it apart from others with the same mistake. Several mistakes are all named, as in scale-missing.both, mask-ignored. An "@@" line separates two hunks; all other lines begin with "-" (removed), "+" (added) or a space (context). The removed lines and the context must occur exactly once.',
  ),
);
const told = v.strictObject({
  choice: v.optional(
    v.pipe(
      v.literal(true, 'must be true, or left out'),
      v.description(
        'The name is not that of a mistake, but of a choice that the contract leaves open and this edit makes differently. The program is correct.',
      ),
    ),
  ),
  note: v.optional(v.pipe(line, v.description('Why this program is here.'))),
  detail: v.optional(
    v.pipe(
      v.record(id, line),
      v.description('What fills the braces in the sentence of the mistake, listed by name.'),
    ),
  ),
  edit,
});
const either = v.union([edit, told], 'must be an edit, as in scale-missing: |');
/** If it is clear which of the two is meant, only problems with that one are reported. */
const entry = v.lazy((input) =>
  typeof input === 'string' ? edit : typeof input === 'object' && input !== null ? told : either,
);
const entries = v.pipe(
  v.record(names, entry, 'must have edits below it, as in scale-missing: |'),
  v.minEntries(1, 'needs at least 1 edit'),
);
export const mistakeEditsSchema = v.pipe(
  v.record(base, entries, 'must have the programs that are edited, as in solution.py:'),
  v.minEntries(1, 'needs at least 1 program'),
  v.check(
    (all) => Object.values(all).flatMap(Object.keys).length <= 400,
    'may have at most 400 edits',
  ),
);
const whole = v.pipe(
  v.unknown(),
  v.check(
    (all) => !Array.isArray(all),
    'This must not be a list. Name each program once, as in solution.py:, and put its edits below it, each under the id of its mistake, as in scale-missing: |',
  ),
  mistakeEditsSchema,
);

function namesIn(key: string): readonly string[] {
  return key.split(', ');
}

function idsIn(key: string): readonly string[] {
  return namesIn(key).map((one) => one.replace(/\..*/, ''));
}

/** Why what an entry claims cannot be, or null. */
export type Objection = (claim: Pick<MistakeEdit, 'name' | 'mistakes'>) => string | null;

/**
 * The edits in the drill's folder `path` (relative to that of `files`, with a slash at its end unless empty). Never
 * throws; where the file has its shape, a problem of an entry costs that entry only. `unsaved` is what the file will hold,
 * where an editor knows.
 */
export function readMistakeEdits(
  files: PackFiles,
  path: string,
  objection: Objection = () => null,
  unsaved?: string,
): MistakeEdits {
  const own = `${path}${MISTAKE_EDITS}`;
  const text: Read<string> = unsaved === undefined ? files.text(own) : { value: unsaved };
  if ('problems' in text) return { edits: [], problems: text.problems };
  const read = readPlacedYaml(files.path(own), text.value, whole);
  if ('problems' in read) return { edits: [], problems: read.problems };
  const { place } = read;
  const edits: MistakeEdit[] = [];
  const problems: Problem[] = [];
  const used = new Set<string>();
  for (const [of, entries] of Object.entries(read.value)) {
    const program = programAt(files, `${path}${of}`);
    if ('problems' in program) {
      problems.push(...program.problems.map(({ message }) => ({ ...place([of], 'key'), message })));
    }
    for (const [key, entry] of Object.entries(entries)) {
      const brief = typeof entry === 'string';
      const { choice = false, note = null, detail = {}, edit } = brief ? { edit: entry } : entry;
      const [name = ''] = namesIn(key);
      const mistakes = choice ? [] : idsIn(key);
      const at = place([of, key], 'key');
      let refused = objection({ mistakes, name });
      if (choice && !v.is(id, key)) refused = 'A choice has one name, without a dot.';
      if (used.has(name)) {
        refused = `The name ${name} is used twice. Give this program another ending after the dot.`;
      }
      used.add(name);
      if (refused !== null) problems.push({ ...at, message: refused });
      if ('problems' in program) continue;
      const made = makeEdit(name, { name: of, text: program.value }, edit);
      if ('hunks' in made) {
        if (refused === null) edits.push({ name, mistakes, note, detail, line: at.line, ...made });
        continue;
      }
      const inside = brief ? [of, key] : [of, key, 'edit'];
      problems.push(...made.map(({ line, message }) => ({ ...place(inside, line), message })));
    }
  }
  return { edits, problems };
}

function programAt(files: PackFiles, path: string): Read<string> {
  if (files.has(path)) return files.text(path);
  const message = 'There is no such program in the folder of this drill.';
  return { problems: [problemAt(files.path(path), '', 0, message)] };
}

/** What the edit makes, or what is wrong with it, by its lines from 1. */
function makeEdit(
  name: string,
  base: Program,
  edit: string,
):
  | Pick<MistakeEdit, 'base' | 'hunks' | 'program'>
  | readonly { readonly line: number; readonly message: string }[] {
  const parsed = parseEdit(edit);
  if ('message' in parsed) return [parsed];
  const { hunks } = parsed;
  const edited = applyEdits(base, [{ name, hunks }]);
  return 'text' in edited ? { base, hunks, program: edited.text } : edited.refusals;
}
