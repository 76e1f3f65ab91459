/** A round of output sizes as a fold of its answers: what was asked, how hard it is by now, what comes next. */
import type { Answered } from '../attempt.ts';
import { LEVELS, type Difficulty } from './asked.ts';
import {
  questionId,
  questionOf,
  TOPIC_NAMES,
  TOPICS,
  type Question,
  type Topic,
} from './question.ts';
import { Random, seedOf } from '../random.ts';

/** The number of questions in a round, after which people may go on. */
export const ROUND = 10;

export interface Given {
  readonly question: Question;
  readonly given: string;
  readonly correct: boolean;
}

export interface Round {
  readonly level: Difficulty;
  /** Right answers in a row by now. */
  readonly streak: number;
  readonly answers: readonly Given[];
  /** The question that is to be answered. */
  readonly next: Question;
}

/** `seed` is the attempt's id; `from` the difficulty of the first question. */
export function roundOf(seed: string, given: readonly Answered[], from: Difficulty): Round {
  const answers = given.flatMap((one): Given[] => {
    const question = questionOf(one.question);
    return question ? [{ question, given: one.given, correct: one.correct }] : [];
  });
  const level = levelAfter(answers, from);
  const wrong = answers.findLastIndex((one) => !one.correct);
  return {
    level,
    streak: answers.length - 1 - wrong,
    answers,
    next: nextQuestion(seed, answers, level),
  };
}

/** Two right answers in a row make it harder, two wrong ones easier. */
export function levelAfter(answers: readonly Given[], from: Difficulty): Difficulty {
  let level: number = from;
  let run = 0;
  for (const { correct } of answers) {
    run = correct ? Math.max(0, run) + 1 : Math.min(0, run) - 1;
    if (Math.abs(run) < 2) continue;
    level = Math.min(LEVELS.length, Math.max(1, level + Math.sign(run)));
    run = 0;
  }
  return LEVELS[level - 1] ?? 1;
}

/** The difficulty at which the round after one with these answers begins: one below where that ended. */
export function levelToBegin(before: readonly Answered[] | null): Difficulty {
  if (!before) return 1;
  const { level, answers } = roundOf('', before, firstLevel(before));
  return answers.length === 0 ? level : (LEVELS[level - 2] ?? 1);
}

/** The difficulty at which the round began. */
export function firstLevel(given: readonly Answered[]): Difficulty {
  const [first] = given;
  return (first && questionOf(first.question)?.level) ?? 1;
}

/** A topic of this difficulty that was not just asked; what was missed in this round comes twice as often. */
function nextQuestion(seed: string, answers: readonly Given[], level: Difficulty): Question {
  const random = new Random(seedOf(`${seed}/${answers.length}`));
  const last = answers.at(-1)?.question.topic;
  const missed = new Set(answers.filter((one) => !one.correct).map((one) => one.question.topic));
  const fitting = TOPIC_NAMES.filter((one) => TOPICS[one].from <= level && one !== last);
  const [first = 'convolution', ...others] = fitting.flatMap((one): Topic[] =>
    missed.has(one) ? [one, one] : [one],
  );
  const id = questionId(random.pick([first, ...others]), level, random.integer(0, 999_999));
  const question = questionOf(id);
  if (!question) throw new Error(`There is no question ${id}.`);
  return question;
}
