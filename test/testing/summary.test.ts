import { describe, expect, it } from 'vitest';
import { LastRuns } from '../../src/testing/last-runs.ts';
import { progressOf } from '../../src/testing/progress.ts';
import type { SuiteRun } from '../../src/testing/run.ts';
import type { TestResult } from '../../src/testing/results.ts';
import { failureText, summaryOf } from '../../src/testing/summary.ts';
import { Tally } from '../../src/testing/tally.ts';
import { temporaryFolder } from '../node/folders.ts';

function suite(title: string, state: SuiteRun['state'], results: readonly TestResult[]): SuiteRun {
  const tally = new Tally();
  for (const one of results) tally.add(one);
  return { title, state, tally, logFile: `/logs/${title}.log`, seconds: 12 };
}

const PASSED = { name: 'a passes', outcome: 'passed', ms: 30 } as const;
const FLAKY = { name: 'b wavers', outcome: 'flaky', ms: 9000, detail: 'first time' } as const;
const FAILED = { name: 'c fails', outcome: 'failed', ms: 20, detail: 'why' } as const;

describe('a summary', () => {
  const lines = summaryOf(
    [
      suite('unit', 'ended', [PASSED, FLAKY, FAILED, { ...PASSED, outcome: 'skipped' }]),
      suite('grader', 'running', [PASSED]),
      suite('vscode', 'waiting', []),
    ],
    20,
  );
  const text = lines.join('\n');

  it('ends with totals in which flaky is failed', () => {
    expect(lines.at(-1)).toBe('2 passed, 2 failed');
  });

  it('names what failed, and calls what is flaky so', () => {
    expect(text).toContain('  unit: c fails\n');
    expect(text).toContain('  flaky unit: b wavers\n');
  });

  it('repeats the reasons of the first failures, and no more', () => {
    expect(text).toContain('✗ unit: c fails\n    why\n');
    expect(text).toContain('✗ unit: flaky (it passed when run again): b wavers\n    first time\n');
    const many = Array.from({ length: 50 }, (_, at) => ({ ...FAILED, name: `number ${at}` }));
    const told = summaryOf([suite('unit', 'ended', many)], 20).join('\n');
    expect(told.match(/^ {4}why$/gm)).toHaveLength(5);
    expect(told).toContain('  unit: number 39\n  and 10 more\n');
  });

  it('begins the slowest with the slowest', () => {
    expect(/The slowest:\n(.*)\n/.exec(text)?.[1]).toBe('    9.0 s  b wavers');
  });

  it('says of a run that was interrupted what was not run to its end', () => {
    expect(text).toContain('1 passed, 0 failed, not finished');
    expect(text).toContain('0 passed, 0 failed, not begun');
  });

  it('is of one line where nothing failed', () => {
    expect(summaryOf([suite('unit', 'ended', [PASSED])], 1).join('\n')).not.toContain('Failed');
  });
});

describe('a failure', () => {
  it('is told with its reason, cut where that is long', () => {
    expect(failureText('unit', FAILED)).toBe('✗ unit: c fails\n    why');
    const long = failureText('unit', { ...FAILED, detail: 'x\n'.repeat(1000) });
    expect(long.split('\n').length).toBeLessThan(60);
    expect(long).toMatch(/\n {4}\.\.\.$/);
  });
});

describe('progress', () => {
  it('says how many of how many, and how long it took last time', () => {
    const file = `${temporaryFolder()}/runs.json`;
    const first = new LastRuns(file);
    const running = suite('unit', 'running', [PASSED, FAILED]);
    expect(progressOf(running, first)).toBe('unit 2, 1 failed, 12 s');
    first.ended('unit', 'vitest', 99);
    first.keep([{ title: 'unit', tests: 2350, seconds: 100 }]);
    const second = new LastRuns(file);
    expect(progressOf(running, second)).toBe('unit 2 of 2350, 1 failed, 12 s (last time 100 s)');
    expect([second.job('unit', 'vitest'), second.job('unit', 'other')]).toEqual([99, null]);
    second.keep([{ title: 'check', tests: 6, seconds: 10 }]);
    // What was not run is kept.
    expect(new LastRuns(file).suite('unit')?.tests).toBe(2350);
  });
});
