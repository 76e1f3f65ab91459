import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseCliArgs } from '../../src/cli/arguments.ts';
import { UsageError } from '../../src/cli/options.ts';
import { ROOT } from '../python.ts';
import { runCli } from './run-cli.ts';

const CHECK = ['check', 'gan', 'x.py'];

describe('a command line', () => {
  it.each([
    {
      args: [],
      says: 'Which command? Available: check, break, merge, list, prove, show, outdated, mcp.',
    },
    { args: ['grade'], says: 'There is no command "grade"' },
    { args: ['check'], says: 'check needs a drill' },
    { args: [...CHECK, '--jobs', '0'], says: '--jobs must be' },
    { args: [...CHECK, '--jobs', '1.5'], says: '--jobs must be a whole' },
    { args: [...CHECK, '--timeout', 'soon'], says: '--timeout must be' },
    { args: [...CHECK, '--timeout=-5'], says: '--timeout must be' },
    { args: [...CHECK, '--jobs'], says: '--jobs needs a value.' },
    {
      args: ['list', '--jobs', '2'],
      says: '--jobs is for check and prove; list does not take it.',
    },
    { args: [...CHECK, '--frob'], says: "Unknown option '--frob'" },
    { args: ['list', 'gan'], says: 'list does not take' },
    { args: ['prove'], says: 'prove needs' },
    { args: ['prove', ''], says: 'prove needs' },
    { args: ['show'], says: 'show needs' },
    { args: ['outdated', 'a', 'b'], says: 'outdated takes one folder.' },
    { args: ['outdated', '--months=-1'], says: '--months must be' },
    { args: ['mcp', 'softmax'], says: 'mcp does not take "softmax".' },
    { args: ['mcp', '--times', 'code'], says: '--times must be like' },
    { args: ['mcp', '--interview', '2026-02-30'], says: '--interview must be a date' },
    { args: ['mcp', '--pack', ''], says: '--pack needs a value.' },
    { args: ['list', '--months', '3'], says: '--months is for outdated; list' },
  ])('says what is wrong with "$args"', ({ args, says }) => {
    expect(() => parseCliArgs(args)).toThrow(UsageError);
    expect(() => parseCliArgs(args)).toThrow(says);
  });

  it.each([
    { args: ['grade'], says: 'There is no command "grade"' },
    { args: ['check', 'gan'], says: 'Which files' },
  ])('that is wrong ends the program, which says where there is help: $says', async (one) => {
    const { code, stdout, stderr } = await runCli(one.args);
    expect(stderr).toContain(one.says);
    expect(stderr).toContain('--help');
    expect([code, stdout]).toEqual([2, '']);
  });

  it.each(['--csv', '--report', '--shard', '--python', '--timeout', '--memory', '--jobs'])(
    'needs a value for %s',
    (option) => {
      for (const rest of [[option], [option, '--json'], [option, ''], [`${option}= `]]) {
        expect(() => parseCliArgs([...CHECK, ...rest])).toThrow(
          new UsageError(`${option} needs a value.`),
        );
      }
    },
  );

  it.each([
    { args: ['list', '--jobs', '2'], takes: '--jobs is for check and prove; list' },
    { args: ['list', '--quiet'], takes: '--quiet is for check and merge; list' },
    { args: ['merge', 'x.json', '--resume'], takes: '--resume is for check; merge' },
    {
      args: ['merge', 'x.json', '--python', 'p'],
      takes: '--python is for check, break, prove and mcp; merge',
    },
    { args: ['prove', 'drills', '--shard', '1/2'], takes: '--shard is for check; prove' },
    { args: ['prove', 'drills', '--csv', 'x'], takes: '--csv is for check and merge; prove' },
  ])('is refused with an option that does not fit: $takes', ({ args, takes }) => {
    expect(() => parseCliArgs(args)).toThrow(new UsageError(`${takes} does not take it.`));
  });

  it('takes the user’s times for an interview', () => {
    const args = ['mcp', '--times', 'narrate=60-120,code=-900', '--interview', '2026-11-25'];
    expect(parseCliArgs(args)).toMatchObject({
      times: { narrate: [60, 120], code: [null, 900] },
      interview: new Date(2026, 10, 25, 9).getTime(),
      retention: 0.9,
    });
  });

  it.each([['-h'], ['help'], ['help', 'check'], ['check', '--help'], ['--help', '--jobs', '2']])(
    'asks for help: %s %s',
    (...args) => expect(parseCliArgs(args)).toEqual({ command: 'help' }),
  );

  it('helps', async () => {
    const { code, stdout, stderr } = await runCli(['help']);
    expect(stdout).toMatch(
      /check DRILL FILE.*merge.*list.*prove FOLDER.*show DRILL.*outdated.*mcp.*help.*--version/s,
    );
    expect([code, stderr]).toEqual([0, '']);
  });

  it('tells the version', async () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      readonly version: string;
    };
    expect(await runCli(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });
});
