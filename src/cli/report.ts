/** Results for people. */
import type { Summary } from '../class/summary.ts';
import type { Result } from '../node/grading/result.ts';
import { harmless, wrap, type Style } from '../node/grading/terminal.ts';

export function reportOf(result: Result, style: Style): string {
  const failed = result.checks.filter((check) => check.status === 'failed');
  const head = `${markOf(result, style)} ${style.strong(result.file)} ${style.faint(summary(result))}\n`;
  const told = new Set(result.mistakes.map(({ message }) => message));
  const mistakes = result.mistakes.map((mistake) => mistakeText(mistake, style)).join('');
  const observed = failed
    .map(({ title, message, line }) =>
      [
        `  ${style.bad('✗')} ${style.faint(`${title}${at(line)}`)}\n`,
        message === null || told.has(message) ? '' : said(message, style),
      ].join(''),
    )
    .join('');
  const printed =
    result.passed || result.output.trim() === '' ? '' : outputText(result.output, style);
  return head + mistakes + observed + printed;
}

/** What is written of each result: nothing, a line of JSON, or a report. */
export function writerFor(
  { quiet, json }: { readonly quiet: boolean; readonly json: boolean },
  style: Style,
): (result: Result) => string {
  if (quiet) return () => '';
  return (result) => (json ? `${JSON.stringify(result)}\n` : reportOf(result, style));
}

/** `seconds` null when nothing was graded now. */
export function totalText(summary: Summary, seconds: number | null, style: Style): string {
  const { passed, failed, notGraded } = summary;
  const parts = [
    passed > 0 ? style.good(`${passed} passed`) : '0 passed',
    failed > 0 ? style.bad(`${failed} failed`) : '0 failed',
    ...(notGraded > 0 ? [style.warn(`${notGraded} could not be graded`)] : []),
  ];
  const took = seconds === null ? '' : ` ${style.faint(`(${seconds.toFixed(1)} s)`)}`;
  return `${parts.join(', ')}${took}\n`;
}

const MISTAKES_SHOWN = 10;

/** What a class gets wrong most often. */
export function mistakesText({ mistakes }: Summary, style: Style): string {
  const shown = mistakes.slice(0, MISTAKES_SHOWN);
  const width = String(shown[0]?.in ?? 0).length;
  const lines = shown.map(
    ({ id, title, in: count }) =>
      `  ${String(count).padStart(width)}  ${title}  ${style.faint(id)}\n`,
  );
  const more = mistakes.length - shown.length;
  return lines.join('') + (more > 0 ? style.faint(`  and ${more} more kinds of mistake\n`) : '');
}

/** 0 all passed, 1 some failed, 2 could not grade. */
export function exitCodeOf(results: readonly Pick<Result, 'outcome' | 'passed'>[]): 0 | 1 | 2 {
  if (results.some((one) => one.outcome === 'cannot-start')) return 2;
  return results.every((one) => one.passed) ? 0 : 1;
}

function markOf(result: Result, style: Style): string {
  if (result.passed) return style.good('✓');
  return result.outcome === 'cannot-start' ? style.warn('?') : style.bad('✗');
}

function summary(result: Result): string {
  const { checks, outcome, durationMs } = result;
  const failed = checks.filter((check) => check.status === 'failed').length;
  const took = `${Math.round(durationMs)} ms`;
  switch (outcome) {
    case 'graded':
      return failed === 0
        ? `all ${checks.length} checks passed, ${took}`
        : `${failed} of ${checks.length} checks failed, ${took}`;
    case 'timed-out':
      return 'not finished in time';
    case 'crashed':
      return 'crashed';
    case 'cannot-start':
      return 'could not be graded';
  }
}

function mistakeText(mistake: Result['mistakes'][number], style: Style): string {
  const { id, title, severity, line, message, why, fix } = mistake;
  const note = severity === 'note';
  const mark = note ? style.warn('•') : style.bad('✗');
  const name = style.faint(`${note ? 'note, ' : ''}${id}`);
  return [
    `  ${mark} ${harmless(title)}${at(line)}  ${name}\n`,
    message === title ? '' : said(message, style),
    said(why, style),
    fix === '' ? '' : said(`Fix: ${fix}`, style),
  ].join('');
}

function said(text: string, style: Style): string {
  return wrap(harmless(text), '      ', style.width);
}

function at(line: number | null): string {
  return line === null ? '' : `, line ${line}`;
}

const OUTPUT_LINES = 10;

function outputText(output: string, style: Style): string {
  const lines = harmless(output).trimEnd().split('\n');
  const shown = lines.slice(-OUTPUT_LINES).map((line) => `      ${line}\n`);
  const more = lines.length > OUTPUT_LINES ? ` (last ${OUTPUT_LINES} lines)` : '';
  return style.faint(`    It printed${more}:\n${shown.join('')}`);
}
