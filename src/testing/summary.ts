/** What a run says at its end. */
import { relative } from 'node:path';
import { ROOT } from '../dev/places.ts';
import type { TestResult } from './results.ts';
import type { SuiteRun } from './run.ts';
import { slowest, sum, totalsText } from './tally.ts';

const SLOWEST = 10;
/** More failures than these are in the log. */
const FAILURES = 40;
/** How many reasons are repeated at the end: a log that is cut to its end has lost the first report. */
const EXPLAINED = 5;
/** Lines of the reason that are shown. */
const DETAIL = 40;

/** The lines, of which the last is `N passed, N failed`. */
export function summaryOf(suites: readonly SuiteRun[], seconds: number): readonly string[] {
  const all = suites.flatMap(({ tally }) => tally.all);
  const failures = suites.flatMap(({ title, tally }) =>
    tally.failures.map(
      (one) => `  ${one.outcome === 'flaky' ? 'flaky ' : ''}${title}: ${one.name}`,
    ),
  );
  const skipped = all.filter(({ outcome }) => outcome === 'skipped');
  return [
    ...section(
      'The slowest',
      slowest(all, SLOWEST).map(({ name, ms }) => `${inSeconds(ms)}  ${name}`),
    ),
    ...section(
      `Skipped: ${skipped.length}`,
      skipped.map(({ name, detail }) => `  ${name}${detail ? `: ${detail}` : ''}`),
    ),
    ...suites
      .flatMap(({ title, tally }) => tally.failures.map((one) => failureText(title, one)))
      .slice(0, EXPLAINED)
      .flatMap((text) => ['', text]),
    ...section('Failed', [
      ...failures.slice(0, FAILURES),
      ...(failures.length > FAILURES ? [`  and ${failures.length - FAILURES} more`] : []),
    ]),
    '',
    ...suites.map(
      ({ title, state, seconds, tally, logFile }) =>
        `${title.padEnd(10)}${inSeconds(seconds * 1000)}  ${totalsText(tally.totals)}${REMARK[state]}` +
        (tally.totals.failed > 0 ? `; log: ${relative(ROOT, logFile)}` : ''),
    ),
    `${'all'.padEnd(10)}${inSeconds(seconds * 1000)}`,
    totalsText(sum(suites.map(({ tally }) => tally.totals))),
  ];
}

/** A failed test with its reason: shown as soon as it fails, and again at the end. */
export function failureText(suite: string, { name, outcome, detail = '' }: TestResult): string {
  const flaky = outcome === 'flaky' ? 'flaky (it passed when run again): ' : '';
  const lines = detail.trimEnd().split('\n');
  const shown = lines.length > DETAIL ? [...lines.slice(0, DETAIL), '...'] : lines;
  return [`✗ ${suite}: ${flaky}${name}`, ...shown.map((line) => `    ${line}`)].join('\n');
}

const REMARK = { waiting: ', not begun', running: ', not finished', ended: '' } as const;

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', `${title}:`, ...lines];
}

function inSeconds(ms: number): string {
  return `${(ms / 1000).toFixed(1).padStart(7)} s`;
}
