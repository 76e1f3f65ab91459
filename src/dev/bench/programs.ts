/** Programs that are checked: one that passes, one whose mistake is named, one that is wrong in no known way. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mistakeProgram } from '../mistake-program.ts';
import { ROOT } from '../places.ts';

export const DRILL = 'multi-head-attention';

const MARK = `# Tensor Drills: ${DRILL}\n`;

export function programs(): Readonly<Record<'pass' | 'named mistake' | 'unknown mistake', string>> {
  const solution = readFileSync(join(ROOT, 'drills/coding', DRILL, 'solution.py'), 'utf8');
  return {
    pass: MARK + solution,
    'named mistake': MARK + mistakeProgram(DRILL, 'scale-missing'),
    'unknown mistake':
      MARK + solution.replace(/return self\.out_proj\((.+)\)/, 'return self.out_proj($1).sin()'),
  };
}
