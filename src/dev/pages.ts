/** How the build makes a page's script; the tests that open pages make it the same way. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BuildOptions } from 'esbuild';
import { BOARD_BUILD } from './board-build.ts';
import { ROOT } from './places.ts';

const PAGES = join(ROOT, 'src/webview');

/** Names of the pages: the folders that have a main.tsx. */
export function pageNames(): readonly string[] {
  return readdirSync(PAGES, { withFileTypes: true })
    .filter((entry) => existsSync(join(PAGES, entry.name, 'main.tsx')))
    .map((entry) => entry.name);
}

/**
 * A script `<page>.js` in `outdir`. What the page imports when it needs it, such as a charts library, becomes files of
 * its own beside it; a stylesheet that is imported becomes one whose address the script gets.
 */
export function pageBuild(page: string, outdir: string): BuildOptions {
  return {
    bundle: true,
    entryPoints: { [page]: join(PAGES, page, 'main.tsx') },
    outdir,
    splitting: true,
    // Pages that import the same code share one file.
    chunkNames: page === 'board' ? 'board-[name]-[hash]' : '[name]-[hash]',
    assetNames: '[name]-[hash]',
    loader: { '.css': 'file' },
    platform: 'browser',
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
    ...(page === 'board' ? BOARD_BUILD : {}),
  };
}
