/** A pack of hundreds of drills: our own under other names, again and again. */
import { cpSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../places.ts';

const CODING = join(ROOT, 'drills/coding');

/** The paths of their `drill.yaml` files, as they are written into `folder`. */
export function writeLargePack(folder: string, count: number): readonly string[] {
  return names(count).map((name) => {
    const to = join(folder, 'coding', name);
    mkdirSync(to, { recursive: true });
    const from = join(CODING, name.replace(/-\d+$/, ''));
    for (const part of ['drill.yaml', 'starter.py', 'solution.py', 'grade.py']) {
      cpSync(join(from, part), join(to, part));
    }
    for (const part of ['mistakes.yaml', 'correct']) {
      cpSync(join(from, part), join(to, part), { recursive: true });
    }
    return join(to, 'drill.yaml');
  });
}

function names(count: number): readonly string[] {
  const ours = readdirSync(CODING, { withFileTypes: true })
    .filter((one) => one.isDirectory())
    .map((one) => one.name)
    .sort();
  return Array.from(
    { length: count },
    (_, i) => `${ours[i % ours.length] ?? ''}-${Math.floor(i / ours.length) + 2}`,
  );
}
