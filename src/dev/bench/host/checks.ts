/** In the host: save to verdict, with a spare process ready and as the first check of a window. */
import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { beginDrill, check, write } from './desk.ts';

interface Checks {
  readonly drill: string;
  /** Programs by kind, and how often each is checked. */
  readonly programs: Readonly<Record<string, string>>;
  readonly rounds: number;
}

/** Milliseconds by kind of program. */
export async function checks({
  drill,
  programs,
  rounds,
}: Checks): Promise<Record<string, number[]>> {
  const editor = await beginDrill(drill);
  const figures: Record<string, number[]> = {};
  for (const [kind, program] of Object.entries(programs)) {
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      // A new comment each time, so that there is something to save.
      await write(editor, `${program}\n# round ${round}\n`);
      // The next spare is being made ready, as it is while a person types.
      await sleep(2500);
      times.push(await check(drill));
    }
    figures[kind] = times;
  }
  return figures;
}

interface FirstCheck {
  readonly drill: string;
  readonly program: string;
  readonly python: string;
}

/** Milliseconds from the first check of this window to its verdict, and those in which Python imports torch alone. */
export async function firstCheck({
  drill,
  program,
  python,
}: FirstCheck): Promise<{ readonly verdict: number; readonly torch: number }> {
  const editor = await beginDrill(drill);
  await write(editor, program);
  const verdict = await check(drill);
  const start = performance.now();
  await promisify(execFile)(python, ['-c', 'import torch']);
  return { verdict, torch: performance.now() - start };
}
