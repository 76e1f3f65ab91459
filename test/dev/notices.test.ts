/** Whose work is shipped, and under which licence: nothing unknown gets into the package. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { shippedFonts } from '../../src/dev/board-build.ts';
import { fontNotice } from '../../src/dev/notices/fonts.ts';
import { thirdPartyNotices } from '../../src/dev/notices/notices.ts';
import { noticeOf, packagesIn } from '../../src/dev/notices/packages.ts';
import { temporaryFolder } from '../node/folders.ts';
import { ROOT } from '../python.ts';

function packageWith(about: object, files: Readonly<Record<string, string>> = {}): string {
  const folder = join(temporaryFolder(), 'node_modules', 'one');
  mkdirSync(folder, { recursive: true });
  const all = {
    'package.json': JSON.stringify({ name: 'one', version: '1.2.3', ...about }),
    ...files,
  };
  for (const [name, text] of Object.entries(all)) writeFileSync(join(folder, name), text);
  return folder;
}

/** As esbuild tells what is in a bundle. */
function bundleOf(inputs: Readonly<Record<string, number>>): Metafile {
  const counted = Object.entries(inputs).map(([path, bytesInOutput]) => [path, { bytesInOutput }]);
  const output = {
    bytes: 1,
    inputs: Object.fromEntries(counted) as object,
    imports: [],
    exports: [],
  };
  return { inputs: {}, outputs: { 'out.js': output } } as unknown as Metafile;
}

describe('a package in a bundle', () => {
  it('is one of which something is left in it', () => {
    const metafile = bundleOf({
      'src/cli.ts': 10,
      'node_modules/yaml/dist/index.js': 10,
      'node_modules/a/node_modules/@b/c/lib/c.js': 10,
      'node_modules/unused/index.js': 0,
    });
    expect(packagesIn([metafile, metafile])).toEqual([
      'node_modules/a/node_modules/@b/c',
      'node_modules/yaml',
    ]);
  });

  it('is noticed with the text that it ships', () => {
    const folder = packageWith(
      { license: 'MIT' },
      { 'LICENSE.md': 'My terms.\n', NOTICE: 'Mine.' },
    );
    expect(noticeOf(folder)).toMatchObject({ licence: 'MIT', text: 'My terms.\n\nMine.' });
  });

  it('is noticed with the text of its licence and its holder when it ships none', () => {
    for (const [about, holder] of [
      [{ author: 'Ann' }, 'Copyright (c) Ann'],
      [{ author: { name: 'Ann' } }, 'Copyright (c) Ann'],
      [{ repository: { url: 'https://x.org/one' } }, 'the authors of one, https://x.org/one'],
    ] as const) {
      const { text } = noticeOf(packageWith({ license: 'MIT', ...about }));
      expect(text).toContain(holder);
      expect(text).toContain('Permission is hereby granted');
      expect(text).not.toContain('<');
    }
  });

  it.each(['GPL-3.0', 'UNLICENSED', 'SEE LICENSE IN x', '', 'MIT AND GPL-3.0'])(
    'stops the build when its licence is %j',
    (license) => {
      expect(() => noticeOf(packageWith({ license, author: 'Ann' }))).toThrow(/Read that licence/);
    },
  );

  it('stops the build when nobody holds it', () => {
    expect(() => noticeOf(packageWith({ license: 'MIT' }))).toThrow(/do without it/);
  });

  it('may be under the one that we know of two', () => {
    const folder = packageWith({ license: '(GPL-2.0 OR MIT)', author: 'Ann' });
    expect(noticeOf(folder).licence).toBe('MIT');
  });
});

describe('what is shipped', () => {
  const notices = readFileSync(join(ROOT, 'dist/THIRD-PARTY-NOTICES.txt'), 'utf8');

  it('has a notice for every font, and for none that is not known', () => {
    expect(readdirSync(join(ROOT, 'dist/webview/board/fonts')).sort()).toEqual(
      [...shippedFonts()].sort(),
    );
    for (const font of shippedFonts()) expect(notices).toContain(`Font ${font} (`);
    expect(() => fontNotice('Comic Sans')).toThrow(/does not give its licence/);
    expect(() => thirdPartyNotices([], ['Comic Sans'])).toThrow();
  });

  it.each([
    '@excalidraw/excalidraw',
    'katex',
    'preact',
    'highlight.js',
    'markdown-it',
    'uplot',
    'ts-fsrs',
    'yaml',
    'valibot',
  ])('names %s with its terms', (name) => {
    const part = notices.split(`\n${'='.repeat(80)}\n${name} `)[1] ?? '';
    expect(part.length).toBeGreaterThan(300);
  });
});
