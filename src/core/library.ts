/** Several packs beside the built-in content, as one: what has a name first keeps it. */
import {
  articleOfItem,
  articleOfPage,
  idOfLink,
  isDrill,
  type ContentIndex,
  type ExerciseSummary,
} from './content.ts';
import { drillOfDebug } from './debugging/exercise.ts';
import type { Wanted } from './pack.ts';
import type { Problem } from './problem.ts';

export interface PackFolder {
  /** Absolute. */
  readonly path: string;
  /** What it is called beside its exercises. */
  readonly name: string;
}

/** What lists need of a pack, and where it lies. */
export interface PackIndex {
  readonly folder: PackFolder;
  readonly index: ContentIndex;
  readonly wanted: readonly Wanted[];
  readonly problems: readonly Problem[];
}

/** A file of a pack, relative to its folder. */
export interface Place {
  readonly folder: PackFolder;
  readonly path: string;
}

export interface MergedContent {
  readonly index: ContentIndex;
  /** Where each exercise and each page that is not built in comes from, by its id. */
  readonly placeOf: ReadonlyMap<string, Place>;
  /** Of the packs, and such as only show when all are seen together. */
  readonly problems: readonly Problem[];
}

/** Earlier packs take precedence over later ones, and the built-in content over all. */
export function mergeContent(own: ContentIndex, indexes: readonly PackIndex[]): MergedContent {
  const problems = indexes.flatMap((packIndex) => packIndex.problems);
  const exercises = new Names(own.exercises, ({ id }) => pathOf(id), problems);
  const checklist = new Names(own.checklist, () => 'checklist.yaml', problems);
  const guide = new Names(own.guide, ({ id }) => `guide/${id}.md`, problems);
  const plans = new Names(own.plans, ({ id }) => `plans/${id}.yaml`, problems);
  for (const packIndex of indexes) {
    const { index } = packIndex;
    // A drill whose name is taken is told once, and nobody debugs programs of another drill.
    const own = index.exercises.filter(
      ({ id, kind }) => kind !== 'debug' || !exercises.has(drillOfDebug(id)),
    );
    exercises.add(packIndex, own);
    checklist.add(packIndex, index.checklist);
    guide.add(packIndex, index.guide);
    plans.add(packIndex, index.plans);
  }
  for (const { exercise, problem } of indexes.flatMap(({ wanted }) => wanted)) {
    if (!exercises.has(idOfLink(exercise))) problems.push(problem);
  }
  const all = exercises.all;
  return {
    index: {
      exercises: all,
      drills: all.filter(isDrill),
      checklist: checklist.all,
      guide: guide.all,
      plans: plans.all,
    },
    placeOf: new Map([
      ...exercises.places,
      ...[...checklist.places].map(([id, place]) => [articleOfItem(id), place] as const),
      ...[...guide.places].map(([id, place]) => [articleOfPage(id), place] as const),
    ]),
    problems,
  };
}

/** An exercise as one of this pack. The twenty questions that everybody is asked are ours to name. */
export function ofPack({ name }: PackFolder, one: ExerciseSummary): ExerciseSummary {
  return {
    ...one,
    ...(one.essential === undefined ? {} : { essential: false }),
    pack: name,
  };
}

/** Things by id, each once. */
class Names<T extends { readonly id: string }> {
  readonly places = new Map<string, Place>();
  private readonly byId: Map<string, T>;

  constructor(
    own: readonly T[],
    private readonly pathIn: (one: T) => string,
    private readonly problems: Problem[],
  ) {
    this.byId = new Map(own.map((one) => [one.id, one]));
  }

  get all(): readonly T[] {
    return [...this.byId.values()];
  }

  has(id: string): boolean {
    return this.byId.has(id);
  }

  add({ folder }: PackIndex, more: readonly T[]): void {
    for (const one of more) {
      const path = this.pathIn(one);
      if (this.byId.has(one.id)) {
        const where = this.places.get(one.id)?.folder.path ?? 'the built-in content';
        this.problems.push({
          file: `${folder.path}/${path}`,
          line: 1,
          column: 1,
          message: `"${one.id}" is already in ${where}. Give this one another name.`,
        });
      } else {
        this.byId.set(one.id, one);
        this.places.set(one.id, { folder, path });
      }
    }
  }
}

/** The file of an exercise inside its pack. */
function pathOf(id: string): string {
  const [kind = '', name] = id.split('/');
  if (name === undefined) return `coding/${id}/drill.yaml`;
  if (kind === 'whiteboard') return `whiteboard/${name}/board.yaml`;
  if (kind !== 'clinic') return `${id}.yaml`;
  return name === 'output-sizes' ? 'clinics/output-sizes.yaml' : `clinics/runs/${name}/case.yaml`;
}
