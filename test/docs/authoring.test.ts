/** The author's guide shows the example as it is, and what it promises holds. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/host/ids.ts';
import { runCli } from '../cli/run-cli.ts';
import { ROOT } from '../python.ts';

const text = readFileSync(join(ROOT, 'docs/authoring.md'), 'utf8');
const blocks = [...text.matchAll(/^```(\w*) ?(.*)\n([^]*?)^```$/gm)].map(
  ([, language = '', path = '', body = '']) => ({ language, path, body }),
);
const excerpts = blocks.filter(({ path }) => path !== '');

describe('every block of code', () => {
  it('is from a file, a command that is run below, or the picture of the folder', () => {
    const others = blocks.filter(({ path }) => path === '').map(({ language }) => language);
    expect(others.sort()).toEqual(['', 'console']);
    expect(excerpts.length).toBeGreaterThan(10);
  });

  it.each(excerpts)('is in $path word for word', ({ path, body }) => {
    const inExample = join(ROOT, 'drills/example', path);
    const file = existsSync(inExample) ? inExample : join(ROOT, path);
    expect(readFileSync(file, 'utf8')).toContain(body.trimEnd());
  });
});

it('the proof prints what the guide says', async () => {
  const [, args = '', says = ''] = /\$ node dist\/cli\.js (.*)\n([^]*?)```/.exec(text) ?? [];
  const { stdout, code } = await runCli(args.split(' '));
  expect([stdout, code]).toEqual([says, 0]);
});

it('the picture of the folder shows what New Drill Pack makes', () => {
  const picture = blocks.find(({ language, path }) => language === '' && path === '')?.body ?? '';
  const names = [...picture.matchAll(/^ {6}(\S+)/gm)].map(([, name = '']) => name);
  expect(names).toHaveLength(7);
  for (const name of names) {
    expect(existsSync(join(ROOT, 'drills/example/coding/l2-norm', name))).toBe(true);
  }
});

it('every command and setting that it names is there', () => {
  const manifest = readFileSync(join(ROOT, 'package.json'), 'utf8');
  const named = [...text.matchAll(/\*\*Tensor Drills: ([^*]+)\*\*/g)].map(([, one = '']) => one);
  expect(new Set(named)).toEqual(new Set(['New Drill Pack', 'New Drill', 'Prove Drill Pack']));
  for (const title of named) expect(manifest).toContain(`"title": "${title}"`);
  expect(manifest).toContain('"tensorDrills.packs"');
  expect(Object.values(COMMANDS)).toContain('tensorDrills.proveDrillPack');
});
