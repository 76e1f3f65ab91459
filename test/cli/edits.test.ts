/** Programs with mistakes that stand as edits, on the command line: proven like whole programs, and shown whole. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../python.ts';
import { jsonLines, runCli } from './run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'edits-test-'));
const drill = join(folder, 'coding/l2-norm');
const file = join(drill, 'mistakes.yaml');
const solution = readFileSync(join(ROOT, 'drills/example/coding/l2-norm/solution.py'), 'utf8');

const ROOT_LINE = '        return x * torch.rsqrt(square_sum + self.eps) * self.weight';
const NO_ROOT = '        return x / (square_sum + self.eps) * self.weight';
const SQUARE_LINE = '        square_sum = x.pow(2).sum(dim=-1, keepdim=True)';

/** An entry that takes four lines. */
function entry(name: string, from: string, to: string): string {
  return `  ${name}: |
    @@
    -${from}
    +${to}
`;
}
/** The text of the file. */
function edits(...entries: readonly string[]): string {
  return `solution.py:\n${entries.join('')}`;
}

const SUBTRACTED = SQUARE_LINE.replace('x.pow', '(x - x.mean(-1, keepdim=True)).pow');
const GOOD = entry('root-missing.edited', ROOT_LINE, NO_ROOT);
const OTHER = entry('wrong-dimension.edited', SQUARE_LINE, SQUARE_LINE.replace('-1', '0'));

beforeAll(() => {
  cpSync(join(ROOT, 'drills/example'), folder, {
    recursive: true,
    filter: (path) =>
      !/correct[\\/]|mistakes\.yaml$|__pycache__|pairwise-distances|weight-average/.test(path),
  });
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('prove', () => {
  it('proves edits as it proves whole programs, and calls them by name', async () => {
    writeFileSync(
      file,
      edits(
        GOOD,
        entry('weight-missing.wrong-name', ROOT_LINE, NO_ROOT),
        entry('root-missing.moved', `${ROOT_LINE} + 1`, NO_ROOT),
        entry(
          'root-missing.both, wrong-dimension',
          `${SQUARE_LINE}\n    -${ROOT_LINE}`,
          `${SQUARE_LINE.replace('-1', '0')}\n    +${NO_ROOT}`,
        ),
        entry('root-missing.one-only, mean-subtracted', ROOT_LINE, NO_ROOT),
      ),
    );
    const { code, stdout } = await runCli(['prove', folder, '--json', '--jobs', '1']);
    const lines = stdout.split('\n');
    expect(lines.slice(0, 3)).toEqual([
      `✗ ${file}:12:5 Hunk 1 does not fit: solution.py has no such line.`,
      `✗ ${file}:6:1 root-missing.edited and weight-missing.wrong-name give the same results in every probe, so a check cannot tell them apart. Add a probe in which they differ, or make them one mistake.`,
      `✗ ${file}:14:1 The sentence for this mistake contains {over}. Say what fills it: \`detail: {over: ...}\`.`,
    ]);
    const results = jsonLines(lines.slice(3).join('\n'));
    expect(
      results.filter((one) => one['proven'] !== true).map((one) => [one['file'], one['surprise']]),
    ).toEqual([
      [
        'l2-norm/mistakes.yaml#weight-missing.wrong-name',
        'should have weight-missing named first, but failed with root-missing named',
      ],
      [
        'l2-norm/mistakes.yaml#root-missing.one-only',
        'should have root-missing and mean-subtracted named first, but failed with root-missing named',
      ],
    ]);
    expect(results.map((one) => one['file'])).toContain('l2-norm/mistakes.yaml#root-missing.both');
    expect(code).toBe(1);
  });
});

describe('show', () => {
  const show = (...names: readonly string[]) => runCli(['show', drill, ...names]);
  const changed = solution.replace(ROOT_LINE, NO_ROOT);
  beforeAll(() => {
    mkdirSync(join(drill, 'mistakes'));
    writeFileSync(join(drill, 'mistakes/mean-subtracted.py'), solution);
  });

  it('prints the whole program, however it stands', async () => {
    writeFileSync(file, edits(GOOD, OTHER));
    expect(await show('root-missing.edited')).toEqual({ code: 0, stdout: changed, stderr: '' });
    expect((await show('mean-subtracted')).stdout).toBe(solution);
  });

  it('prints one program with the mistakes of several edits', async () => {
    writeFileSync(file, edits(GOOD, OTHER));
    const both = changed.replace('dim=-1', 'dim=0');
    expect((await show('root-missing.edited', 'wrong-dimension.edited')).stdout).toBe(both);
  });

  it('lists what there is', async () => {
    writeFileSync(file, edits(GOOD, OTHER));
    const { code, stdout } = await show();
    expect(stdout).toBe('mean-subtracted\nroot-missing.edited\nwrong-dimension.edited\n');
    expect(code).toBe(0);
  });

  it.each([
    { names: ['gone'], says: /^l2-norm has no program "gone"\. `show .*` lists them all\.\n$/ },
    {
      names: ['root-missing.edited', 'root-missing.other'],
      says: /^root-missing\.other: This hunk and the edit root-missing\.edited both change/,
    },
    {
      names: ['root-missing.edited', 'mean-subtracted'],
      says: /^Only edits can be combined; mean-subtracted is a whole program\.\n$/,
    },
  ])('says why there is no such program: $names', async ({ names, says }) => {
    const other = entry('root-missing.other', ROOT_LINE, ROOT_LINE.trim());
    writeFileSync(file, edits(GOOD, OTHER, other));
    const { code, stdout, stderr } = await show(...names);
    expect(stderr).toMatch(says);
    expect([code, stdout]).toEqual([2, '']);
  });

  it('says what is wrong with the file when the program may be in it', async () => {
    writeFileSync(file, edits(GOOD.replace(ROOT_LINE, SUBTRACTED)));
    const { code, stderr } = await show('root-missing.edited');
    expect(stderr).toContain(`${file}:4:5 Hunk 1 does not fit: solution.py has no such line.\n`);
    expect(code).toBe(2);
  });

  it('says that there is no such drill, and none of its programs', async () => {
    expect((await runCli(['show', 'no-such-drill'])).stderr).toMatch(
      /^There is no drill "no-such-drill"/,
    );
  });
});
