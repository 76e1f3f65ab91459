import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { check } from '../../src/testing/suites/check.ts';
import { codingDrills } from '../../src/testing/suites/drills.ts';
import { journeys } from '../../src/testing/suites/journeys.ts';
import { unit } from '../../src/testing/suites/unit.ts';
import { vscode } from '../../src/testing/suites/vscode.ts';
import { readArguments } from '../../src/testing/arguments.ts';
import { changesIn } from '../../src/testing/changed-files.ts';
import { selectionsFor } from '../../src/testing/changed.ts';
import { WHOLE } from '../../src/testing/suite.ts';
import { temporaryFolder } from '../node/folders.ts';

const KNOWN = ['check', 'unit', 'vscode'];

describe('the command line', () => {
  it('takes names of suites, parts of names of files, and a text', () => {
    expect(readArguments(['unit', 'softmax', '--grep', 'a b'], KNOWN)).toEqual({
      kind: 'run',
      suites: ['unit'],
      selection: { files: ['softmax'], grep: 'a b', soak: false, changed: null },
    });
    expect(readArguments([], KNOWN)).toEqual({ kind: 'run', suites: [], selection: WHOLE });
    expect(readArguments(['--soak'], KNOWN)).toMatchObject({ selection: { soak: true } });
    expect(readArguments(['--changed', '--since', 'main'], KNOWN)).toEqual({
      kind: 'changed',
      since: 'main',
    });
  });

  it.each([
    [['--since', 'main'], '--since needs --changed.'],
    [['--changed', 'unit'], 'leave out unit.'],
    [['--changed', '--grep', 'x'], 'leave out --grep'],
    [['--fast'], "Unknown option '--fast'"],
  ])('says of %j what is wrong, and how it is used', (args, says) => {
    expect(() => readArguments(args, KNOWN)).toThrow(says);
    expect(() => readArguments(args, KNOWN)).toThrow('npm test [--');
  });
});

describe('a part of a name', () => {
  const parts = (...files: readonly string[]) => ({ ...WHOLE, files });

  it('begins no suite that has nothing of it', () => {
    for (const suite of [check, unit, vscode('browser'), journeys]) {
      expect(suite.jobs(parts('no-such-thing')), suite.title).toEqual([]);
      expect(suite.jobs(WHOLE), suite.title).not.toEqual([]);
    }
  });

  it('chooses files and checks', () => {
    expect(check.jobs(parts('lint')).map(({ title }) => title)).toEqual(['lint']);
    expect(vscode('browser').jobs(parts('clock.test'))).toHaveLength(1);
    expect(vscode('browser').jobs(parts('interview.test'))).toHaveLength(2);
    expect(vscode('desktop').jobs(parts('interview.test'))).toHaveLength(1);
    expect(journeys.jobs(parts('drill.journey'))).toHaveLength(2);
    expect(journeys.jobs(parts('clock.journey'))).toHaveLength(1);
    expect(unit.jobs(parts('clock.test'))).toHaveLength(1);
  });

  it('finds every drill', () => {
    expect(codingDrills()).toContain('softmax');
  });
});

describe('a change', () => {
  const chosen = (...files: readonly string[]) =>
    Object.fromEntries(
      [...selectionsFor(files)].map(([suite, { files: parts }]) => [suite, parts]),
    );

  it('of one drill proves this drill and reads the content', () => {
    const { check: any, ...rest } = chosen('drills/coding/softmax/solution.py');
    expect(any).toEqual([]);
    expect(rest).toEqual({
      unit: ['test/drills/', 'test/content/mistake-edits'],
      grader: ['drills/coding/softmax'],
    });
  });

  it('of a page runs the tests of that page', () => {
    expect(chosen('src/webview/round/main.tsx')['unit']).toContain('test/webview/round');
    expect(chosen('src/webview/shared/fold.tsx')['unit']).toContain('test/webview/');
  });

  it('of the host runs its tests in the host', () => {
    expect(chosen('src/host/board/editor.ts')['vscode']).toEqual([
      'activation',
      'test/vscode/board',
    ]);
    expect(chosen('src/core/clock.ts')).not.toHaveProperty('vscode');
  });

  it('of a test runs it', () => {
    expect(chosen('test/journeys/clock.journey.ts')['journeys']).toEqual(['/clock.journey']);
    expect(chosen('test/grader/test_messages.py')['grader']).toEqual(['test_messages']);
  });

  it('of how everything is built runs everything', () => {
    const all = selectionsFor(['package.json', 'src/core/clock.ts']);
    expect([...all.values()]).toEqual(Array.from({ length: 5 }, () => WHOLE));
  });

  it('of nothing runs nothing', () => {
    expect(chosen()).toEqual({});
  });
});

describe('what has changed', () => {
  it('is what is not committed, else what the last commit changed, else since any commit', () => {
    const root = temporaryFolder();
    const git = (...args: readonly string[]) => {
      const who = ['-c', 'user.name=a', '-c', 'user.email=a@b.c', '-c', 'commit.gpgsign=false'];
      execFileSync('git', [...who, ...args], { cwd: root });
    };
    const write = (name: string) => writeFileSync(join(root, name), `${name} ${Math.random()}`);

    git('init', '--quiet');
    for (const [at, name] of ['a', 'b', 'ç d'].entries()) {
      write(name);
      git('add', '--all');
      git('commit', '--quiet', '--message', `${at}`);
    }
    expect(changesIn(null, root).files).toEqual(['ç d']);
    expect(changesIn('HEAD~2', root).files).toEqual(['b', 'ç d']);
    write('new');
    rmSync(join(root, 'a'));
    expect(changesIn(null, root)).toEqual({ files: ['a', 'new'], since: 'the last commit' });
    expect(() => changesIn('no-such-ref', root)).toThrow('git cannot tell what has changed');
  });
});
