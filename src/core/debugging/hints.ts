/** Hints of a debugging drill: for one mistake after the other its function, how it shows, and its line. */
import type { Attempt } from '../attempt.ts';
import type { Mistake } from '../content.ts';
import { plainHtml } from '../plain-html.ts';
import { hintNumber, HINTS_A_MISTAKE } from './debrief.ts';
import { definitionAround, linesOfMistake, originsOf } from './lines.ts';
import { handedOut, type BrokenProgram } from './program.ts';
import type { Html } from '../basics.ts';

export interface Hint {
  /** In the order of the hints, from 0. */
  readonly mistake: number;
  readonly step: 'function' | 'symptom' | 'line';
  readonly html: Html;
  /** Of the candidate's file. */
  readonly line: number | null;
}

const STEPS = ['function', 'symptom', 'line'] as const;

/** The number of the next hint about a mistake that is left; null where all are open. */
export function nextHint(
  { planted }: Pick<BrokenProgram, 'planted'>,
  left: readonly string[],
  opened: ReadonlySet<number>,
): number | null {
  const open = planted.flatMap(({ flag }, mistake) =>
    left.includes(flag) ? STEPS.map((_step, at) => hintNumber(mistake, at)) : [],
  );
  return open.find((number) => !opened.has(number)) ?? null;
}

/** Flags of the mistakes that are left as far as anybody knows: all, until a check says otherwise. */
export function leftOf(
  { repairs }: Pick<Attempt, 'repairs'>,
  { planted }: Pick<BrokenProgram, 'planted'>,
): readonly string[] {
  const known = repairs.findLast(({ certain }) => certain);
  return known?.left ?? planted.map(({ flag }) => flag);
}

/** What the opened hints say, in the order of mistakes. `now` is the text of the candidate's file. */
export function hintsOf(
  program: BrokenProgram,
  mistakes: readonly Mistake[],
  opened: ReadonlySet<number>,
  now: string | null,
): readonly Hint[] {
  return [...opened]
    .sort((a, b) => a - b)
    .flatMap((number): Hint[] => {
      const mistake = Math.floor(number / HINTS_A_MISTAKE);
      const step = STEPS[number % HINTS_A_MISTAKE];
      const planted = program.planted[mistake];
      if (planted === undefined || step === undefined) return [];
      const described = mistakes.find(({ id }) => id === planted.mistake);
      return [{ mistake, step, ...textOf(program, planted.flag, step, described, now) }];
    });
}

function textOf(
  program: BrokenProgram,
  flag: string,
  step: Hint['step'],
  described: Mistake | undefined,
  now: string | null,
): Pick<Hint, 'html' | 'line'> {
  const given = handedOut(program);
  const [first = 1] = [...linesOfMistake(program, flag)].sort((a, b) => a - b);
  switch (step) {
    case 'function': {
      const name = definitionAround(given, first);
      const where = name === null ? 'Look outside the functions.' : `Look at \`${name}\`.`;
      return { html: plainHtml(where), line: null };
    }
    case 'symptom':
      return {
        html:
          described?.notice ??
          plainHtml('Compare its results with values that you have worked out by hand.'),
        line: null,
      };
    case 'line': {
      const text = given.split('\n')[first - 1]?.trim() ?? '';
      const at = now === null ? -1 : originsOf(given, now).indexOf(first);
      const line = at < 0 ? null : at + 1;
      const place = line === null ? 'You have changed this line' : `Line ${line}`;
      return { html: plainHtml(`${place}: \`${text}\``), line };
    }
  }
}
