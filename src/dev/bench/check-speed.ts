/** Save to verdict in a real extension host: with a spare process ready, and as the first check of a window. */
import type { Interpreter } from '../../core/ports.ts';
import { runInHost } from './host/run.ts';
import { DRILL, programs } from './programs.ts';
import { repeatedly, sampled, type BenchRow } from './row.ts';

const ROUNDS = 12;

/** `cold`: milliseconds of a process that imports torch and runs one assertion. */
export async function benchChecks(python: Interpreter, cold: number): Promise<BenchRow[]> {
  const all = programs();
  const times = await runInHost('checks', () => ({ drill: DRILL, programs: all, rounds: ROUNDS }), {
    python,
  });
  const verdict = (kind: keyof typeof all, goal: number): BenchRow =>
    sampled(`save to verdict, ${kind}`, times[kind] ?? [], { goal });
  return [
    verdict('pass', 60),
    verdict('named mistake', 120),
    verdict('unknown mistake', 500),
    sampled(
      'cold python that imports torch and asserts / save to verdict, pass',
      (times['pass'] ?? []).map((ms) => cold / ms),
      { unit: 'times', goal: 20, atLeast: true },
    ),
  ];
}

/** A window each: only one check can be the first. */
export async function benchFirstCheck(python: Interpreter): Promise<BenchRow[]> {
  const input = { drill: DRILL, program: programs()['named mistake'], python: python.path };
  const firsts = await repeatedly(() => runInHost('firstCheck', () => input, { python }));
  return [
    sampled(
      'first check of a new window, drill begun to verdict',
      firsts.map(({ verdict }) => verdict),
    ),
    sampled(
      'python that imports torch, in the same window',
      firsts.map(({ torch }) => torch),
    ),
    sampled(
      'first check of a new window, beyond the import of torch',
      firsts.map(({ verdict, torch }) => verdict - torch),
      { goal: 300 },
    ),
  ];
}
