import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/core/errors.ts';
import { Processes } from '../../src/dev/process/processes.ts';
import { LastRuns } from '../../src/testing/last-runs.ts';
import { runTests } from '../../src/testing/program.ts';
import { provisions } from '../../src/testing/provisions.ts';
import { Run } from '../../src/testing/run.ts';
import { sideBySide } from '../../src/testing/schedule.ts';
import { WHOLE, type Suite, type JobContext } from '../../src/testing/suite.ts';
import { temporaryFolder } from '../node/folders.ts';

const SAY = `const say = (name, outcome) => require('fs').appendFileSync(
  process.env.TENSOR_DRILLS_TEST_RESULTS, JSON.stringify({ name, outcome, ms: 1 }) + '\\n');`;

/** A suite of one program in JavaScript. */
function suiteOf(title: string, program: string): Suite {
  const run = (workshop: JobContext) =>
    runTests(workshop, { command: process.execPath, args: ['-e', `${SAY} ${program}`] });
  return { title, jobs: () => [{ title: 'node', run }] };
}

async function ran(...suites: readonly Suite[]) {
  const processes = new Processes();
  const failures: string[] = [];
  const run = new Run(
    suites.map((suite) => ({ suite, selection: WHOLE })),
    {
      processes,
      provisions: provisions(processes, () => undefined),
      slowness: 1,
      lastRuns: new LastRuns(`${temporaryFolder()}/none.json`),
      onFailure: (suite, { name, detail = '' }) => failures.push(`${suite} ${name} ${detail}`),
    },
  );
  await run.finish();
  return { totals: run.suites.map(({ tally }) => tally.totals), failures };
}

describe('a run', () => {
  it('counts what programs tell, and believes one that ends well', async () => {
    const { totals, failures } = await ran(
      suiteOf('fine', `say('a', 'passed'); say('b', 'skipped');`),
      suiteOf('bad', `say('c', 'failed'); say('d', 'flaky'); process.exitCode = 1;`),
    );
    expect(totals).toEqual([
      { passed: 1, failed: 0, skipped: 1 },
      { passed: 0, failed: 2, skipped: 0 },
    ]);
    expect(failures.map((one) => one.split(' ')[1])).toEqual(['c', 'd']);
  });

  it('counts a failure for a program that ends badly without naming a test', async () => {
    const program = `say('a', 'passed'); console.error('out of paper'); process.exit(7);`;
    const { totals, failures } = await ran(suiteOf('odd', program));
    expect(totals).toEqual([{ passed: 1, failed: 1, skipped: 0 }]);
    expect(failures[0]).toMatch(/It ended with 7\.\nout of paper/);
  });

  it('counts a failure for one that cannot be started, and runs the others', async () => {
    const broken: Suite = {
      title: 'broken',
      jobs: () => [
        { title: 'none', run: () => Promise.reject(new UserError('There is no torch here.')) },
        { title: 'bug', run: () => Promise.reject(new TypeError('a bug')) },
      ],
    };
    const { totals, failures } = await ran(broken, suiteOf('fine', `say('a', 'passed');`));
    expect(totals.map(({ failed }) => failed)).toEqual([2, 0]);
    expect(failures).toContain('broken none could not finish There is no torch here.');
    expect(failures.find((one) => one.includes('bug'))).toContain('run.test.ts');
  });
});

describe('jobs side by side', () => {
  it('begin with what was never run, then the longest, in as many lanes as there are', async () => {
    const began: string[] = [];
    let at = 0;
    let most = 0;
    const planned = [
      { job: 'short', seconds: 1 },
      { job: 'new', seconds: null },
      { job: 'long', seconds: 100 },
      { job: 'middle', seconds: 10 },
    ];
    await sideBySide(2, planned, async (job) => {
      began.push(job);
      most = Math.max(most, (at += 1));
      await new Promise((resolve) => setImmediate(resolve));
      at -= 1;
    });
    expect(began).toEqual(['new', 'long', 'middle', 'short']);
    expect(most).toBe(2);
  });
});
