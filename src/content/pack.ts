/** Reads a whole folder of content (a pack) and compiles it; a bad file costs that file only. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GenericSchema, InferOutput } from 'valibot';
import type { ChecklistItem, Drill, DrillSummary, GuideMistake } from '../core/content.ts';
import { messageOf } from '../core/errors.ts';
import { compileDrill, compileGuideMistakes, summarise } from './compile.ts';
import { Markdown, TexError } from './markdown.ts';
import { problemAt, readYaml, type Problem } from './read.ts';
import { checklistSchema, drillSchema, guideMistakesSchema, mistakesSchema } from './schema.ts';

export interface Pack {
  readonly drills: readonly { readonly drill: Drill; readonly summary: DrillSummary }[];
  readonly checklist: readonly ChecklistItem[];
  readonly guideMistakes: readonly GuideMistake[];
  readonly problems: readonly Problem[];
}

/** Reads the pack in `folder`, which has the shape of `drills/`. Never throws for bad content. */
export function readPack(folder: string): Pack {
  const problems: Problem[] = [];
  const md = new Markdown();

  /** The compiled file, or `none` when it is absent or bad (then a problem is noted). */
  const read = <S extends GenericSchema, T>(
    path: string,
    schema: S,
    none: T,
    compile: (source: InferOutput<S>) => T,
  ): T => {
    const file = join(folder, path);
    if (!existsSync(file)) return none;
    let text = '';
    try {
      text = readFileSync(file, 'utf8');
      const result = readYaml(file, text, schema);
      if ('value' in result) return compile(result.value);
      problems.push(...result.problems);
    } catch (error) {
      const offset = error instanceof TexError ? text.indexOf(error.tex.trim()) : 0;
      problems.push(problemAt(file, text, offset, messageOf(error)));
    }
    return none;
  };

  const common = read('coding/mistakes.yaml', mistakesSchema, [], (source) => source);
  const drills = foldersOf(join(folder, 'coding')).flatMap((id) =>
    read(`coding/${id}/drill.yaml`, drillSchema, [], (source) => [
      {
        order: source.order,
        drill: compileDrill(id, source, common, md),
        summary: summarise(id, source, common, md),
      },
    ]),
  );
  return {
    drills: drills.sort((a, b) => a.order - b.order),
    checklist: read('checklist.yaml', checklistSchema, [], (source) => source),
    guideMistakes: read('guide/mistakes.yaml', guideMistakesSchema, [], (source) =>
      compileGuideMistakes(source, md),
    ),
    problems,
  };
}

function foldersOf(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'drill.yaml')))
    .map((entry) => entry.name)
    .sort();
}
