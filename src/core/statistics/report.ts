/** Statistics as texts to take along: Markdown to read, CSV to compute with. */
import type { Attempt } from '../attempt.ts';
import { formatClock, totalElapsed } from '../clock.ts';
import type { ExerciseSummary } from '../content.ts';
import { csvOf } from '../csv.ts';
import { dayOf } from '../schedule/days.ts';
import { partFacts } from '../mock/part-facts.ts';
import { streak } from './days.ts';
import { findingText } from './found.ts';
import type {
  MistakeHistory,
  PlanInWords,
  PlannedExercise,
  ShownReadiness,
  Statistics,
} from './statistics.ts';

/** `You made it twice, but not since 12 May` as facts: the page writes the date in the reader's way. */
export function mistakeText({ times, since }: MistakeHistory, last: string): string {
  const often = times === 1 ? 'Once' : times === 2 ? 'Twice' : `${times} times`;
  if (since === 0) return `${often}, ${times === 1 ? '' : 'last '}on ${last}`;
  return `${often}, but not since ${last} (${since === 1 ? 'one attempt' : `${since} attempts`} without it)`;
}

function readinessTable(head: string, rows: readonly ShownReadiness[]): string {
  return table(
    [head, 'Now', 'At the interview', 'Practised'],
    rows.map((one) => [
      one.title,
      percent(one.now),
      one.then === null ? '' : percent(one.then),
      `${one.seen} of ${one.all}`,
    ]),
  );
}

export function reportMarkdown(statistics: Statistics): string {
  const { now, attempts, minutes, plan, days, mistakes, found, phases, retention } = statistics;
  const lines = [
    `# Tensor Drills, ${dayOf(now)}`,
    `${attempts} attempts, ${minutes} minutes; ${streak(days)} days in a row.`,
    '## Readiness',
    readinessTable('Item', statistics.readiness),
    readinessTable('Topic', statistics.topics),
    ...(plan === null ? [] : [`## Until the interview`, plan.text, planList(plan)]),
    '## Mistakes',
    mistakes.length === 0
      ? 'None named yet.'
      : mistakes
          .map((one) => `- ${one.title} (${one.drill}): ${mistakeText(one, one.day)}.`)
          .join('\n'),
    ...(found.length === 0
      ? []
      : [
          '## Found in broken programs',
          found.map((one) => `- ${one.title} (${one.drill}): ${findingText(one)}.`).join('\n'),
        ]),
    '## Time by phase',
    table(
      ['Exercise', 'Phase', 'Aim', 'Attempts'],
      phases.map((one) => [
        one.title,
        one.phase,
        one.band.map((seconds) => formatClock(seconds * 1000)).join(' to '),
        one.seconds.map((seconds) => formatClock(seconds * 1000)).join(', '),
      ]),
    ),
    '## Memory',
    table(
      ['Predicted recall', 'Reviews', 'Recalled'],
      retention.map((one) => [
        `${percent(one.from)} to ${percent(one.to)}`,
        String(one.reviews),
        percent(one.recalled / one.reviews),
      ]),
    ),
  ];
  return `${lines.join('\n\n')}\n`;
}

function planList({ again, fresh, leave }: PlanInWords): string {
  const line = (title: string, all: readonly PlannedExercise[]): string[] =>
    all.length === 0 ? [] : [`- ${title}: ${all.map((one) => one.title).join('; ')}.`];
  return [
    ...line('Review', again),
    ...line('New, with time to learn them', fresh),
    ...line('Leave for now', leave),
  ].join('\n');
}

const PASSED: Readonly<Record<string, string>> = { true: 'yes', false: 'no' };

/** One line an attempt, oldest first. */
export function attemptsCsv(
  attempts: Iterable<Attempt>,
  exercises: readonly ExerciseSummary[],
): string {
  const known = new Map(exercises.map((exercise) => [exercise.id, exercise]));
  const rows = [...attempts].map((one) => [
    new Date(one.startedAt).toISOString(),
    known.get(one.exerciseId)?.kind ?? '',
    known.get(one.exerciseId)?.title ?? one.exerciseId,
    String(Math.round(totalElapsed(one.clock, one.finishedAt ?? one.startedAt) / 1000)),
    PASSED[String(partFacts(one, exercises).passed)] ?? '',
    one.rating === null ? '' : String(one.rating),
    String(one.hints.size),
    String(one.points.size),
    [...one.mistakes].join(' '),
  ]);
  const head = [
    'started',
    'kind',
    'title',
    'seconds',
    'passed',
    'felt',
    'hints',
    'points',
    'mistakes',
  ];
  return csvOf([head, ...rows]);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return 'Nothing yet.';
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
