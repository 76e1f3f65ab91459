/** Reads a whole folder of content (a pack) and compiles it; a bad file costs that file only. */
import type { GenericSchema, InferOutput } from 'valibot';
import { messageOf } from '../core/errors.ts';
import { MISTAKE_EDITS, type MistakeEdit } from '../core/edits/mistake-edit.ts';
import type { CompiledOral, Pack, Problem } from '../core/pack.ts';
import { compileBoard } from './board-compile.ts';
import { boardSchema } from './board-schema.ts';
import { readClinics } from './clinics.ts';
import { compileDrill, compileGuideMistakes, summarise } from './compile.ts';
import { readGuide } from './guide.ts';
import { Markdown, TexError } from './markdown.ts';
import { readMistakeEdits } from './mistake-edits.ts';
import { compilePhased, compileRapidFire } from './oral-compile.ts';
import {
  deepDiveSchema,
  rapidFireSchema,
  systemDesignSchema,
  unknownSchema,
} from './oral-schema.ts';
import { PackFiles } from './pack-files.ts';
import { problemAt, readYaml } from './read.ts';
import {
  checklistSchema,
  drillSchema,
  guideMistakesSchema,
  mistakesSchema,
  type MistakeSource,
} from './schema.ts';
import { survivorsSchema } from './survivors.ts';

/** What a drill is made of beside its drill.yaml. */
const PROGRAMS = {
  'starter.py': 'the file that the candidate begins with',
  'solution.py': 'a program that passes',
  'grade.py': 'the checks',
} as const;

/**
 * Reads the pack in `folder`, which has the shape of `drills/`. Never throws for bad content. `common` are mistakes
 * that every drill can be told beside its own and those of the pack's `coding/mistakes.yaml`.
 */
export function readPack(folder: string, common: readonly MistakeSource[] = []): Pack {
  const files = new PackFiles(folder);
  const problems: Problem[] = [];
  const md = new Markdown();

  /** The compiled file, or `none` when it is absent or bad (then a problem is noted). */
  const read = <S extends GenericSchema, T>(
    path: string,
    schema: S,
    none: T,
    compile: (source: InferOutput<S>) => T,
  ): T => {
    if (!files.has(path)) return none;
    const file = files.path(path);
    const text = files.text(path);
    const result = 'value' in text ? readYaml(file, text.value, schema) : text;
    if ('problems' in result) {
      problems.push(...result.problems);
      return none;
    }
    try {
      return compile(result.value);
    } catch (error) {
      const all = 'value' in text ? text.value : '';
      const offset = error instanceof TexError ? all.indexOf(error.tex.trim()) : 0;
      problems.push(problemAt(file, all, offset, messageOf(error)));
    }
    return none;
  };

  /** Every file of a kind that is one YAML file an exercise, in the order that the files say. */
  const readAll = <S extends GenericSchema>(
    kind: string,
    schema: S,
    compile: (name: string, source: InferOutput<S>) => CompiledOral,
  ): CompiledOral[] =>
    files
      .yamlIn(kind)
      .flatMap((name) =>
        read(`${kind}/${name}.yaml`, schema, [], (source) => [compile(name, source)]),
      )
      .sort((a, b) => a.order - b.order);

  /** Whether what must be beside a file is there and may be used; notes a problem at `path` when not. */
  const isWhole = (path: string, needed: Readonly<Record<string, string>>): boolean => {
    const before = problems.length;
    for (const [name, what] of Object.entries(needed)) {
      const beside = path.replace(/[^/]*$/, name);
      if (files.has(beside)) {
        const text = files.text(beside);
        if ('problems' in text) problems.push(...text.problems);
      } else {
        const message = `${name} is missing beside this file: ${what}.`;
        problems.push(problemAt(files.path(path), '', 0, message));
      }
    }
    return problems.length === before;
  };

  const readEdits = (
    drill: string,
    described: readonly MistakeSource[],
  ): readonly MistakeEdit[] => {
    const folder = `coding/${drill}/`;
    if (!files.has(`${folder}${MISTAKE_EDITS}`)) return [];
    const result = readMistakeEdits(files, folder, ({ name, mistakes }) => {
      const unknown = mistakes.find((one) => !described.some(({ id }) => id === one));
      if (unknown !== undefined) return `drill.yaml describes no mistake "${unknown}".`;
      return files.has(`${folder}mistakes/${name}.py`)
        ? `There is also mistakes/${name}.py. Remove one of them, or give this entry another variant.`
        : null;
    });
    problems.push(...result.problems);
    return result.edits;
  };

  const own = read('coding/mistakes.yaml', mistakesSchema, [], (source) => source);
  const shared = [...own, ...common.filter(({ id }) => !own.some((one) => one.id === id))];
  const drills = files.foldersWith('coding', 'drill.yaml').flatMap((id) =>
    read(`coding/${id}/drill.yaml`, drillSchema, [], (source) => {
      if (!isWhole(`coding/${id}/drill.yaml`, PROGRAMS)) return [];
      const others = shared.filter((one) => !source.mistakes.some(({ id: its }) => its === one.id));
      return [
        {
          order: source.order,
          edits: readEdits(id, [...source.mistakes, ...others]),
          survivors: read(
            `coding/${id}/survivors.yaml`,
            survivorsSchema,
            new Map<string, string>(),
            (all) => new Map(all.map(({ change, because }) => [change, because])),
          ),
          drill: compileDrill(id, source, others, md),
          summary: summarise(id, source, others, md),
        },
      ];
    }),
  );
  const orals = [
    ...readAll('rapid-fire', rapidFireSchema, (name, source) => compileRapidFire(name, source, md)),
    ...readAll('deep-dive', deepDiveSchema, (name, source) =>
      compilePhased('deep-dive', name, source, md),
    ),
    ...readAll('unknown', unknownSchema, (name, source) =>
      compilePhased('unknown', name, source, md),
    ),
    ...readAll('system-design', systemDesignSchema, (name, source) =>
      compilePhased('system-design', name, source, md),
    ),
  ];
  const boards = files.foldersWith('whiteboard', 'board.yaml').flatMap((name) => {
    const path = `whiteboard/${name}/board.yaml`;
    return read(path, boardSchema, [], (source) =>
      isWhole(path, { 'reference.excalidraw': 'the drawing to compare with' })
        ? [compileBoard(name, source, md)]
        : [],
    );
  });
  const guide = readGuide(files);
  const clinics = readClinics(files, read, md);
  const checklist = read('checklist.yaml', checklistSchema, [], (source) => source);
  const guideMistakes = read('guide/mistakes.yaml', guideMistakesSchema, [], (source) =>
    compileGuideMistakes(source, md),
  );
  return {
    drills: drills.sort((a, b) => a.order - b.order),
    orals,
    boards: boards.sort((a, b) => a.order - b.order),
    clinics,
    checklist,
    guideMistakes,
    guide: guide.pages,
    problems: [...files.problems, ...problems, ...guide.problems],
  };
}
