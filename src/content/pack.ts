/** Reads a folder of content (a pack) and compiles it, piece by piece; a bad file costs that file only. */
import { articleOfItem, type Mistake } from '../core/content.ts';
import { MISTAKE_EDITS, type MistakeEdit } from '../core/edits/mistake-edit.ts';
import { EMPTY_PACK, mergePacks, type CompiledOral, type Pack } from '../core/pack.ts';
import { Articles } from './article.ts';
import { compileBoard } from './board-compile.ts';
import { boardSchema } from './board-schema.ts';
import { caseSchema, recordedSchema, sizesSchema } from './clinic-schema.ts';
import { compileCase, compileSizes } from './clinics.ts';
import { compileDrill, compileGuideMistakes, compileMistake, summarise } from './compile.ts';
import { compileGuidePage, noteBad, shown } from './guide.ts';
import { Markdown } from './markdown.ts';
import { readMistakeEdits } from './mistake-edits.ts';
import { compilePhased, compileRapidFire } from './oral-compile.ts';
import {
  deepDiveSchema,
  rapidFireSchema,
  systemDesignSchema,
  unknownSchema,
} from './oral-schema.ts';
import { PackFiles } from './pack-files.ts';
import { compilePlan, planSchema } from './plans.ts';
import { listUnits, SHARED_MISTAKES, unitOfDrill } from './pack-units.ts';
import { Reading } from './reading.ts';
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
 * The same folder compiled in this thread: whole, or of its coding drills only those that are named. Never throws for bad
 * content.
 */
export function readPack(
  folder: string,
  common: readonly MistakeSource[] = [],
  drills: readonly string[] | null = null,
): Pack {
  const compiler = new PackCompiler(folder, common);
  const { units, problems } = listUnits(folder, []);
  const wanted = drills && new Set([SHARED_MISTAKES, ...drills.map(unitOfDrill)]);
  return mergePacks(
    units.filter(({ id }) => wanted?.has(id) !== false).map(({ id }) => compiler.compile(id)),
    problems,
  );
}

type Compile = (reading: Reading, name: string, id: string) => Pack;

/**
 * Compiles the units of the pack in `folder`, which has the shape of `drills/`. `common` are mistakes that every drill
 * can be told beside its own and those of the pack's `coding/mistakes.yaml`. Make a new one when files may have changed.
 */
export class PackCompiler {
  readonly #files: PackFiles;
  readonly #md = new Markdown();
  readonly #articles = new Articles();
  #shared: { readonly mistakes: readonly Mistake[]; readonly reading: Reading } | null = null;

  constructor(
    folder: string,
    private readonly common: readonly MistakeSource[],
  ) {
    this.#files = new PackFiles(folder);
  }

