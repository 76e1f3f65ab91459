/** Packs in the thread that the extension ships: the same content as here, and nothing hangs or holds the host up. */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { tmpdir } from 'node:os';
import { afterEach, describe, expect, it } from 'vitest';
import { indexOf, indexOfParts } from '../../../src/core/pack.ts';
import { BuiltInCatalogue } from '../../../src/node/catalogue.ts';
import { Library } from '../../../src/node/library.ts';
import { ThreadPackReader } from '../../../src/node/background/pack-reader.ts';
import { packReader } from '../../../src/packs.ts';
import { ROOT } from '../../python.ts';
import { temporaryFolder } from '../folders.ts';

const PROGRAM = join(ROOT, 'dist/worker.js');
const DRILLS = join(ROOT, 'drills');
const readers: ThreadPackReader[] = [];
afterEach(() => {
  for (const one of readers.splice(0)) one.dispose();
});

function reader(program = PROGRAM, deadlineMs?: number): ThreadPackReader {
  const one = new ThreadPackReader(program, deadlineMs);
  readers.push(one);
  return one;
}

describe('a pack that is read in a thread of its own', () => {
  it('is what it is here, whole and by its parts', async () => {
    const one = reader();
    const here = await packReader(ROOT)(DRILLS);
    expect(await one.whole(DRILLS)).toEqual(here);
    const { units } = await one.list(DRILLS, null);
    const parts = await one.parts(
      DRILLS,
      units.map(({ id }) => id),
    );
    expect(indexOfParts(parts)).toEqual(indexOf(here));
    expect(parts.flatMap(({ problems }) => problems)).toEqual([]);
  });

  it('takes the host a small part of the time that it takes', async () => {
    const library = new Library({ own: new BuiltInCatalogue(ROOT, tmpdir()), reader: reader() });
    await library.index();
    const before = performance.eventLoopUtilization();
    await library.use([{ path: DRILLS, name: 'Ours' }]);
    const { active, idle } = performance.eventLoopUtilization(before);
    expect(active).toBeLessThan(idle / 2);
  });

  it('is told to be late or failed where it is, and the next is read', async () => {
    const folder = temporaryFolder();
    cpSync(join(DRILLS, 'example'), folder, { recursive: true });
    const late = new Library({
      own: new BuiltInCatalogue(ROOT, tmpdir()),
      reader: reader(PROGRAM, 0),
    });
    await late.use([{ path: folder, name: 'Mine' }]);
    expect(late.problems.map(({ file, message }) => [file, message])).toEqual([
      [folder, 'This pack cannot be read (it takes longer than 0 s).'],
    ]);
    const absent = new Library({
      own: new BuiltInCatalogue(ROOT, tmpdir()),
      reader: reader(join(ROOT, 'dist/not-there.js')),
    });
    await absent.use([{ path: folder, name: 'Mine' }]);
    expect(absent.problems[0]?.message).toMatch(/^This pack cannot be read .*not-there\.js/);
  });

  it('tells what is wrong at its line, as it is saved', async () => {
    const folder = temporaryFolder();
    cpSync(join(DRILLS, 'example'), folder, { recursive: true });
    const library = new Library({ own: new BuiltInCatalogue(ROOT, tmpdir()), reader: reader() });
    const folders = [{ path: folder, name: 'Mine' }];
    await library.use(folders);
    expect(library.problems).toEqual([]);
    const page = join(folder, 'guide/mine.md');
    mkdirSync(dirname(page));
    writeFileSync(page, '# Mine\n\nfine\n\nsee $\\foo$\n');
    await library.use(folders, [page]);
    expect(library.problems).toMatchObject([{ file: page, line: 5, column: 6 }]);
    expect((await library.article('guide/mine')).html).toContain('<code>\\foo</code>');
  });
});
