/** What the page with Excalidraw needs beside what every page does, and what of Excalidraw is left out. */
// cspell:ignore Cascadia
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BuildOptions, Plugin } from 'esbuild';
import { ROOT } from './places.ts';

const EXCALIDRAW = join(ROOT, 'node_modules/@excalidraw/excalidraw/dist/prod');

/**
 * What a drawing of boxes and arrows never uses, against what it would add: Mermaid's parsers (5 MB), the programs
 * that cut fonts for exported pictures (1.8 MB), all languages but English (1 MB), and what makes pasted photographs
 * smaller (0.1 MB; without it Excalidraw keeps them as they are).
 */
const LEFT_OUT = [
  /^@excalidraw\/mermaid-to-excalidraw$/,
  /\/subset-(shared|worker)\.chunk/,
  /\/locales\/([a-df-z]|e[a-mo-z])/,
  /^(pica|image-blob-reduce)$/,
];

/**
 * Xiaolai (Chinese) is 13 MB; Assistant is Excalidraw's font for menus, where we use the editor's; Liberation stands in
 * for Helvetica where a server draws, in a version whose licence is not a free one; Virgil and Cascadia are
 * older fonts that Excalidraw no longer offers (a drawing that uses them is shown in another font).
 */
const FONTS_LEFT_OUT = ['Xiaolai', 'Assistant', 'Liberation', 'Virgil', 'Cascadia'];

/**
 * What packs a drawing into an exported picture and finds it there again. We export none; a picture with a drawing in it
 * that is dropped on the board is treated like any other picture.
 */
const PAKO = `export function deflate() { throw new Error('Not shipped.'); } export const inflate = deflate;`;

const leaveOut: Plugin = {
  name: 'leave-out',
  setup(build) {
    build.onLoad({ filter: /[\\/]pako[\\/]/ }, () => ({ contents: PAKO }));
    for (const filter of LEFT_OUT) {
      build.onResolve({ filter }, () => ({ path: 'left-out', namespace: 'left-out' }));
    }
    build.onLoad({ filter: /.*/, namespace: 'left-out' }, () => ({
      contents: `throw new Error('This part of Excalidraw is not shipped.');`,
    }));
  },
};

/** Where Excalidraw would ask a server for a font that it does not find beside itself. */
const FALLBACK = /return (\w+)\.push\(new URL\(\w+,\w+\.ASSETS_FALLBACK_URL\)\),\1\}/;
/** A variable with the address of a file of Xiaolai. */
const XIAOLAI = /([\w$]+)="\.\/fonts\/Xiaolai\/[^"]+"/g;
/** A font file in Excalidraw's list, with the characters in it. */
const LISTED = /\{uri:([\w$]+),descriptors:\{[^{}]*\}\},?/g;
const UNKNOWN = 'Excalidraw looks for fonts in a way that board-build.ts does not recognise.';

/** The list without the two hundred files of Xiaolai, which are not shipped: they take 44 kB, and the page would ask for them. */
function withoutXiaolai(source: string): string {
  const left = new Set([...source.matchAll(XIAOLAI)].map(([, name]) => name));
  const shorter = source.replace(LISTED, (file, name: string) => (left.has(name) ? '' : file));
  if (shorter === source) throw new Error(UNKNOWN);
  return shorter;
}

const stayOffline: Plugin = {
  name: 'stay-offline',
  setup(build) {
    let found = 0;
    build.onStart(() => {
      found = 0;
    });
    build.onLoad({ filter: /excalidraw[\\/]dist[\\/]prod[\\/]chunk-\w+\.js$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8');
      if (!FALLBACK.test(source)) return null;
      found += 1;
      return { contents: withoutXiaolai(source.replace(FALLBACK, 'return $1}')) };
    });
    build.onEnd(() => (found === 1 ? null : { errors: [{ text: UNKNOWN }] }));
  },
};

/** Excalidraw is written for React. Preact has the same interface, and the board is 65 kB smaller with it. */
const AS_PREACT = {
  react: 'preact/compat',
  'react/jsx-runtime': 'preact/jsx-runtime',
  'react-dom': 'preact/compat',
  'react-dom/client': 'preact/compat/client',
};

/** Excalidraw's own production build; it asks for the mode in which it was built. */
export const BOARD_BUILD: BuildOptions = {
  plugins: [leaveOut, stayOffline],
  alias: AS_PREACT,
  conditions: ['production'],
  define: { 'process.env.NODE_ENV': '"production"' },
};

/** Names of the fonts' folders. */
export function shippedFonts(): readonly string[] {
  return readdirSync(join(EXCALIDRAW, 'fonts')).filter((font) => !FONTS_LEFT_OUT.includes(font));
}

/** The fonts that drawings may use, where the page looks for them. */
export function copyFonts(webview: string): void {
  for (const font of shippedFonts()) {
    cpSync(join(EXCALIDRAW, 'fonts', font), join(webview, 'board/fonts', font), {
      recursive: true,
    });
  }
}
