/** What a pack consists of, without reading it: the pieces that are compiled one by one, and whether they changed. */
import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { relative, sep } from 'node:path';
import type { PackListing } from '../core/pack.ts';
import { PackFiles } from './pack-files.ts';

/** Mistakes that all coding drills of a pack share. */
export const SHARED_MISTAKES = 'coding/mistakes.yaml';

/** The unit of a coding drill, by its id. */
export const unitOfDrill = (id: string): string => `coding/${id}/drill.yaml`;

/** Files beside its main file that a drill is compiled from. Of `mistakes` only the names count. */
const OF_A_DRILL = [
  'starter.py',
  'solution.py',
  'grade.py',
  'mistakes.yaml',
  'survivors.yaml',
  'mistakes',
];
const ORALS = ['rapid-fire', 'deep-dive', 'unknown', 'system-design'] as const;

/**
 * `touched` are absolute paths that may have changed: only what is compiled from them is examined. Null examines
 * everything, and an empty list nothing.
 */
export function listUnits(folder: string, touched: readonly string[] | null): PackListing {
  const files = new PackFiles(folder);
  const one = (path: string): readonly string[] => (files.has(path) ? [path] : []);
  const within = (path: string, main: string): readonly string[] =>
    files.foldersWith(path, main).map((name) => `${path}/${name}/${main}`);
  const ids = [
    ...one(SHARED_MISTAKES),
    ...within('coding', 'drill.yaml'),
    ...ORALS.flatMap((kind) => files.yamlIn(kind).map((name) => `${kind}/${name}.yaml`)),
    ...within('whiteboard', 'board.yaml'),
    ...one('clinics/output-sizes.yaml'),
    ...within('clinics/runs', 'case.yaml'),
    ...files.yamlIn('plans').map((name) => `plans/${name}.yaml`),
    ...one('checklist.yaml'),
    ...one('guide/mistakes.yaml'),
    ...files.markdownBelow('guide').map((path) => `guide/${path}`),
  ];
  const paths = touched?.map((path) => relative(folder, path).replaceAll(sep, '/')) ?? null;
  const isTouched = (id: string): boolean => {
    if (paths === null) return true;
    const home = homeOf(id);
    return paths.some(
      (path) =>
        path === id ||
        (home !== null &&
          (path === home || path.startsWith(`${home}/`) || home.startsWith(`${path}/`))) ||
        (path === SHARED_MISTAKES && id.startsWith('coding/')) ||
        id.startsWith(`${path}/`),
    );
  };
  return {
    units: ids.map((id) => ({ id, key: isTouched(id) ? keyOf(files, id) : null })),
    problems: files.problems,
  };
}

/** The folder that belongs to this unit alone, if it has one. */
function homeOf(id: string): string | null {
  return /^(?:coding|whiteboard|clinics\/runs)\/[^/]+(?=\/)/.exec(id)?.[0] ?? null;
}

/** Stays the same until one of its files is written, added or removed. */
function keyOf(files: PackFiles, id: string): string {
  const home = homeOf(id);
  const beside = (names: readonly string[]): readonly string[] =>
    names.map((name) => `${home}/${name}`);
  const paths = [id];
  if (home?.startsWith('coding/') === true) {
    paths.push(...beside(OF_A_DRILL), SHARED_MISTAKES);
    paths.push(...namesIn(files.path(`${home}/correct`)).map((name) => `${home}/correct/${name}`));
  } else if (home?.startsWith('whiteboard/') === true)
    paths.push(...beside(['reference.excalidraw']));
  else if (home !== null) paths.push(...beside(['recorded.json']));
  const lines = paths.map((path) => `${path} ${stampOf(files.path(path))}`);
  return createHash('sha256').update(lines.join('\n')).digest('base64');
}

/** Sorted; Python leaves caches there whenever a drill is graded. */
function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.py'))
      .sort();
  } catch {
    return [];
  }
}

/** Includes the time at which the entry changed: some programs set back that of the content. */
function stampOf(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false, bigint: true });
  return stat === undefined ? '-' : `${stat.size} ${stat.mtimeNs} ${stat.ctimeNs}`;
}