  /** The content of this unit, as a pack with nothing else; see {@link listUnits}. Never throws for bad content. */
  compile(id: string): Pack {
    const reading = new Reading(this.#files);
    for (const [shape, compile] of this.#kinds) {
      const match = shape.exec(id);
      if (!match) continue;
      const pack = compile(reading, match[1] ?? '', id);
      return { ...pack, problems: [...pack.problems, ...reading.problems] };
    }
    return EMPTY_PACK;
  }

  /** By the pattern of the path; the first that fits counts. */
  readonly #kinds: readonly (readonly [RegExp, Compile])[] = [
    [/^coding\/mistakes\.yaml$/, () => ({ ...EMPTY_PACK, problems: this.#own().reading.problems })],
    [/^coding\/([^/]+)\/drill\.yaml$/, (reading, name, id) => this.#drill(reading, name, id)],
    [
      /^rapid-fire\/([^/]+)\.yaml$/,
      (reading, name, id) =>
        reading.yaml(id, rapidFireSchema, EMPTY_PACK, (source) =>
          this.#oral(compileRapidFire(name, source, this.#md), id),
        ),
    ],
    [
      /^deep-dive\/([^/]+)\.yaml$/,
      (reading, name, id) =>
        reading.yaml(id, deepDiveSchema, EMPTY_PACK, (source) =>
          this.#oral(compilePhased('deep-dive', name, source, this.#md), id),
        ),
    ],
    [
      /^unknown\/([^/]+)\.yaml$/,
      (reading, name, id) =>
        reading.yaml(id, unknownSchema, EMPTY_PACK, (source) =>
          this.#oral(compilePhased('unknown', name, source, this.#md), id),
        ),
    ],
    [
      /^system-design\/([^/]+)\.yaml$/,
      (reading, name, id) =>
        reading.yaml(id, systemDesignSchema, EMPTY_PACK, (source) =>
          this.#oral(compilePhased('system-design', name, source, this.#md), id),
        ),
    ],
    [
      /^whiteboard\/([^/]+)\/board\.yaml$/,
      (reading, name, id) =>
        reading.yaml(id, boardSchema, EMPTY_PACK, (source) =>
          reading.isWhole(id, { 'reference.excalidraw': 'the drawing to compare with' })
            ? { ...EMPTY_PACK, boards: [compileBoard(name, source, this.#md)] }
            : EMPTY_PACK,
        ),
    ],
    [
      /^clinics\/output-sizes\.yaml$/,
      (reading, _name, id) =>
        reading.yaml(id, sizesSchema, EMPTY_PACK, (source) => ({
          ...EMPTY_PACK,
          clinics: [compileSizes(source, this.#md)],
        })),
    ],
    [
      /^clinics\/runs\/([^/]+)\/case\.yaml$/,
      (reading, name, id) => {
        const recordings = id.replace('case.yaml', 'recorded.json');
        const recorded = reading.yaml(recordings, recordedSchema, null, (source) => source);
        return reading.yaml(id, caseSchema, EMPTY_PACK, (source) => ({
          ...EMPTY_PACK,
          clinics: [compileCase(name, source, recorded, this.#md)],
        }));
      },
    ],
    [
      /^plans\/([^/]+)\.yaml$/,
      (reading, name, id) =>
        reading.yaml(id, planSchema, EMPTY_PACK, (source, text) =>
          compilePlan(name, source, (link, message) =>
            reading.problemAt(id, text, text.search(new RegExp(`${link}(?![\\w-])`)), message),
          ),
        ),
    ],
    [/^checklist\.yaml$/, (reading, _name, id) => this.#checklist(reading, id)],
    [
      /^guide\/mistakes\.yaml$/,
      (reading, _name, id) =>
        reading.yaml(id, guideMistakesSchema, EMPTY_PACK, (source) => ({
          ...EMPTY_PACK,
          guideMistakes: compileGuideMistakes(source, this.#md),
        })),
    ],
    [/^guide\/.+\.md$/, (reading, _name, id) => compileGuidePage(id, reading, this.#articles)],
  ];

  /** The mistakes that every drill can be told, compiled once for all. */
  #own(): { readonly mistakes: readonly Mistake[]; readonly reading: Reading } {
    if (this.#shared) return this.#shared;
    const reading = new Reading(this.#files);
    const compiled = (all: readonly MistakeSource[]): readonly Mistake[] =>
      all.map((one) => compileMistake(one, this.#md));
    const own = reading.yaml(SHARED_MISTAKES, mistakesSchema, [], compiled);
    const others = this.common.filter(({ id }) => !own.some((one) => one.id === id));
    return (this.#shared = { mistakes: [...own, ...compiled(others)], reading });
  }

  #drill(reading: Reading, name: string, id: string): Pack {
    return reading.yaml(id, drillSchema, EMPTY_PACK, (source) => {
      if (!reading.isWhole(id, PROGRAMS)) return EMPTY_PACK;
      const own = new Set(source.mistakes.map((one) => one.id));
      const others = this.#own().mistakes.filter((one) => !own.has(one.id));
      const folder = `coding/${name}/`;
      const one = {
        order: source.order,
        edits: this.#edits(reading, folder, new Set([...own, ...others.map((other) => other.id)])),
        survivors: reading.yaml(
          `${folder}survivors.yaml`,
          survivorsSchema,
          new Map<string, string>(),
          (all) => new Map(all.map(({ change, because }) => [change, because])),
        ),
        drill: compileDrill(name, source, others, this.#md),
        summary: summarise(name, source, others, this.#md),
      };
      return { ...EMPTY_PACK, drills: [one] };
    });
  }

  #edits(reading: Reading, folder: string, described: ReadonlySet<string>): readonly MistakeEdit[] {
    if (!this.#files.has(`${folder}${MISTAKE_EDITS}`)) return [];
    const result = readMistakeEdits(this.#files, folder, ({ name, mistakes }) => {
      const unknown = mistakes.find((one) => !described.has(one));
      if (unknown !== undefined) return `drill.yaml describes no mistake "${unknown}".`;
      return this.#files.has(`${folder}mistakes/${name}.py`)
        ? `There is also mistakes/${name}.py. Remove one of them, or give this program another ending after the dot.`
        : null;
    });
    reading.problems.push(...result.problems);
    return result.edits;
  }

  /** With its model answer as a page, where it has one. */
  #oral(oral: CompiledOral, path: string): Pack {
    if (oral.answer === null) return { ...EMPTY_PACK, orals: [oral] };
    const article = this.#articles.compile(oral.answer, path);
    return { ...EMPTY_PACK, orals: [oral], articles: { [oral.oral.id]: shown(article) } };
  }

  #checklist(reading: Reading, path: string): Pack {
    return reading.yaml(path, checklistSchema, EMPTY_PACK, (checklist, text) => ({
      ...EMPTY_PACK,
      checklist,
      articles: Object.fromEntries(
        checklist.map(({ id, title, questions }) => {
          const asked = questions.map(({ ask, answer }) => `## ${ask}\n\n${answer}`);
          const article = this.#articles.compile([`# ${title}`, ...asked].join('\n\n'), path);
          noteBad(path, text, article, reading);
          return [articleOfItem(id), shown(article)];
        }),
      ),
    }));
  }
}
