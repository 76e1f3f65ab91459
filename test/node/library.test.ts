/** The built-in content and packs as one catalogue. */
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPack } from '../../src/content/pack.ts';
import type { Catalogue, ContentIndex, ExerciseSummary } from '../../src/core/content.ts';
import { UserError } from '../../src/core/errors.ts';
import { exerciseGroups } from '../../src/core/exercise-groups.ts';
import { Library } from '../../src/node/library.ts';
import { ROOT } from '../python.ts';
import { temporaryFolder } from './folders.ts';

const DRILLS = join(ROOT, 'drills');
const EXAMPLE = join(DRILLS, 'example');

/** Built-in content of one drill, one page and one checklist item, which says when a part is asked for. */
function builtIn(): Catalogue {
  const drill = readPack(EXAMPLE).drills[0];
  if (!drill) throw new Error('no drill');
  const index: ContentIndex = {
    exercises: [{ ...drill.summary, id: 'gan' }],
    drills: [{ ...drill.summary, id: 'gan' }],
    checklist: [{ id: 'can-do', title: 'Can do', short: 'Can', questions: [], practise: [] }],
    guide: [{ id: 'apis', title: 'APIs', sections: [] }],
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
    folder: (id) => `/own/coding/${id}`,
    answerFile: (id) => `/own/${id}.md`,
    guideFile: (id) => `/own/guide/${id}.md`,
    referenceDrawing: (id) => `/own/${id}/reference.excalidraw`,
  };
}

function library() {
  const read: string[] = [];
  const made = new Library({
    own: builtIn(),
    cache: join(temporaryFolder(), 'cache'),
    readPack: (folder) => {
      read.push(folder);
      return Promise.resolve(readPack(folder));
    },
  });
  return { made, read };
}

/** A pack with the example's drill under this name, and more. */
function packWith(drill: string, more: (folder: string) => void = () => undefined): string {
  const folder = temporaryFolder();
  cpSync(join(EXAMPLE, 'coding/l2-norm'), join(folder, 'coding', drill), { recursive: true });
  more(folder);
  return folder;
}

function take(folder: string, path: string, as = path): void {
  mkdirSync(join(folder, as, '..'), { recursive: true });
  cpSync(join(DRILLS, path), join(folder, as), { recursive: true });
}

const ids = (all: readonly ExerciseSummary[]): string[] => all.map(({ id }) => id);

describe('without a pack', () => {
  it('it is the built-in content, and nothing is read', async () => {
    const { made, read } = library();
    expect(ids((await made.index()).exercises)).toEqual(['gan']);
    expect(made.folder('gan')).toBe('/own/coding/gan');
    expect(made.answerFile('system-design/x')).toBe('/own/system-design/x.md');
    expect([read, made.problems]).toEqual([[], []]);
  });
});

