/** What an hour's session leaves in the memory of the extension host. */
import type { Interpreter } from '../../core/ports.ts';
import { say } from '../report.ts';
import { runInHost } from './host/run.ts';
import { DRILL, programs } from './programs.ts';
import { repeatedly, rounded, SAMPLES, sampled, type BenchRow } from './row.ts';

const CHECKS = 100;

export async function benchSession(python: Interpreter): Promise<BenchRow[]> {
  const input = {
    drill: DRILL,
    programs: Object.values(programs()),
    checks: CHECKS,
    pages: [
      ['tensorDrills.openQuestion'],
      ['tensorDrills.deepDive', 'deep-dive/sgd-to-adamw'],
      ['tensorDrills.systemDesign', 'system-design/wake-word'],
      ['tensorDrills.openGuide', 'answering'],
      ['tensorDrills.showStatistics'],
    ],
    board: ['tensorDrills.drawArchitecture', 'whiteboard/transformer-block'],
  } as const;
  const sessions = await repeatedly(async (round) => {
    const one = await runInHost('session', () => input, { python });
    // A session takes minutes, most of them for starting torch anew for each check.
    say(`session ${round + 1} of ${SAMPLES}: ${rounded((one.after - one.before) / 1e6)} MB more`);
    return one;
  });
  const megabytes = (of: (one: (typeof sessions)[number]) => number): number[] =>
    sessions.map((one) => of(one) / 1e6);
  const about = { unit: 'MB' };
  return [
    sampled(
      'host memory in use, first drill checked',
      megabytes(({ before }) => before),
      about,
    ),
    sampled(
      `host memory, more after ${CHECKS} checks, ${input.pages.length} pages and a board`,
      megabytes(({ before, after }) => after - before),
      { ...about, goal: 10 },
    ),
  ];
}
