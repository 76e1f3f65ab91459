/** How the build makes the scripts of pages; the tests that open pages make them the same way. */
import { join } from 'node:path';
import type { BuildOptions } from 'esbuild';
import { BOARD_BUILD } from './board-build.ts';
import { ROOT } from './places.ts';

const PAGES = join(ROOT, 'src/webview');

/** A script in `outdir` for the board, and one for all other pages. */
export const SCRIPTS = { board: 'board/main.tsx', pages: 'pages.ts' } as const;

/**
 * What a page imports when it needs it, such as a charts library, becomes files of its own beside the script; a
 * stylesheet that is imported becomes one whose address the script gets.
 */
export function pageBuild(script: keyof typeof SCRIPTS, outdir: string): BuildOptions {
  return {
    bundle: true,
    entryPoints: { [script]: join(PAGES, SCRIPTS[script]) },
    outdir,
    splitting: true,
    chunkNames: script === 'board' ? 'board-[name]-[hash]' : '[name]-[hash]',
    assetNames: '[name]-[hash]',
    loader: { '.css': 'file' },
    platform: 'browser',
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
    ...(script === 'board' ? BOARD_BUILD : {}),
  };
}
