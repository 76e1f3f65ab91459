/** The Python with torch that tests run. */
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '..');
/** The Python package `grader` as it is in the sources. */
export const PACKAGE_ROOT = join(ROOT, 'src');
export const CODING = join(ROOT, 'drills/coding');
export const ATTENTION = join(CODING, 'multi-head-attention');
/** What Python takes for the declaration of a file's encoding in its first two lines (PEP 263). */
export const DECLARES_ENCODING = /^[ \t\f]*#.*?coding[:=][ \t]*[-\w.]+/;

/** Looks torch up without importing it, which takes more than a second. */
const HAS_TORCH = 'import importlib.util as u; raise SystemExit(u.find_spec("torch") is None)';

/** Whether this program has a torch, for us or for another user. */
export function hasTorch(
  python: string,
  identity: { readonly uid?: number; readonly gid?: number } = {},
): boolean {
  return spawnSync(python, ['-c', HAS_TORCH], { ...identity, cwd: '/' }).status === 0;
}

export function testPython(): string {
  const asked = process.env['TENSOR_DRILLS_PYTHON'];
  const candidates = asked ? [asked] : ['/usr/bin/python3', 'python3', 'python'];
  const found = candidates.find((one) => hasTorch(one));
  if (found === undefined) throw new Error('No Python with torch: set TENSOR_DRILLS_PYTHON.');
  return found;
}
