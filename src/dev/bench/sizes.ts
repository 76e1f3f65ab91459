/** What is shipped, in kilobytes of 1000 bytes. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../places.ts';
import { rounded, type BenchRow } from './row.ts';
import { vsixEntries } from './vsix-entries.ts';

export function benchSizes(vsix: string): BenchRow[] {
  const kB = (files: Iterable<string>): number =>
    rounded([...files].reduce((sum, file) => sum + statSync(file).size, 0) / 1000);
  const main = join(ROOT, 'dist/extension.js');
  const chunks = readdirSync(join(ROOT, 'dist/host')).map((name) => join(ROOT, 'dist/host', name));
  const features = join(ROOT, 'dist/features.js');
  const atOnce = readAtOnce(main);
  return [
    { name: 'host bundle, read at activation', value: kB(atOnce), unit: 'kB', goal: 30 },
    { name: 'host bundle, read at activation', value: atOnce.size, unit: 'files', goal: 1 },
    {
      name: 'host bundle with everything read later',
      value: kB([main, features, ...chunks]),
      unit: 'kB',
      goal: null,
    },
    {
      name: 'pages, read by the first',
      value: kB([join(ROOT, 'dist/webview/pages.js')]),
      unit: 'kB',
      goal: 160,
    },
    {
      name: 'board in the VSIX, compressed: Excalidraw and fonts',
      value: rounded(boardBytes(vsix) / 1000),
      unit: 'kB',
      goal: 2000,
    },
    { name: 'VSIX', value: kB([vsix]), unit: 'kB', goal: 2500 },
  ];
}

/** The bundle and whatever it imports statically. */
function readAtOnce(file: string, known = new Set<string>()): Set<string> {
  if (known.has(file)) return known;
  known.add(file);
  for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(
    /(?:from|import) ?"(\.[^"]+)"/g,
  )) {
    readAtOnce(join(dirname(file), path), known);
  }
  return known;
}

/** Only the board has a stylesheet and fonts of its own among the pages. */
const BOARD = /^extension\/(dist\/webview\/(board|.*\.css$)|media\/board\.css$)/;

function boardBytes(vsix: string): number {
  const own = vsixEntries(vsix).filter(({ path }) => BOARD.test(path));
  return own.reduce((sum, { compressed }) => sum + compressed, 0);
}
