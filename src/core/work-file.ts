/** The file in which an exercise is worked out: what it is called, what a new one holds, and whose an existing one is. */
import { exerciseOf, type Catalogue, type ContentIndex, type DrillSummary } from './content.ts';
import { debugIdOf } from './debugging/exercise.ts';
import { designFileName, designText } from './design-file.ts';
import { markedDrill, markLine } from './drill-file.ts';
import { UserError } from './errors.ts';
import type { CodeStore, History, PracticeFiles } from './ports.ts';

export interface WorkFile {
  readonly exercise: string;
  /** Its path inside the practice folder. */
  readonly name: string;
  /** The text of a new one. */
  blank(): Promise<string>;
}

/** `ours` carries the exercise's mark or is known from the history; `foreign` is somebody else's file. */
export type FileState = 'absent' | 'ours' | 'foreign';

export interface FileServices {
  readonly index: ContentIndex;
  readonly catalogue: Catalogue;
  readonly history: History;
  readonly files: PracticeFiles;
  readonly codes: CodeStore;
}

export function drillFile(services: FileServices, drill: string): WorkFile {
  return {
    exercise: drill,
    name: summaryOf(services, drill).fileName,
    async blank() {
      const path = `${await services.catalogue.folder(drill)}/starter.py`;
      const text = await services.files.read(path);
      if (text === null) throw new UserError(`${path} is missing. Reinstall the extension.`);
      return `${markLine(drill)}\n${text}`;
    },
  };
}

/** The file of a broken program; its name says nothing about what is in it. */
export function debugFile(exercise: string, drill: string, text: string): WorkFile {
  return {
    exercise,
    name: `debug_${drill.replaceAll('-', '_')}.py`,
    blank: () => Promise.resolve(text),
  };
}

export function designFile(
  services: Pick<FileServices, 'index' | 'catalogue'>,
  id: string,
): WorkFile {
  return {
    exercise: id,
    name: designFileName(id),
    async blank() {
      const summary = exerciseOf(services.index, id);
      if (!summary) throw new UserError(`There is no design task "${id}".`);
      return designText(summary, (await services.catalogue.oral(id)).phases);
    },
  };
}

export async function stateOf(
  services: Pick<FileServices, 'files' | 'history'>,
  exercise: string,
  path: string,
): Promise<FileState> {
  const text = await services.files.read(path);
  if (text === null) return 'absent';
  const known =
    markedDrill(text) === exercise || services.history.ledger.latest(exercise)?.file === path;
  return known ? 'ours' : 'foreign';
}

/**
 * What the drill begins with where it continues another: the user's own finished program of that one, written or
 * repaired. Null for none.
 */
export async function continuedText(services: FileServices, drill: string): Promise<string | null> {
  const { continues } = summaryOf(services, drill);
  if (continues === undefined) return null;
  const { ledger } = services.history;
  const passed = [continues, debugIdOf(continues)]
    .flatMap((id) => ledger.drill(id).attempts)
    .filter(({ passedAt, codes }) => passedAt !== null && codes.length > 0)
    .sort((a, b) => (b.passedAt ?? 0) - (a.passedAt ?? 0));
  const hash = passed[0]?.codes.at(-1)?.hash;
  const text = hash === undefined ? null : await services.codes.get(hash);
  if (text === null) return null;
  const own = markedDrill(text) === null ? text : text.replace(/^.*\r?\n/, '');
  return `${markLine(drill)}\n${own}`;
}

/** The drill as lists know it. Throws a UserError when there is no such drill. */
export function summaryOf(
  { index }: { readonly index: ContentIndex },
  drill: string,
): DrillSummary {
  const summary = index.drills.find(({ id }) => id === drill);
  if (!summary) {
    throw new UserError(
      `There is no drill "${drill}". Available: ${index.drills.map(({ id }) => id).join(', ')}.`,
    );
  }
  return summary;
}
