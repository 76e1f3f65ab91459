/** What the page with Excalidraw needs beside what every page does, and what of Excalidraw is left out. */
// cspell:ignore Cascadia
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
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
 * Excalidraw's own font, and of the other two that it offers the Latin letters; what they lack is shown in a font of the
 * system. Xiaolai (Chinese) is 13 MB; Lilita is hidden behind "more fonts"; Assistant is Excalidraw's font for menus, where
 * we use the editor's; Liberation stands in for Helvetica where a server draws, in a version whose licence is not a free
 * one; Virgil and Cascadia are older fonts that Excalidraw no longer offers.
 */
const FONTS = [
  /^Excalifont\/.*/,
  /^Nunito\/.*TQ3j6zbXWjgeg\.woff2$/,
  /^ComicShanns\/.*-279a\w+\.woff2$/,
];

const leaveOut: Plugin = {
  name: 'leave-out',
  setup(build) {
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

/** Without the names of two hundred files that are not shipped, and the characters in each: 45 kB. */
function withoutOtherFonts(source: string): string {
  const files = source.matchAll(/([\w$]+)="\.\/fonts\/([^"]+)"/g);
  const others = new Set(
    [...files].filter(([, , file = '']) => !isShipped(file)).map(([, name]) => name),
  );
  return source.replace(/\{uri:([\w$]+),descriptors:\{[^{}]*\}\},?/g, (all, name: string) =>
    others.has(name) ? '' : all,
  );
}

/** `file` is a path inside the folder of fonts. */
function isShipped(file: string): boolean {
  return FONTS.some((font) => font.test(file));
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
      return { contents: withoutOtherFonts(source.replace(FALLBACK, 'return $1}')) };
    });
    build.onEnd(() =>
      found === 1
        ? null
        : {
            errors: [
              {
                text: 'Excalidraw looks for fonts in a way that board-build.ts does not recognise.',
              },
            ],
          },
    );
  },
};

/** Excalidraw's own production build; it asks for the mode in which it was built. */
export const BOARD_BUILD: BuildOptions = {
  plugins: [leaveOut, stayOffline],
  conditions: ['production'],
  // It is in the package anyway, and a quarter of React's size; Excalidraw is made for both.
  alias: {
    react: 'preact/compat',
    'react-dom': 'preact/compat',
    'react-dom/client': 'preact/compat/client',
    'react/jsx-runtime': 'preact/jsx-runtime',
  },
  define: { 'process.env.NODE_ENV': '"production"' },
};

/** Names of the fonts' folders. */
export function shippedFonts(): readonly string[] {
  return [...new Set(shippedFiles().map((file) => dirname(file)))];
}

/** The fonts that drawings may use, where the page looks for them. */
export function copyFonts(webview: string): void {
  for (const file of shippedFiles()) {
    cpSync(join(EXCALIDRAW, 'fonts', file), join(webview, 'board/fonts', file));
  }
}

function shippedFiles(): readonly string[] {
  return readdirSync(join(EXCALIDRAW, 'fonts'), { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter(isShipped);
}
