/** Guards the walls of the house: reads every import and fails on one that goes through a wall. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const SRC = resolve(import.meta.dirname, '../src');

/** Excalidraw needs React; the other pages have preact. */
const REACT = [
  'npm:react',
  'npm:react-dom/client',
  'npm:@excalidraw/excalidraw',
  'npm:@excalidraw/excalidraw/*',
];

/** Whom each room may import besides itself: rooms by name, packages with a leading `npm:`, `npm:*` for any. */
const MAY: Record<string, readonly string[]> = {
  core: ['npm:valibot', 'npm:ts-fsrs', 'npm:diff', 'npm:fastest-levenshtein'],
  protocol: ['core', 'npm:valibot'],
  review: ['core'],
  content: ['core', 'review', 'npm:*'],
  node: ['core', 'protocol', 'review', 'npm:node:*', 'npm:ulid', 'npm:valibot'],
  class: ['core', 'protocol', 'node', 'npm:node:*'],
  cli: ['core', 'protocol', 'node', 'class', 'npm:node:*'],
  mcp: [
    'core',
    'protocol',
    'node',
    'cli',
    'npm:node:*',
    'npm:valibot',
    'npm:@valibot/to-json-schema',
    'npm:@modelcontextprotocol/sdk/*',
  ],
  host: ['core', 'protocol', 'npm:vscode'],
  webview: [
    'core',
    'protocol',
    'npm:preact',
    'npm:preact/hooks',
    'npm:@vscode-elements/elements/*',
    'npm:uplot',
    'npm:uplot/dist/uPlot.min.css',
    'npm:valibot',
    // Only in board/: see below.
    ...REACT,
  ],
  dev: ['core', 'protocol', 'review', 'content', 'node', 'class', 'cli', 'host', 'npm:*'],
  testing: ['core', 'dev', 'npm:*'],
  '.': ['core', 'protocol', 'content', 'node', 'cli', 'mcp', 'host', 'npm:*'],
};

interface Import {
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** The file that is imported; null for a package. */
  readonly target: string | null;
}

function importsOf(file: string): Import[] {
  const source = readFileSync(file, 'utf8');
  const specifiers = source.matchAll(/(?:\bfrom\s+|\bimport\s*\(\s*|\bimport\s+)['"]([^'"]+)['"]/g);
  return [...specifiers].map(([, specifier = '']) => {
    const target = specifier.startsWith('.')
      ? relative(SRC, resolve(dirname(file), specifier))
      : null;
    return {
      file: relative(SRC, file),
      from: roomOf(relative(SRC, file)),
      to: target === null ? `npm:${specifier}` : roomOf(target),
      target,
    };
  });
}

type Graph = ReadonlyMap<string, readonly string[]>;

/** The first circle found, as a path that ends where it began; null if there is none. */
function circleIn(graph: Graph): readonly string[] | null {
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): readonly string[] | null => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return null;
    for (const next of graph.get(file) ?? []) {
      const circle = visit(next, [...path, file]);
      if (circle) return circle;
    }
    done.add(file);
    return null;
  };
  for (const file of graph.keys()) {
    const circle = visit(file, []);
    if (circle) return circle;
  }
  return null;
}

function roomOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.indexOf('/')) : '.';
}

function allowed({ from, to }: Import): boolean {
  if (from === to) return true;
  return (MAY[from] ?? []).some(
    (rule) => rule === to || (rule.endsWith('*') && to.startsWith(rule.slice(0, -1))),
  );
}

function sources(): string[] {
  return readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(SRC, name));
}

describe('the walls of the house', () => {
  it('every room is known', () => {
    const rooms = new Set(sources().map((file) => roomOf(relative(SRC, file))));
    expect([...rooms].filter((room) => !(room in MAY))).toEqual([]);
  });

  it('no import goes through a wall', () => {
    const broken = sources()
      .flatMap(importsOf)
      .filter((one) => !allowed(one));
    expect(broken.map(({ file, to }) => `${file} imports ${to}`)).toEqual([]);
  });

  it('React stays with the board, and the board without preact', () => {
    const broken = sources()
      .flatMap(importsOf)
      .filter(({ file, to }) => {
        const isBoard = file.startsWith(join('webview', 'board'));
        const isReact = REACT.some((one) => to.startsWith(one.replace('*', '')));
        // What draws scenes for developers is never shipped.
        const mayReact = isBoard || file.startsWith('dev');
        return (isReact && !mayReact) || (to.startsWith('npm:preact') && isBoard);
      });
    expect(broken.map(({ file, to }) => `${file} imports ${to}`)).toEqual([]);
  });

  it('no file imports itself by way of others, not even a type', () => {
    const graph = new Map(
      sources().map((file) => [
        relative(SRC, file),
        importsOf(file).flatMap(({ target }) => target ?? []),
      ]),
    );
    expect(circleIn(graph)).toBeNull();
  });

  it('sees a circle', () => {
    const graph = new Map([
      ['a.ts', ['b.ts', 'c.ts']],
      ['b.ts', []],
      ['c.ts', ['b.ts', 'd.ts']],
      ['d.ts', ['c.ts']],
    ]);
    expect(circleIn(graph)).toEqual(['c.ts', 'd.ts', 'c.ts']);
  });

  it('sees a wrong import', () => {
    expect(allowed({ file: 'core/x.ts', from: 'core', to: 'npm:vscode', target: null })).toBe(
      false,
    );
    expect(allowed({ file: 'host/x.ts', from: 'host', to: 'node', target: null })).toBe(false);
    expect(allowed({ file: 'host/x.ts', from: 'host', to: 'core', target: null })).toBe(true);
  });
});
