/** What a teacher wants to know first, and the table with a row a submission. */
import { csvOf } from '../core/csv.ts';
import type { Entry } from '../protocol/class-report.ts';
import type { Result } from '../node/grading/result.ts';
import { harmless } from '../node/grading/terminal.ts';

export interface Summary {
  readonly submissions: number;
  readonly passed: number;
  readonly failed: number;
  readonly notGraded: number;
  /** In how many submissions, the most frequent first. */
  readonly mistakes: readonly {
    readonly id: string;
    readonly title: string;
    readonly in: number;
  }[];
}

export function summaryOf(
  results: readonly Pick<Result, 'outcome' | 'passed' | 'mistakes'>[],
): Summary {
  const passed = results.filter((one) => one.passed).length;
  const notGraded = results.filter((one) => one.outcome === 'cannot-start').length;
  const mistakes = new Map<string, { id: string; title: string; in: number }>();
  for (const { mistakes: made } of results) {
    for (const [id, title] of new Map(made.map((one) => [one.id, one.title]))) {
      const known = mistakes.get(id) ?? { id, title, in: 0 };
      mistakes.set(id, { ...known, in: known.in + 1 });
    }
  }
  return {
    submissions: results.length,
    passed,
    failed: results.length - passed - notGraded,
    notGraded,
    mistakes: [...mistakes.values()].sort((a, b) => b.in - a.in || (a.id < b.id ? -1 : 1)),
  };
}

const HEAD = [
  'submission',
  'drill',
  'outcome',
  'passed',
  'checks_passed',
  'checks',
  'mistakes',
  'first_mistake',
  'line',
  'message',
  'seconds',
  'sha256',
];
/** Excel takes a CSV for UTF-8 only when it begins so. */
const BYTE_ORDER_MARK = '\ufeff';

export function tableOf(results: readonly Entry[]): string {
  return BYTE_ORDER_MARK + csvOf([HEAD, ...results.map(rowOf)]);
}

function rowOf(entry: Entry): string[] {
  const { checks, mistakes } = entry;
  const [first] = mistakes;
  const failed = checks.find(({ status }) => status === 'failed');
  return [
    entry.submission,
    entry.drill,
    entry.outcome,
    entry.passed ? 'yes' : 'no',
    String(checks.filter(({ status }) => status === 'passed').length),
    String(checks.length),
    mistakes.map(({ id }) => id).join(' '),
    first?.title ?? '',
    String(first?.line ?? failed?.line ?? ''),
    failed?.message ?? '',
    (entry.durationMs / 1000).toFixed(3),
    entry.sha256 ?? '',
  ].map(oneLine);
}

/** A program's words are part of some cells. */
function oneLine(text: string): string {
  return harmless(text).replace(/\s+/g, ' ').trim();
}
