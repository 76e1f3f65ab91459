/** Types, lint, format: `npm run check`. */
import { tool, judged, show } from './program.ts';
import { totalsIn, type Suite } from './suite.ts';

export const check: Suite = {
  title: 'check',
  async run(tools) {
    const outcome = await show(tools, process.execPath, [
      tool('tsx', 'dist', 'cli.mjs'),
      'src/dev/check.ts',
    ]);
    return judged(outcome, outcome.kind === 'finished' ? totalsIn(outcome.stdout) : null);
  },
};
