/** What a drill lacks before it can be relied on, told at the line where its author can mend it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { MISTAKE_EDITS, type MistakeEdit } from '../../core/edits/mistake-edit.ts';
import type { CompiledDrill } from '../../core/pack.ts';
import type { Claim } from './claims.ts';
import type { FreezeReport } from './freeze-report.ts';
import type { FreezeOutcome } from './freezer.ts';
import type { Problem } from '../../core/problem.ts';

export interface PackGaps {
  readonly problems: readonly Problem[];
  /** What an author should know and need not mend, a sentence each. */
  readonly remarks: readonly string[];
}

/** `whole` is what the programs stored as files claim; `outcome` is of freezing all of the drill's programs. */
export function lackingIn(
  folder: string,
  drill: CompiledDrill,
  whole: readonly Claim[],
  outcome: FreezeOutcome,
): PackGaps {
  const problems = withoutWords(folder, drill, whole);
  const remarks = withoutProgram(drill, whole).map(
    (id) =>
      `${drill.drill.id}: no program makes the mistake ${id}, so nothing shows that it is named.`,
  );
  if (outcome.kind === 'cancelled' || outcome.kind === 'own') return { problems, remarks };
  if (outcome.kind === 'failed') {
    return { problems: [...problems, at(join(folder, 'grade.py'), 1, outcome.reason)], remarks };
  }
  const off = Object.entries(outcome.off).map(
    ([condition, reason]) =>
      `${drill.drill.id}: the condition "${condition}" is switched off. ${reason}`,
  );
  return {
    problems: [...problems, ...ofResults(folder, drill, outcome)],
    remarks: [...remarks, ...off],
  };
}

function withoutWords(
  folder: string,
  { drill }: CompiledDrill,
  whole: readonly Claim[],
): readonly Problem[] {
  const described = new Set(drill.mistakes.map(({ id }) => id));
  return mistakesOf(whole)
    .filter((id) => !described.has(id))
    .map((id) =>
      at(
        join(folder, 'drill.yaml'),
        1,
        `A program in mistakes/ makes the mistake "${id}", which is not described here. Describe it, or rename the program.`,
      ),
    );
}

function withoutProgram(
  { drill: { ownMistakes }, edits }: CompiledDrill,
  whole: readonly Claim[],
): readonly string[] {
  const made = new Set([...mistakesOf(whole), ...edits.flatMap(({ mistakes }) => mistakes)]);
  return ownMistakes.filter((id) => !made.has(id));
}

function mistakesOf(claims: readonly Claim[]): readonly string[] {
  return claims.flatMap((claim) => (claim.kind === 'mistakes' ? claim.ids : []));
}

function ofResults(
  folder: string,
  { drill, edits }: CompiledDrill,
  report: FreezeReport,
): readonly Problem[] {
  const own = join(folder, MISTAKE_EDITS);
  const lineOf = (name: string): number => edits.find((one) => one.name === name)?.line ?? 1;
  const says = new Map(drill.mistakes.map((one) => [one.id, one.says]));
  return [
    ...report.twins.map(([one, other]) =>
      at(
        own,
        Math.max(lineOf(one), lineOf(other)),
        `${one} and ${other} give the same results in every probe, so a check cannot tell them apart. Add a probe in which they differ, or make them one mistake.`,
      ),
    ),
    ...report.other.map((name) =>
      at(
        join(folder, name),
        1,
        'This program gives different results from solution.py. If the contract leaves that open, state it in mistakes.yaml as a choice; otherwise correct the program.',
      ),
    ),
    ...edits
      .filter((one) => isUnusedChoice(one, report))
      .map(({ name, line }) =>
        at(
          own,
          line,
          `The choice ${name} changes nothing that a probe looks at. Add a probe, or remove the choice.`,
        ),
      ),
    ...edits.flatMap(({ mistakes, detail, line }) =>
      mistakes
        .flatMap((id) => holesIn(says.get(id) ?? ''))
        .filter((hole) => hole !== PART && !(hole in detail))
        .map((hole) =>
          at(
            own,
            line,
            `The sentence for this mistake contains {${hole}}. Say what fills it: \`detail: {${hole}: ...}\`.`,
          ),
        ),
    ),
    ...report.uncovered.map((what) =>
      at(
        join(folder, 'grade.py'),
        1,
        `No probe looks at ${what}. Add one, or switch this condition off with a reason: \`off={"${what}": "..."}\`.`,
      ),
    ),
  ].filter(({ file }) => existsSync(file));
}

/** What the grader itself fills: in which of the things that the contract asks for the mistake stands. */
const PART = 'part';

/** The names in braces; `{{` stands for a brace. */
function holesIn(sentence: string): readonly string[] {
  return [...sentence.replaceAll('{{', '').matchAll(/\{(\w+)/g)].map((match) => match[1] ?? '');
}

function isUnusedChoice({ name, mistakes }: MistakeEdit, { choices }: FreezeReport): boolean {
  return mistakes.length === 0 && !choices.some((one) => one.includes(name));
}

function at(file: string, line: number, message: string): Problem {
  return { file, line, column: 1, message };
}
