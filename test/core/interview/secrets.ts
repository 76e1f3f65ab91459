/** What would give an exercise away, piece by piece, read from the content on another way than the interviewer's. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Exchange, Mistake } from '../../../src/core/content.ts';
import { drillOfDebug } from '../../../src/core/debugging/exercise.ts';
import { handedOut, type BrokenProgram } from '../../../src/core/debugging/program.ts';
import { plainText } from '../../../src/core/interview/plain-text.ts';
import { kindOf } from '../../../src/core/kinds.ts';
import type { Attempt } from '../../../src/core/ledger.ts';
import { ROOT } from '../../../src/dev/places.ts';
import { catalogue, textOf } from './session.ts';
import type { Html } from '../../../src/core/basics.ts';

/** Shorter pieces say nothing of their own. */
const SHORTEST = 25;

export interface Secret {
  readonly piece: string;
  /** What it is a piece of, for messages. */
  readonly of: string;
  mayBeTold(attempt: Attempt): boolean;
}

type When = Secret['mayBeTold'];

const over: When = ({ clock }) => clock.finished;
const passed: When = (attempt) => over(attempt) || attempt.passedAt !== null;
const answered: When = (attempt) => over(attempt) || attempt.revealed;
const solved: When = (attempt) => over(attempt) && attempt.passedAt !== null;

export async function secretsOf(id: string): Promise<readonly Secret[]> {
  const kind = kindOf(id);
  if (kind === 'coding' || kind === 'debug') return codeSecrets(id, kind === 'debug');
  const oral = await catalogue.oral(id);
  const { phases, wrong, surface, followUps, sizing, question, clarifying } = oral;
  const open = [
    ...[question, ...clarifying.flatMap(({ ask, answer }) => [ask, answer])],
    ...phases.flatMap(({ prompts }) => prompts.map(({ say }) => say)),
    ...followUps.map(({ ask }) => ask),
  ];
  const told = plainly([...open.map(plainText), ...phases.map(({ cue }) => cue)].join('\n'));
  return [
    ...phases.flatMap(({ answer, outline }) => [
      ...pieces('answer', answer, answered),
      ...outline.flatMap(({ say }) => pieces('point', say, answered)),
    ]),
    ...answersOf(followUps, answered),
    ...(wrong === null ? [] : pieces('truth', wrong.truth, answered)),
    ...(surface === null ? [] : pieces('surface', surface, answered)),
    ...sizing.map(({ formula, what }) => secret(`${what} = ${formula}`, 'sizing', answered)),
  ].filter(({ piece }) => !told.includes(piece));
}

async function codeSecrets(id: string, isDebug: boolean): Promise<readonly Secret[]> {
  const name = drillOfDebug(id);
  const drill = await catalogue.drill(name);
  const starter = textOf(name, 'starter.py');
  const open = [
    ...[drill.question, drill.contract, ...drill.hints],
    ...drill.clarifying.flatMap(({ ask, answer }) => [ask, answer]),
    ...drill.phases.flatMap(({ talking }) => talking.map(({ say }) => say)),
    ...drill.followUps.map(({ ask }) => ask),
  ];
  // A broken program is made of the lines of correct ones; which of them it lacks is seen when it is there.
  const programs = isDebug ? programsOf(name) : [starter];
  const told = plainly([...open.map(plainText), ...programs].join('\n'));
  const lines = textOf(name, 'solution.py')
    .split('\n')
    .map((line) => secret(line, 'solution', isDebug ? over : solved));
  const examples = drill.phases.flatMap(({ talking }) => talking.map(({ example }) => example));
  return [
    ...(isDebug ? [] : lines),
    ...(isDebug ? [] : answersOf(drill.followUps, passed)),
    ...(isDebug ? [] : examples.flatMap((one) => pieces('example', one, passed))),
    ...drill.tradeoffs.flatMap(({ text }) => pieces('trade-off', text, over)),
    ...Object.values(drill.complexity).flatMap((one) => pieces('complexity', one, over)),
    ...drill.mistakes.flatMap((one) => mistakeSecrets(one, isDebug)),
  ].filter(({ piece }) => piece.length >= SHORTEST && !told.includes(piece));
}

/**
 * The same where a broken program was handed out: what stands in that is no secret, nor is what everybody may read, such
 * as the contract with its signatures; the lines that it lacks are.
 */
export function withProgram(
  secrets: readonly Secret[],
  program: BrokenProgram,
  open: string,
): readonly Secret[] {
  const shown = plainly([handedOut(program), open].join('\n'));
  const lines = program.base.split('\n').map((line) => secret(line, 'the program before', over));
  return [...secrets, ...lines].filter(
    ({ piece }) => piece.length >= SHORTEST && !shown.includes(piece),
  );
}

function programsOf(drill: string): readonly string[] {
  const correct = join(ROOT, 'drills/coding', drill, 'correct');
  const names = existsSync(correct) ? readdirSync(correct).map((name) => `correct/${name}`) : [];
  return ['starter.py', 'solution.py', ...names.filter((name) => name.endsWith('.py'))].map(
    (name) => textOf(drill, name),
  );
}

function mistakeSecrets({ id, title, why, notice, fix }: Mistake, isDebug: boolean) {
  const isMade: When = (attempt) =>
    isDebug
      ? over(attempt) && attempt.broken?.mistakes.includes(id) === true
      : attempt.mistakes.has(id);
  return [
    secret(title, `title of ${id}`, isMade),
    ...pieces(`why of ${id}`, why, isMade),
    ...pieces(`notice of ${id}`, notice, (attempt) => isDebug && attempt.hints.size > 0),
    ...pieces(`fix of ${id}`, fix, (attempt) => over(attempt) && isMade(attempt)),
  ];
}

function answersOf(exchanges: readonly Exchange[], when: When): readonly Secret[] {
  return exchanges.flatMap(({ answer }) => pieces('follow-up', answer, when));
}

function pieces(of: string, html: Html | null, when: When): readonly Secret[] {
  if (html === null) return [];
  return plainText(html)
    .split(/(?<=[.!?])\s|\n/)
    .map((piece) => secret(piece, of, when));
}

function secret(piece: string, of: string, mayBeTold: When): Secret {
  return { piece: plainly(piece), of, mayBeTold };
}

/** Words and lines alone, so that no marks hide a piece. */
function plainly(text: string): string {
  return text
    .replace(/[`*_#> \t-]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();
}

/** What the reply tells that it must not: pieces of exercises that have not come so far, by what they are of. */
export function leaks(
  text: string,
  secrets: readonly Secret[],
  attempt: Attempt | null,
): readonly string[] {
  const said = plainly(text);
  const heard = secrets.filter(({ piece }) => piece.length >= SHORTEST && said.includes(piece));
  if (heard.length === 0) return [];
  const isOpen = (one: Secret): boolean => attempt !== null && one.mayBeTold(attempt);
  // The same line can be a piece of two things, of which one may be told.
  const rest = heard
    .filter(isOpen)
    .sort((a, b) => b.piece.length - a.piece.length)
    .reduce((left, { piece }) => left.replaceAll(piece, '…'), said);
  return heard
    .filter((one) => !isOpen(one) && rest.includes(one.piece))
    .map(({ of, piece }) => `${of}: ${piece}`);
}
