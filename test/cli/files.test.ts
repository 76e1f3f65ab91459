import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { submissionsOf } from '../../src/cli/files.ts';
import { matches } from '../../src/cli/glob.ts';

let root = '';

const FILES = [
  'class/alice/lstm.py',
  'class/alice/helper.py',
  'class/bob/week 1/lstm.py',
  'class/bob/__pycache__/lstm.py',
  'class/.git/hook.py',
  'class/carla/lstm.ipynb',
  'class/carla/data.csv',
  'class/frank/notes.md',
  'class/eve/old.ipynb',
  'class/gina/LSTM.PY',
  'class/hal/lstm.py.txt',
  'class/ida/lstm.pyw',
  'class/dan/.venv/lib/site.py',
  'class/dan/env/pyvenv.cfg',
  'class/dan/env/lib/six.py',
  'class/dan/lstm.py',
  'class/__MACOSX/alice/._lstm.py',
  'class/eve/._lstm.py',
  'class/eve/lstm.py',
  'other/a[1].py',
  'other/{x}.py',
  'other/ab.py',
];

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'submissions-'));
  for (const name of FILES) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), '');
  }
});
afterAll(() => rmSync(root, { recursive: true }));

const named = (...names: string[]) =>
  submissionsOf(names.map((name) => join(root, name))).files.map((one) => one.submission);

describe('submissions', () => {
  it('are named by student and file, without what nobody wrote', () => {
    const { files, empty } = submissionsOf([join(root, 'class')]);
    expect(files.map((one) => one.submission)).toEqual([
      'alice/helper.py',
      'alice/lstm.py',
      'bob/week 1/lstm.py',
      'carla/lstm.ipynb',
      'dan/lstm.py',
      'eve/lstm.py',
      'gina/LSTM.PY',
      'hal/lstm.py.txt',
      'ida/lstm.pyw',
    ]);
    expect(empty).toEqual([join(root, 'class/frank')]);
  });

  it('that are no Python files are there too, with what to do', () => {
    const { files } = submissionsOf([join(root, 'class')]);
    const problems = new Map(files.map((one) => [one.submission, one.problem]));
    expect(problems.get('carla/lstm.ipynb')).toMatch(/lstm\.ipynb is a notebook.*export it/);
    for (const name of ['gina/LSTM.PY', 'hal/lstm.py.txt', 'ida/lstm.pyw']) {
      expect(problems.get(name)).toMatch(/rename it so that it ends in \.py\.$/);
    }
    // Other files may lie beside a program that is handed in.
    expect(problems.get('eve/lstm.py')).toBeUndefined();
    const [alone] = submissionsOf([join(root, 'class/carla/lstm.ipynb')]).files;
    expect(alone?.problem).toMatch(/is a notebook/);
  });

  it('have the same names however they are given', () => {
    const wanted = ['alice/lstm.py', 'dan/lstm.py', 'eve/lstm.py'];
    expect(named('class/*/lstm.py')).toEqual(wanted);
    expect(named(...wanted.map((name) => `class/${name}`))).toEqual(wanted);
    // One student alone keeps the name that the pattern gives.
    expect(named('class/d*/lstm.py')).toEqual(['dan/lstm.py']);
    expect(named('class/*')).toEqual(named('class'));
  });

  it('are each there once', () => {
    expect(named('class/alice', 'class/alice/lstm.py', 'class/*/lstm.py').sort()).toEqual([
      'alice/helper.py',
      'alice/lstm.py',
      'dan/lstm.py',
      'eve/lstm.py',
    ]);
  });

  it('may be called like patterns', () => {
    expect(named('other/a[1].py')).toEqual(['a[1].py']);
    expect(named('other/{x}.py')).toEqual(['{x}.py']);
  });

  it('one that cannot be graded has a sentence and stops nobody', () => {
    const folder = join(root, 'links');
    mkdirSync(join(folder, 'mallory'), { recursive: true });
    symlinkSync('/etc/hostname', join(folder, 'mallory/secret.py'));
    symlinkSync('nowhere', join(folder, 'mallory/gone.py'));
    symlinkSync('../trent.py', join(folder, 'mallory/inside.py'));
    writeFileSync(join(folder, 'trent.py'), '');
    spawnSync('mkfifo', [join(folder, 'mallory/pipe.py')]);
    const { files } = submissionsOf([folder]);
    expect(files.map(({ submission, problem }) => [submission, problem])).toEqual([
      ['mallory/gone.py', expect.stringContaining('is a broken link.')],
      ['mallory/inside.py', undefined],
      ['mallory/pipe.py', expect.stringContaining('is not a file.')],
      ['mallory/secret.py', expect.stringContaining('is a link that points outside')],
      ['trent.py', undefined],
    ]);
    const matched = submissionsOf([join(folder, '*/*.py')]).files;
    expect(matched.map(({ submission, problem }) => [submission, problem === undefined])).toEqual([
      ['mallory/gone.py', false],
      ['mallory/inside.py', true],
      ['mallory/pipe.py', false],
      ['mallory/secret.py', false],
    ]);
  });

  it.each([
    ['class/nobody.py', /There is no file .*nobody\.py\./],
    ['class/*/nobody.py', /Nothing matches .*nobody\.py\./],
    ['class/frank', /There is no Python file in .*frank\./],
  ])('that are not there: %s', (name, says) => {
    expect(() => named(name)).toThrow(says);
  });
});

describe('patterns', () => {
  it.each([
    'class/*/lstm.py',
    'class/**/*.py',
    'class/**/lstm.py',
    '**/lstm.py',
    'class/?o?/*/*.py',
    'class/[a-d]*/*.py',
    'class/[!a-d]*/*.py',
    'class/{alice,e*}/{lstm,helper}.py',
    'class/{alice,{dan,eve}}/lstm.py',
    'class/*/',
    'class/.*/*.py',
    'other/a[[]1].py',
    'other/*[1]*',
    'class/**',
    './class/*/helper.py',
  ])('%s matches what it matches in bash', (pattern) => {
    const { stdout } = spawnSync(
      'bash',
      ['-O', 'globstar', '-O', 'nullglob', '-c', `LC_ALL=C; printf '%s\\n' ${pattern}`],
      { cwd: root, encoding: 'utf8' },
    );
    const before = process.cwd();
    process.chdir(root);
    try {
      const ours = matches(pattern).map((name) => name.replace(/\/$/, ''));
      const wanted = stdout
        .trimEnd()
        .split('\n')
        .map((name) => name.replace(/\/$/, ''));
      expect(ours.map((name) => join(name))).toEqual(
        [...new Set(wanted.map((name) => join(name)))].sort(),
      );
    } finally {
      process.chdir(before);
    }
  });
});
