/** Reads a whole folder of content (a pack) and compiles it; a bad file costs that file only. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GenericSchema, InferOutput } from 'valibot';
import type {
  ChecklistItem,
  ContentIndex,
  Drill,
  DrillSummary,
  GuideMistake,
  GuidePage,
} from '../core/content.ts';
import { messageOf } from '../core/errors.ts';
import { compileBoard, type CompiledBoard } from './board-compile.ts';
import { boardSchema } from './board-schema.ts';
import { readClinics, type CompiledClinic } from './clinics.ts';
import { compileDrill, compileGuideMistakes, summarise } from './compile.ts';
import { readGuide } from './guide.ts';
import { Markdown, TexError } from './markdown.ts';
import { compilePhased, compileRapidFire, type Compiled } from './oral-compile.ts';
import {
  deepDiveSchema,
  rapidFireSchema,
  systemDesignSchema,
  unknownSchema,
} from './oral-schema.ts';
import { problemAt, readYaml, type Problem } from './read.ts';
import { checklistSchema, drillSchema, guideMistakesSchema, mistakesSchema } from './schema.ts';

export interface Pack {
  readonly drills: readonly { readonly drill: Drill; readonly summary: DrillSummary }[];
  readonly orals: readonly Compiled[];
  readonly boards: readonly CompiledBoard[];
  readonly clinics: readonly CompiledClinic[];
  readonly checklist: readonly ChecklistItem[];
  readonly guideMistakes: readonly GuideMistake[];
  readonly guide: readonly GuidePage[];
  readonly problems: readonly Problem[];
}

/** What is loaded first of a pack. */
export function indexOf(pack: Pack): ContentIndex {
  const drills = pack.drills.map((one) => one.summary);
  const { checklist, guide } = pack;
  return {
    exercises: [
      ...drills,
      ...[...pack.orals, ...pack.boards, ...pack.clinics].map((one) => one.summary),
    ],
    drills,
    checklist,
    guide,
  };
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

  /** Every file of a kind that is one YAML file an exercise, in the order that the files say. */
  const readAll = <S extends GenericSchema>(
    kind: string,
    schema: S,
    compile: (name: string, source: InferOutput<S>) => Compiled,
  ): Compiled[] =>
    namesOf(join(folder, kind))
      .flatMap((name) =>
        read(`${kind}/${name}.yaml`, schema, [], (source) => [compile(name, source)]),
      )
      .sort((a, b) => a.order - b.order);

  const common = read('coding/mistakes.yaml', mistakesSchema, [], (source) => source);
  const drills = foldersOf(join(folder, 'coding'), 'drill.yaml').flatMap((id) =>
    read(`coding/${id}/drill.yaml`, drillSchema, [], (source) => [
      {
        order: source.order,
        drill: compileDrill(id, source, common, md),
        summary: summarise(id, source, common, md),
      },
    ]),
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
  const boards = foldersOf(join(folder, 'whiteboard'), 'board.yaml').flatMap((name) =>
    read(`whiteboard/${name}/board.yaml`, boardSchema, [], (source) => [
      compileBoard(name, source, md),
    ]),
  );
  const guide = readGuide(join(folder, 'guide'));
  problems.push(...guide.problems);
  return {
    drills: drills.sort((a, b) => a.order - b.order),
    orals,
    boards: boards.sort((a, b) => a.order - b.order),
    clinics: readClinics(folder, read, md),
    checklist: read('checklist.yaml', checklistSchema, [], (source) => source),
    guideMistakes: read('guide/mistakes.yaml', guideMistakesSchema, [], (source) =>
      compileGuideMistakes(source, md),
    ),
    guide: guide.pages,
    problems,
  };
}

/** Names of the folders in `folder` that have such a file. */
function foldersOf(folder: string, file: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, file)))
    .map((entry) => entry.name)
    .sort();
}

/** Names of the YAML files in `folder`, without their ending. */
function namesOf(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.slice(0, -'.yaml'.length))
    .sort();
}
