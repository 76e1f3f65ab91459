/** Lists the questions that can be asked, for choosing one. */
import type { ExerciseSummary } from '../content.ts';
import { askedText, worthOf } from '../demand.ts';
import type { Kind } from '../kinds.ts';
import type { DrillState } from '../ledger.ts';
import { minutesOf, minutesText } from '../schedule/minutes.ts';
import { Schedule } from '../schedule/schedule.ts';
import type { InterviewServices } from './services.ts';
import type { Level } from '../basics.ts';

/** The kinds that an interviewer can ask; the others need the editor. */
export const ASKED_KINDS = [
  'coding',
  'debug',
  'rapid-fire',
  'deep-dive',
  'unknown',
  'system-design',
] as const satisfies readonly Kind[];

export function isAsked(kind: Kind): boolean {
  return ASKED_KINDS.some((one) => one === kind);
}

export const STATES = ['new', 'in-progress', 'passed'] as const satisfies readonly DrillState[];

export interface ListRequest {
  readonly kind?: (typeof ASKED_KINDS)[number] | undefined;
  readonly level?: Level | undefined;
  readonly state?: DrillState | undefined;
  /** Only what the schedule says is due. */
  readonly due?: boolean | undefined;
  readonly most_minutes?: number | undefined;
  /** Each must be in the title, summary, topic, tags or question. */
  readonly words?: string | undefined;
  readonly limit?: number | undefined;
}

const USUAL = 20;

/** What the words name comes first, then what is due, then what is worth most. */
export function listQuestions(services: InterviewServices, request: ListRequest): string {
  const { history, index } = services;
  const schedule = new Schedule(history.ledger, index.exercises, services.schedule);
  const due = schedule.due(services.now()).map(({ exercise }) => exercise.id);
  const rank = ({ id }: ExerciseSummary): number =>
    due.includes(id) ? due.indexOf(id) : due.length;
  const words = wordsIn(request.words);
  const isNamed = ({ id, title }: ExerciseSummary): boolean =>
    words.every((word) => `${id} ${title}`.toLowerCase().includes(word));
  const found = index.exercises
    .filter(({ kind }) => isAsked(kind))
    .filter((one) => fits(one, request, history.ledger.drill(one.id).state, due.includes(one.id)))
    .sort(
      (a, b) =>
        Number(isNamed(b)) - Number(isNamed(a)) ||
        rank(a) - rank(b) ||
        worthOf(b, 'any') - worthOf(a, 'any'),
    );
  if (found.length === 0) return 'No question matches. Use fewer filters or other words.';
  const shown = found.slice(0, request.limit ?? USUAL);
  const lines = shown.map((one) => {
    const facts = [
      ...[one.kind, one.level, minutesText(one), history.ledger.drill(one.id).state],
      ...(due.includes(one.id) ? ['due'] : []),
      ...(askedText(one) === null ? [] : [askedText(one)]),
    ];
    return `- ${one.id}: ${one.title} (${facts.join(', ')})`;
  });
  return `${shown.length} of ${found.length} questions:\n${lines.join('\n')}`;
}

function fits(
  one: ExerciseSummary,
  request: ListRequest,
  state: DrillState,
  isDue: boolean,
): boolean {
  const text = [one.title, one.summary, one.topic ?? '', one.question, ...one.tags]
    .join('\n')
    .toLowerCase();
  return (
    (request.kind === undefined || one.kind === request.kind) &&
    (request.level === undefined || one.level === request.level) &&
    (request.state === undefined || state === request.state) &&
    (request.due !== true || isDue) &&
    minutesOf(one) <= (request.most_minutes ?? Infinity) &&
    wordsIn(request.words).every((word) => text.includes(word))
  );
}

function wordsIn(text = ''): readonly string[] {
  return text.toLowerCase().split(/\s+/);
}