describe('with packs', () => {
  it('every kind of exercise is there as ours are, and can be asked for', async () => {
    const { made } = library();
    const folder = packWith('l2-norm', (pack) => {
      take(pack, 'rapid-fire/relu-gelu-swish.yaml');
      take(pack, 'deep-dive/normalisation.yaml');
      take(pack, 'unknown/meta-learning.yaml');
      take(pack, 'system-design/hate-speech.yaml');
      take(pack, 'whiteboard/u-net');
      take(pack, 'clinics/output-sizes.yaml');
      take(pack, 'guide/papers/lora.md');
    });
    await made.use([{ path: folder, name: 'Mine' }]);
    expect(made.problems).toEqual([]);
    expect(ids(made.current.exercises)).toEqual([
      'gan',
      'l2-norm',
      'debug/l2-norm',
      'rapid-fire/relu-gelu-swish',
      'deep-dive/normalisation',
      'unknown/meta-learning',
      'system-design/hate-speech',
      'whiteboard/u-net',
      'clinic/output-sizes',
    ]);
    expect(ids(made.current.drills)).toEqual(['gan', 'l2-norm']);
    expect(made.current.exercises.map((one) => one.pack)).toEqual([
      undefined,
      ...Array<string>(8).fill('Mine'),
    ]);
    expect(await made.drill('gan')).toMatchObject({ id: 'gan' });
    expect(await made.drill('l2-norm')).toMatchObject({ title: 'L2Norm' });
    expect(await made.oral('unknown/meta-learning')).toMatchObject({ kind: 'unknown' });
    expect(await made.board('whiteboard/u-net')).toMatchObject({ id: 'whiteboard/u-net' });
    expect(await made.clinic('clinic/output-sizes')).toMatchObject({ of: 'sizes' });
    expect(made.folder('l2-norm')).toBe(join(folder, 'coding/l2-norm'));
    expect(existsSync(made.referenceDrawing('whiteboard/u-net'))).toBe(true);
    expect(readFileSync(made.guideFile('papers/lora'), 'utf8')).toMatch(/^# /);
    expect(readFileSync(made.answerFile('system-design/hate-speech'), 'utf8')).toMatch(
      /^# .*: a model answer/,
    );
    await expect(made.drill('nothing')).rejects.toThrow(UserError);
  });

  it('a question of a pack is none of the twenty that everybody is asked', async () => {
    const { made } = library();
    const folder = packWith('a', (pack) => take(pack, 'rapid-fire/relu-gelu-swish.yaml'));
    expect(readPack(folder).orals[0]?.summary.essential).toBe(true);
    await made.use([{ path: folder, name: 'Mine' }]);
    const groups = exerciseGroups(made.current, 'rapid-fire') ?? [];
    expect(groups.map(({ title }) => title)).not.toContain('The round of twenty');
  });

  it('a name belongs to whoever has it first, and the other is told', async () => {
    const { made } = library();
    const first = packWith('l2-norm');
    const second = packWith('l2-norm', (pack) => {
      take(pack, '../drills/example/coding/l2-norm', 'coding/gan');
      mkdirSync(join(pack, 'guide'));
      writeFileSync(join(pack, 'guide/apis.md'), '# Mine');
    });
    await made.use([
      { path: first, name: 'First' },
      { path: second, name: 'Second' },
    ]);
    expect(made.folder('l2-norm')).toBe(join(first, 'coding/l2-norm'));
    expect(made.folder('gan')).toBe('/own/coding/gan');
    expect(made.guideFile('apis')).toBe('/own/guide/apis.md');
    expect(made.problems.map(({ file, message }) => [file, message])).toEqual([
      [
        `${second}/coding/gan/drill.yaml`,
        '"gan" is already in the built-in content. Give this one another name.',
      ],
      [
        `${second}/coding/l2-norm/drill.yaml`,
        `"l2-norm" is already in ${first}. Give this one another name.`,
      ],
      [
        `${second}/guide/apis.md`,
        '"apis" is already in the built-in content. Give this one another name.',
      ],
    ]);
  });

  it('what changed is read anew, what did not is not, and what went is gone', async () => {
    const { made, read } = library();
    const [one, two] = [packWith('one'), packWith('two')];
    const folders = [one, two].map((path) => ({ path, name: path }));
    let heard = 0;
    const stop = made.onDidChange(() => (heard += 1));
    await made.use(folders);
    await made.use(folders);
    expect([[...read].sort(), heard]).toEqual([[one, two].sort(), 1]);
    const file = join(one, 'coding/one/drill.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('title: L2Norm', 'title: Changed'));
    await made.use(folders, [one]);
    expect(made.current.drills.map(({ title }) => title)).toEqual(['L2Norm', 'Changed', 'L2Norm']);
    expect([read.slice(2), heard]).toEqual([[one], 2]);
    writeFileSync(file, 'title: [');
    await made.use(folders, [one]);
    expect(ids(made.current.drills)).toEqual(['gan', 'two']);
    expect(made.problems[0]).toMatchObject({ file, line: 1 });
    stop();
    await made.use(folders.slice(1));
    expect([ids(made.current.drills), made.problems, heard]).toEqual([['gan', 'two'], [], 3]);
  });

  it('tells which are other than when they were read: written, added to, gone', async () => {
    const { made } = library();
    const [one, two, three] = [packWith('one'), packWith('two'), packWith('three')];
    await made.use([one, two, three].map((path) => ({ path, name: path })));
    expect(await made.outdated()).toEqual([]);
    mkdirSync(join(one, 'coding/one/__pycache__'));
    writeFileSync(join(one, 'coding/one/__pycache__/grade.pyc'), '');
    expect(await made.outdated()).toEqual([]);
    writeFileSync(join(one, 'coding/one/drill.yaml'), 'title: short');
    mkdirSync(join(two, 'guide'));
    writeFileSync(join(two, 'guide/mine.md'), '# Mine');
    rmSync(three, { recursive: true });
    expect(await made.outdated()).toEqual([one, two, three]);
    await made.use(made.folders, [one]);
    expect(await made.outdated()).toEqual([two, three]);
  });

  it('one that cannot be read at all is told, and costs the others nothing', async () => {
    const made = new Library({
      own: builtIn(),
      cache: temporaryFolder(),
      readPack: (folder) =>
        folder === '/bad'
          ? Promise.reject(new Error('out of order'))
          : Promise.resolve(readPack(folder)),
    });
    const good = packWith('good');
    await made.use([
      { path: '/bad', name: 'Bad' },
      { path: good, name: 'Good' },
    ]);
    expect(ids(made.current.drills)).toEqual(['gan', 'good']);
    expect(made.problems).toEqual([
      { file: '/bad', line: 1, column: 1, message: 'This pack cannot be read (out of order).' },
    ]);
  });

  it('a folder that went or became a file is an empty pack', async () => {
    const { made } = library();
    const gone = temporaryFolder();
    rmSync(gone, { recursive: true });
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    const loop = join(temporaryFolder(), 'loop');
    symlinkSync(loop, loop);
    await made.use([gone, file, loop].map((path) => ({ path, name: path })));
    expect([ids(made.current.exercises), made.problems]).toEqual([['gan'], []]);
  });
});
