/** Digests that tell whether a result still holds. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** No program that a person writes is this large; a larger one is graded each time. */
const LARGEST = 16 << 20;

/** What `sha256sum` prints; null when the file cannot be read, or is not a file. */
export function digestOfFile(path: string): string | null {
  try {
    const stat = statSync(path);
    return !stat.isFile() || stat.size > LARGEST
      ? null
      : createHash('sha256').update(readFileSync(path)).digest('hex');
  } catch {
    return null;
  }
}

/** Of all Python that decides a verdict: the machinery, and the drill's own beside its programs. */
export function digestOfGrader(packageRoot: string, drillFolder: string): string {
  const parts = [
    ...pythonIn(join(packageRoot, 'grader')),
    join(drillFolder, 'grade.py'),
    ...pythonIn(join(drillFolder, 'grading')),
  ];
  return digestOf(parts.map((path) => readFileSync(path)));
}

export function digestOf(parts: readonly (string | Buffer)[]): string {
  const hash = createHash('sha256');
  // Each with its length before it, so that no two lists run together to the same bytes.
  for (const part of parts) hash.update(`${part.length}\n`).update(part);
  return hash.digest('hex');
}

function pythonIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.py'))
      .sort()
      .map((name) => join(folder, name));
  } catch {
    return []; // a small drill is one file
  }
}
