/** The built-in content and packs as one catalogue. */
import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPack } from '../../src/content/pack.ts';
import { UserError } from '../../src/core/errors.ts';
import { exerciseGroups } from '../../src/core/exercise-groups.ts';
import { temporaryFolder } from './folders.ts';
import { ids, library, packWith, take } from './library-desk.ts';

describe('without a pack', () => {
  it('it is the built-in content, and nothing is read', async () => {
    const { made, read } = library();
    expect(ids((await made.index()).exercises)).toEqual(['gan']);
    expect(await made.folder('gan')).toBe('/own/coding/gan');
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
    expect(await made.folder('l2-norm')).toBe(join(folder, 'coding/l2-norm'));
    expect(existsSync(await made.referenceDrawing('whiteboard/u-net'))).toBe(true);
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
    expect(await made.folder('l2-norm')).toBe(join(first, 'coding/l2-norm'));
    expect(await made.folder('gan')).toBe('/own/coding/gan');
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

  it('a study plan may name exercises of all of them, and what is nowhere is told at its line', async () => {
    const { made } = library();
    const first = packWith('l2-norm', (pack) => {
      mkdirSync(join(pack, 'plans'));
      const links = [
        'coding/gan',
        'debug/l2-norm',
        'deep-dive/normalisation-2',
        'deep-dive/normalisation',
      ];
      const practise = links.map((link) => `      - ${link}`).join('\n');
      const step = `steps:\n  - title: One\n    practise:\n${practise}\n`;
      writeFileSync(join(pack, 'plans/mine.yaml'), `title: Mine\nsummary: All\norder: 1\n${step}`);
    });
    await made.use([{ path: first, name: 'First' }]);
    expect(made.current.plans).toMatchObject([{ id: 'first-day' }, { id: 'mine', pack: 'First' }]);
    expect(made.current.plans[1]?.steps[0]?.exercises.slice(0, 2)).toEqual([
      'gan',
      'debug/l2-norm',
    ]);
    const told = () =>
      made.problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
    const missing = (link: string) =>
      `There is no exercise "${link}". Correct its name, or remove it.`;
    expect(told()).toEqual([
      `9:9 ${missing('deep-dive/normalisation-2')}`,
      `10:9 ${missing('deep-dive/normalisation')}`,
    ]);
    const second = packWith('l2-norm', (pack) => {
      rmSync(join(pack, 'coding'), { recursive: true });
      take(pack, 'deep-dive/normalisation.yaml');
    });
    await made.use([
      { path: first, name: 'First' },
      { path: second, name: 'Second' },
    ]);
    expect(told()).toEqual([`9:9 ${missing('deep-dive/normalisation-2')}`]);
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
