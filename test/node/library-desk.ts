/** A library with built-in content of one drill, and packs to use with it. */
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { listUnits } from '../../src/content/pack-units.ts';
import { PackCompiler, readPack } from '../../src/content/pack.ts';
import type { Catalogue, ContentIndex, ExerciseSummary } from '../../src/core/content.ts';
import { UserError } from '../../src/core/errors.ts';
import { partOf } from '../../src/core/pack.ts';
import type { PackReader } from '../../src/core/ports.ts';
import { Library } from '../../src/node/library.ts';
import { ROOT } from '../python.ts';
import { temporaryFolder } from './folders.ts';
import type { Html } from '../../src/core/basics.ts';

export const DRILLS = join(ROOT, 'drills');
export const EXAMPLE = join(DRILLS, 'example');

/** Built-in content of one drill, one page and one checklist item, which says when a part is asked for. */
export function builtIn(): Catalogue {
  const drill = readPack(EXAMPLE).drills[0];
  if (!drill) throw new Error('no drill');
  const index: ContentIndex = {
    exercises: [{ ...drill.summary, id: 'gan' }],
    drills: [{ ...drill.summary, id: 'gan' }],
    checklist: [{ id: 'can-do', title: 'Can do', short: 'Can', questions: [], practise: [] }],
    guide: [{ id: 'apis', title: 'APIs', sections: [] }],
    plans: [{ id: 'first-day', title: 'First day', summary: '', steps: [] }],
  };
  const refuse = (id: string): never => {
    throw new UserError(`There is no ${id}.`);
  };
  return {
    index: () => Promise.resolve(index),
    drill: (id) => (id === 'gan' ? Promise.resolve({ ...drill.drill, id }) : refuse(id)),
    oral: refuse,
    board: refuse,
    clinic: refuse,
    guideMistakes: () => Promise.resolve([]),
    folder: (id) => Promise.resolve(`/own/coding/${id}`),
    article: (id) => Promise.resolve({ title: `own ${id}`, html: '' as Html, omitted: [] }),
    referenceDrawing: (id) => Promise.resolve(`/own/${id}/reference.excalidraw`),
  };
}

export function library() {
  const read: string[] = [];
  const reader: PackReader = {
    ...READER,
    parts: (folder, units) => {
      read.push(...units.map((unit) => join(folder, unit)));
      return READER.parts(folder, units);
    },
  };
  return { made: new Library({ own: builtIn(), reader }), read };
}

/** In this thread; the thread of its own is tried in background/pack-reader.test.ts. */
export const READER: PackReader = {
  list: (folder, touched) => Promise.resolve(listUnits(folder, touched)),
  parts: (folder, units) => {
    const compiler = new PackCompiler(folder, []);
    return Promise.resolve(units.map((id) => partOf(id, compiler.compile(id))));
  },
  unit: (folder, unit) => Promise.resolve(new PackCompiler(folder, []).compile(unit)),
};

/** A pack with the example's drill under this name, and more. */
export function packWith(drill: string, more: (folder: string) => void = () => undefined): string {
  const folder = temporaryFolder();
  cpSync(join(EXAMPLE, 'coding/l2-norm'), join(folder, 'coding', drill), { recursive: true });
  more(folder);
  return folder;
}

export function take(folder: string, path: string, as = path): void {
  mkdirSync(join(folder, as, '..'), { recursive: true });
  cpSync(join(DRILLS, path), join(folder, as), { recursive: true });
}

export const ids = (all: readonly ExerciseSummary[]): string[] => all.map(({ id }) => id);
