/** What is shipped, in kilobytes of 1000 bytes. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../places.ts';
import { rounded, type BenchRow } from './row.ts';

export function benchSizes(vsix: string): BenchRow[] {
  const size = (file: string): number => rounded(statSync(file).size / 1000);
  return [
    {
      name: 'host bundle',
      value: size(join(ROOT, 'dist/extension.cjs')),
      unit: 'kB',
      goal: 150,
    },
    { name: 'drill page', value: size(join(ROOT, 'dist/webview/drill.js')), unit: 'kB', goal: 120 },
    { name: 'VSIX', value: size(vsix), unit: 'kB', goal: null },
  ];
}
