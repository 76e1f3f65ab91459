/** Names of what people hand in when a Python file is asked for. */

const RENAME = 'does not have the name of a Python file: rename it so that it ends in .py.';
const ALMOST = [
  [
    '.ipynb',
    'is a notebook, but a Python file is needed: export it (`jupyter nbconvert --to script`) and hand in the result.',
  ],
  ['.py.txt', RENAME],
  ['.pyw', RENAME],
  ['.py', RENAME],
] as const;

/** Why a name is not that of a Python file, with what to do; null when it is, or is something else altogether. */
export function misnamed(name: string): string | null {
  if (name.endsWith('.py')) return null;
  const [, why] = ALMOST.find(([one]) => name.toLowerCase().endsWith(one)) ?? [];
  return why === undefined ? null : `${name} ${why}`;
}
