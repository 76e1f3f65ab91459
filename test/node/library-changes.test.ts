/** Packs that change while they are used: only what changed is compiled again, and nothing old is left. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PackReader } from '../../src/core/ports.ts';
import { Library } from '../../src/node/library.ts';
import { builtIn, ids, library, packWith, READER, take } from './library-desk.ts';

describe('a pack that changes', () => {
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
    // Reading the whole pack again compiles nothing that is unchanged, and notifies nobody.
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
  ])('a drill is compiled again after %s, whichever path is named', async (_, path, text) => {
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
});
