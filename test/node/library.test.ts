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
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listUnits } from '../../src/content/pack-units.ts';
import { PackCompiler, readPack } from '../../src/content/pack.ts';
import type { Catalogue, ContentIndex, ExerciseSummary, Html } from '../../src/core/content.ts';
import { UserError } from '../../src/core/errors.ts';
import { exerciseGroups } from '../../src/core/exercise-groups.ts';
import { partOf } from '../../src/core/pack.ts';
import type { PackReader } from '../../src/core/ports.ts';
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
    article: (id) => Promise.resolve({ title: `own ${id}`, html: '' as Html, omitted: [] }),
    referenceDrawing: (id) => `/own/${id}/reference.excalidraw`,
  };
}

function library() {
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
const READER: PackReader = {
  list: (folder, touched) => Promise.resolve(listUnits(folder, touched)),
  parts: (folder, units) => {
    const compiler = new PackCompiler(folder, []);
    return Promise.resolve(units.map((id) => partOf(id, compiler.compile(id))));
  },
  unit: (folder, unit) => Promise.resolve(new PackCompiler(folder, []).compile(unit)),
};

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
    expect((await made.article('system-design/x')).title).toBe('own system-design/x');
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
    expect((await made.article('guide/papers/lora')).html).toMatch(/^<h1/);
    expect((await made.article('system-design/hate-speech')).title).toMatch(/: a model answer$/);
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
    expect((await made.article('guide/apis')).title).toBe('own guide/apis');
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

  it('what changed is compiled anew, what did not is not, and what went is gone', async () => {
    const { made, read } = library();
    const [one, two] = [packWith('one', (pack) => take(pack, 'checklist.yaml')), packWith('two')];
    const folders = [one, two].map((path) => ({ path, name: path }));
    const file = join(one, 'coding/one/drill.yaml');
    let heard = 0;
    const stop = made.onDidChange(() => (heard += 1));
    await made.use(folders);
    await made.use(folders);
    expect(read.splice(0).sort()).toEqual(
      [file, join(one, 'checklist.yaml'), join(two, 'coding/two/drill.yaml')].sort(),
    );
    writeFileSync(file, readFileSync(file, 'utf8').replace('title: L2Norm', 'title: Changed'));
    await made.use(folders, [file]);
    expect(made.current.drills.map(({ title }) => title)).toEqual(['L2Norm', 'Changed', 'L2Norm']);
    expect((await made.drill('one')).title).toBe('Changed');
    expect([read.splice(0), heard]).toEqual([[file], 2]);
    // Whoever looks at all of a pack compiles nothing that is as it was, and nobody is told.
    await made.use(folders, [one, two]);
    expect([read, heard]).toEqual([[], 2]);
    writeFileSync(file, 'title: [');
    await made.use(folders, [one]);
    expect(ids(made.current.drills)).toEqual(['gan', 'two']);
    expect(made.problems[0]).toMatchObject({ file, line: 1 });
    stop();
    await made.use(folders.slice(1));
    expect([ids(made.current.drills), made.problems, heard]).toEqual([['gan', 'two'], [], 3]);
  });

  it.each([
    ['a program beside it', 'coding/one/starter.py', 'x = 1'],
    ['a correct program that is edited', 'coding/one/correct/other.py', 'x = 1'],
    ['mistakes that all drills share', 'coding/mistakes.yaml', 'no list'],
  ])('a drill is compiled again after %s, whoever says so', async (_, path, text) => {
    const { made, read } = library();
    const pack = packWith('one', (folder) => take(folder, 'rapid-fire/relu-gelu-swish.yaml'));
    const folders = [{ path: pack, name: 'Mine' }];
    const file = join(pack, path);
    for (const told of [file, pack]) {
      await made.use(folders);
      read.splice(0);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
      await made.use(folders, [told]);
      expect(read).toContain(join(pack, 'coding/one/drill.yaml'));
      expect(read.join()).not.toContain('rapid-fire');
      rmSync(file);
      await made.use(folders, [pack]);
    }
  });

  it('of saves that follow quickly the last one counts', async () => {
    const { made } = library();
    const pack = packWith('one');
    const folders = [{ path: pack, name: 'Mine' }];
    const file = join(pack, 'coding/one/drill.yaml');
    const good = readFileSync(file, 'utf8');
    const saves = Array.from({ length: 12 }, (_, i) => {
      writeFileSync(file, i % 2 === 0 ? 'title: [' : good.replace('title: L2Norm', `title: T${i}`));
      return made.use(folders, [file]);
    });
    await Promise.all(saves);
    expect(made.problems).toEqual([]);
    expect(made.current.drills.map(({ title }) => title)).toEqual(['L2Norm', 'T11']);
  });

  it('takes in what is added and leaves what Python leaves behind', async () => {
    const { made, read } = library();
    const pack = packWith('one');
    const folders = [{ path: pack, name: 'Mine' }];
    await made.use(folders);
    read.splice(0);
    mkdirSync(join(pack, 'coding/one/correct/__pycache__'), { recursive: true });
    writeFileSync(join(pack, 'coding/one/correct/__pycache__/a.pyc'), '');
    await made.use(folders, [pack]);
    expect(read).toEqual([]);
    const page = join(pack, 'guide/mine.md');
    mkdirSync(dirname(page));
    writeFileSync(page, '# Mine');
    await made.use(folders, [page]);
    expect(read).toEqual([page]);
    rmSync(pack, { recursive: true });
    await made.use(folders, [pack]);
    expect(ids(made.current.exercises)).toEqual(['gan']);
  });

  it('what cannot be read at all is told where it lies, and costs the rest nothing', async () => {
    const broken: PackReader = {
      ...READER,
      list: (folder, touched) =>
        folder === '/bad'
          ? Promise.reject(new Error('out of order'))
          : READER.list(folder, touched),
      parts: (folder, units) =>
        units.some((one) => one.includes('slow'))
          ? Promise.reject(new Error('it takes for ever'))
          : READER.parts(folder, units),
    };
    const made = new Library({ own: builtIn(), reader: broken });
    const good = packWith('good', (pack) => {
      take(pack, '../drills/example/coding/l2-norm', 'coding/slow');
    });
    await made.use([
      { path: '/bad', name: 'Bad' },
      { path: good, name: 'Good' },
    ]);
    expect(ids(made.current.drills)).toEqual(['gan', 'good']);
    expect(made.problems).toEqual([
      { file: '/bad', line: 1, column: 1, message: 'This pack cannot be read (out of order).' },
      {
        file: join(good, 'coding/slow/drill.yaml'),
        line: 1,
        column: 1,
        message: 'This file cannot be read (it takes for ever).',
      },
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
