/** mistakes.yaml of a drill: read, checked, and every edit made; what is wrong is told at its line. */
import * as v from 'valibot';
import { applyEdits, type Program } from '../core/edits/apply.ts';
import { parseEdit } from '../core/edits/hunks.ts';
import { MISTAKE_EDITS, type MistakeEdit, type MistakeEdits } from '../core/edits/mistake-edit.ts';
import type { Problem } from '../core/pack.ts';
import type { PackFiles } from './pack-files.ts';
import { problemAt, readPlacedYaml, type Place, type Read } from './read.ts';
import { id, line, list } from './schema.ts';

/** The program that an edit changes, which is the key of the edit. */
export const BASE = /^(solution|correct\/[A-Za-z0-9][\w.-]*)\.py$/;

const name = v.pipe(
  line,
  v.regex(
    /^[a-z][a-z0-9]*(-[a-z0-9]+)*(\.[a-z][a-z0-9]*(-[a-z0-9]+)*)?$/,
    'must be the id of a mistake in drill.yaml, with an ending after a dot if others have the same, such as scale-missing.fused',
  ),
);
const fields = v.objectWithRest(
  {
    mistake: v.optional(
      v.pipe(
        v.union(
          [
            name,
            v.pipe(
              v.array(name),
              v.minLength(2, 'needs at least 2'),
              v.maxLength(6, 'may have at most 6'),
              v.check(
                ([, ...others]) => others.every((one) => !one.includes('.')),
                'only the first id may have an ending that names the program',
              ),
              v.check(
                (names) => new Set(names.map(idIn)).size === names.length,
                'a mistake is listed twice',
              ),
            ),
          ],
          'must be the id of a mistake in drill.yaml, or a list of at least two',
        ),
        v.description(
          'The id in drill.yaml that the grader must name first; an ending after a dot tells this program apart from others with the same mistake. For a program with several mistakes, a list of all of them.',
        ),
      ),
    ),
    choice: v.optional(
      v.pipe(
        id,
        v.description(
          'Instead of a mistake: the name of a choice that the contract leaves open and this edit makes differently. The program is correct.',
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
  },
  v.pipe(
    v.string(),
    v.nonEmpty('must not be empty'),
    v.description(
      'A small diff of solution.py or a program in correct/. An "@@" line separates two hunks; all other lines begin with "-" (removed), "+" (added) or a space (context). The removed lines and the context must occur exactly once.',
    ),
  ),
);
const edit = v.pipe(
  fields,
  v.check(
    ({ mistake, choice }) => (mistake === undefined) !== (choice === undefined),
    'must have either a mistake or a choice',
  ),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const keys = Object.keys(dataset.value).filter((key) => !(key in fields.entries));
    for (const key of keys.filter((one) => !BASE.test(one))) {
      const value = dataset.value[key];
      addIssue({
        message: 'must be solution.py or a program in correct/, such as correct/fused.py',
        path: [{ type: 'object', origin: 'key', input: dataset.value, key, value }],
      });
    }
    if (keys.length !== 1) {
      addIssue({ message: 'must have the edit of one program, such as solution.py: |' });
    }
  }),
  v.transform(({ mistake = [], choice, note = null, detail = {}, ...edits }) => {
    const [only] = Object.entries(edits);
    const [of, diff] = only ?? ['', ''];
    const names = [mistake].flat();
    const mistakes = names.map(idIn);
    return { name: choice ?? names[0] ?? '', mistakes, choice, note, detail, of, edit: diff };
  }),
);
type EditSource = v.InferOutput<typeof edit>;

function idIn(claimed: string): string {
  return claimed.split('.')[0] ?? '';
}

export const mistakeEditsSchema = list(edit, 1, 400);

/** Why what an entry claims cannot be, or null. */
export type Objection = (claim: Pick<MistakeEdit, 'name' | 'mistakes'>) => string | null;

/**
 * The edits in the drill's folder `path` (relative to that of `files`, with a slash at its end unless empty). Never
 * throws; an entry with a problem costs that entry only. `unsaved` is what the file will hold, where an editor knows.
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
  const read = readPlacedYaml(files.path(own), text.value, mistakeEditsSchema);
  if ('problems' in read) return { edits: [], problems: read.problems };
  const edits: MistakeEdit[] = [];
  const problems: Problem[] = [];
  const names = new Set<string>();
  const bases = new Map<string, Read<string>>();
  for (const [index, source] of read.value.entries()) {
    const place: Place = (path, inside) => read.place([index, ...path], inside);
    const { name, mistakes } = source;
    const refused = names.has(name)
      ? `The name ${name} is used twice. Give this program another ending after the dot.`
      : objection({ mistakes, name });
    names.add(name);
    if (refused !== null)
      problems.push({
        ...place([source.choice === undefined ? 'mistake' : 'choice']),
        message: refused,
      });
    const base = bases.get(source.of) ?? baseOf(files, `${path}${source.of}`);
    bases.set(source.of, base);
    const made = makeEdit(source, base, place);
    if ('problems' in made) problems.push(...made.problems);
    else if (refused === null) {
      const { note, detail } = source;
      edits.push({ name, mistakes, note, detail, line: place([]).line, ...made.value });
    }
  }
  return { edits, problems };
}

function baseOf(files: PackFiles, path: string): Read<string> {
  if (files.has(path)) return files.text(path);
  const message = 'There is no such program in the folder of this drill.';
  return { problems: [problemAt(files.path(path), '', 0, message)] };
}

type Made = Pick<MistakeEdit, 'base' | 'hunks' | 'program'>;

function makeEdit(source: EditSource, base: Read<string>, place: Place): Read<Made> {
  const { name, of } = source;
  if ('problems' in base) {
    return { problems: base.problems.map(({ message }) => ({ ...place([of]), message })) };
  }
  const refuse = ({ line: inside, message }: { line: number; message: string }): Problem => ({
    ...place([of], inside),
    message,
  });
  const parsed = parseEdit(source.edit);
  if ('message' in parsed) return { problems: [refuse(parsed)] };
  const { hunks } = parsed;
  const program: Program = { name: of, text: base.value };
  const edited = applyEdits(program, [{ name, hunks }]);
  return 'text' in edited
    ? { value: { base: program, hunks, program: edited.text } }
    : { problems: edited.refusals.map(refuse) };
}
