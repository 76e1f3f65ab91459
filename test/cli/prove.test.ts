/** Proving a pack on the command line: what holds, what does not, and what its drills lack. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../python.ts';
import { jsonLines, runCli } from './run-cli.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'prove-test-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** One job, because each starts torch; the author's guide is proven with as many as there are cores. */
const prove = (...args: readonly string[]) => runCli(['prove', ...args, '--jobs', '1']);

describe('prove', () => {
  const EXAMPLE = join(ROOT, 'drills/example/coding/l2-norm');
  const solution = readFileSync(join(EXAMPLE, 'solution.py'), 'utf8');
  const squared = solution.replace(
    'torch.rsqrt(square_sum + self.eps)',
    '1 / (square_sum + self.eps)',
  );

  function pack(): { readonly root: string; readonly drill: string } {
    const root = mkdtempSync(join(folder, 'pack-'));
    const drill = join(root, 'coding/my-norm');
    cpSync(EXAMPLE, drill, { recursive: true, filter: (path) => !path.includes('__pycache__') });
    mkdirSync(join(drill, 'mistakes'));
    writeFileSync(join(drill, 'mistakes/root-missing.mine.py'), squared);
    return { root, drill };
  }

  it('proves a pack of the user’s own, and refuses one that changed since where nothing may be written; is quick with wrong programs, and looks again at one that is not named as it should be', async () => {
    const { root, drill } = pack();
    writeFileSync(join(drill, 'correct/again.py'), `# Again.\n${solution}`);
    const frozen = join(drill, 'frozen.json');
    const before = readFileSync(frozen, 'utf8');
    const refused = await prove(root, '--frozen', '--quick');
    expect(refused.stdout).toContain('frozen.json does not match this drill.');
    expect([refused.code, readFileSync(frozen, 'utf8')]).toEqual([1, before]);
    const { code, stdout, stderr } = await prove(root, '--json');
    const wholly = jsonLines(stdout);
    expect(wholly.filter(({ proven }) => proven !== true)).toEqual([]);
    expect([code, stderr]).toEqual([0, '']);
    const mine = join(drill, 'mistakes/root-missing.mine.py');
    const checked = await runCli(['check', drill, mine, '--json']);
    expect(jsonLines(checked.stdout)).toMatchObject([
      { drill: 'my-norm', mistakes: [{ id: 'root-missing', severity: 'error' }] },
    ]);

    writeFileSync(join(drill, 'mistakes/mean-subtracted.other.py'), squared);
    writeFileSync(join(drill, 'mistakes/root-missing.yours.py'), `# Again.\n${squared}`);
    writeFileSync(join(drill, 'mistakes/times-out.mine.py'), `while True:\n    pass\n${solution}`);
    const quick = [root, '--json', '--quick', '--frozen', '--timeout', '3600'];
    const made = await prove(...quick);
    const quickly = jsonLines(made.stdout);
    const files = (lines: typeof quickly) => lines.map(({ file }) => String(file));
    const changed = (lines: typeof quickly) =>
      files(lines).filter((file) => file.includes('solution.py#'));
    expect(changed(quickly)).toEqual(changed(wholly).filter((_, at) => at % 3 === 0));
    const others = files(wholly).filter((file) => !file.includes('solution.py#'));
    expect(files(quickly)).toEqual(expect.arrayContaining(others));
    expect(quickly.filter(({ proven }) => proven !== true)).toMatchObject([
      { file: 'my-norm/mistakes/mean-subtracted.other.py', mistakes: [{ id: 'root-missing' }] },
    ]);
    // A check that ended early, of another program of a mistake than the first, has skipped the run of the demo, which a whole one never does.
    const demoOf = (name: string) =>
      quickly
        .filter(({ file }) => file === `my-norm/${name}`)
        .flatMap(({ checks }) => checks as readonly { id: string; status: string }[])
        .find(({ id }) => id === 'runs')?.status;
    expect(demoOf('mistakes/root-missing.yours.py')).toBe('skipped');
    expect(demoOf('mistakes/root-missing.mine.py')).toBe('passed');
    expect(demoOf('mistakes/mean-subtracted.other.py')).toBe('passed');
    expect(made.code).toBe(1);
    const other = jsonLines((await prove(...quick, '--fewest', '--seed', '2')).stdout);
    expect(changed(other)).toEqual(changed(wholly).filter((_, at) => at % 3 === 2));
    const claims = (lines: typeof quickly) =>
      files(lines).flatMap((file) => /mistakes(?:\/|\.yaml#)([\w-]+)/.exec(file)?.[1] ?? []);
    expect(claims(other)).toEqual([...new Set(claims(quickly))]);
    expect(claims(quickly).length).toBeGreaterThan(claims(other).length);
  });

  it('leaves a drill to be checked whatever is wrong with its edits, or with another of its pack', async () => {
    const { root, drill } = pack();
    const broken = join(root, 'coding/my-norm-too');
    cpSync(drill, broken, { recursive: true });
    writeFileSync(join(broken, 'drill.yaml'), 'title: 3\n');
    writeFileSync(join(drill, 'mistakes.yaml'), 'nothing');
    const checked = await runCli(['check', drill, join(drill, 'solution.py')]);
    expect([checked.code, checked.stderr]).toEqual([0, '']);
    const own = await runCli(['check', broken, join(drill, 'solution.py')]);
    expect(own.stderr).toMatch(/my-norm-too\/drill\.yaml:1:\d+ title/);
    expect(own.code).toBe(2);
  });

  it('tells every promise that is not kept, and what a drill lacks, where it can be mended', async () => {
    const { root, drill } = pack();
    writeFileSync(join(drill, 'mistakes/mean-subtracted.other.py'), squared);
    writeFileSync(join(drill, 'mistakes/unheard-of.py'), squared);
    writeFileSync(join(drill, 'correct/wrong.py'), squared);
    writeFileSync(join(drill, 'starter.py'), solution);
    const says = '    says: The output is not scaled by a learned weight.';
    const yaml = readFileSync(join(drill, 'drill.yaml'), 'utf8');
    writeFileSync(
      join(drill, 'drill.yaml'),
      yaml
        .replace(says, '    says: The output is not scaled by {what}.')
        .replace(
          'mistakes:\n',
          'mistakes:\n  - {id: never-made, title: Never made, says: It is., why: It is., notice: It is., fix: It is.}\n',
        ),
    );
    const edits = readFileSync(join(drill, 'mistakes.yaml'), 'utf8');
    const line = edits.split('\n').length;
    const [, twin = ''] = /^ {2}root-missing(: \|\n(?: {4}.*\n)+)/m.exec(edits) ?? [];
    writeFileSync(
      join(drill, 'mistakes.yaml'),
      `${edits}  mean-subtracted.twin${twin}  another-name:
    choice: true
    edit: |
      @@
      -        return x * torch.rsqrt(square_sum + self.eps) * self.weight
      +        return self.weight * x * torch.rsqrt(square_sum + self.eps)
`,
    );
    const grade = readFileSync(join(drill, 'grade.py'), 'utf8');
    writeFileSync(
      join(drill, 'grade.py'),
      grade.replace(/^.*a batch of one.*\n/m, '').replace(/^.*of zeros.*\n/m, ''),
    );
    const { code, stdout, stderr } = await prove(root, 'my-norm');
    expect(stdout).toContain('makes the mistake "unheard-of", which is not described here');
    expect(stdout).toContain(
      'correct/wrong.py:1:1 This program gives different results from solution.py',
    );
    expect(stdout).toContain(
      'should have mean-subtracted named first, but failed with root-missing named',
    );
    expect(stdout).toContain('should pass with nothing named');
    expect(stdout).toContain('should fail, but passed');
    expect(stdout).toMatch(/ proven, 12 not\n$/);
    expect(code).toBe(1);
    const own = join(drill, 'mistakes.yaml');
    expect(stdout).toContain(
      `${own}:${line}:1 mean-subtracted.twin and root-missing give the same results`,
    );
    expect(stdout).toContain('The choice another-name changes nothing that a probe looks at.');
    expect(stdout).toContain('The sentence for this mistake contains {what}. Say what fills it');
    expect(stdout).toContain('grade.py:1:1 No probe looks at a batch of one.');
    expect(stdout).toMatch(/solution\.py#\d+ passes when it is changed \(.*self\.eps/);
    expect(stderr).toContain('my-norm: no program makes the mistake never-made');
  });

  it('says where the content is wrong', async () => {
    const { root, drill } = pack();
    writeFileSync(join(drill, 'drill.yaml'), 'title: 3\n');
    const { code, stdout } = await prove(root);
    expect(stdout).toMatch(/drill\.yaml:1:\d+ title/);
    expect(code).toBe(1);
  });

  it.each([
    { args: ['/no/pack'], says: 'is not a pack' },
    { args: ['drills/example', 'no-such-drill'], says: 'has no drill no-such-drill' },
  ])('could not prove: $says', async ({ args, says }) => {
    const { code, stderr } = await prove(...args);
    expect(stderr).toContain(says);
    expect(code).toBe(2);
  });
});
