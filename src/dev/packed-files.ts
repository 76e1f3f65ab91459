/** The package's archive of files that must be real files when they are used: the grader's, and those of drills. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKED, PACKED_PYTHON } from '../node/catalogue.ts';
import { archiveOf } from '../node/text-archive.ts';
import { ROOT } from './places.ts';

/**
 * In this order, because what is alike takes less space side by side. `correct/` and mistakes.yaml are there because
 * broken programs are made of them, and because frozen.json names no mistake if its sources are not what they were.
 */
const SHIPPED = [
  /^coding\/[^/]+\/(starter|solution|grade|symptom|(grading|correct)\/[^/]+)\.py$/,
  /^coding\/[^/]+\/mistakes\.yaml$/,
  /^whiteboard\/[^/]+\/reference\.excalidraw$/,
  /^coding\/[^/]+\/frozen\.json$/,
];

/** The grader's Python, as the build leaves it. */
const GRADER = join(ROOT, 'dist/grader');

/** Paths inside `drills/`. */
export function packedNames(): readonly string[] {
  const drills = join(ROOT, 'drills');
  const all = readdirSync(drills, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .sort();
  return SHIPPED.flatMap((shipped) => all.filter((path) => shipped.test(path)));
}

/** Takes some seconds: it is made for the package only. */
export function writePackedFiles(): void {
  const grader = readdirSync(GRADER).filter((name) => name.endsWith('.py'));
  const texts = new Map([
    ...grader.map(
      (name) =>
        [`${PACKED_PYTHON}/grader/${name}`, readFileSync(join(GRADER, name), 'utf8')] as const,
    ),
    ...packedNames().map(
      (name) => [name, readFileSync(join(ROOT, 'drills', name), 'utf8')] as const,
    ),
  ]);
  writeFileSync(join(ROOT, PACKED), archiveOf(texts, true));
}
