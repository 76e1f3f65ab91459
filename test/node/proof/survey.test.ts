import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Survey } from '../../../src/node/proof/survey.ts';
import { HANGS_MS } from '../../limits.ts';
import { CODING, PACKAGE_ROOT, ROOT, testPython } from '../../python.ts';
import { expectNothingLeft } from '../grader/processes.ts';

const EXAMPLE = join(ROOT, 'drills/example/coding/l2-norm');
const folder = mkdtempSync(join(tmpdir(), 'survey-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A drill like the example, whose grade.py begins with this line. */
function drillWith(name: string, line: string): string {
  const drill = join(folder, name);
  cpSync(EXAMPLE, drill, { recursive: true, filter: (path) => !path.includes('__pycache__') });
  const grade = join(drill, 'grade.py');
  writeFileSync(grade, `${line}\n${readFileSync(grade, 'utf8')}`);
  return drill;
}

function survey(silentMs: number, signal?: AbortSignal): Survey {
  return new Survey({ python: testPython(), packageRoot: PACKAGE_ROOT, signal }, silentMs);
}

describe('a survey', () => {
  /** Its process, which starts torch, is shared. It waits long enough for a drill that does not hang. */
  const one = survey(HANGS_MS / 20);
  afterAll(async () => {
    await one.close();
    await expectNothingLeft();
  });

  it('tells of each drill how it stands, whatever the Python of another does', async () => {
    const fresh = { kind: 'report', twins: [], other: [], uncovered: [] };
    expect(await one.standingOf(EXAMPLE)).toMatchObject(fresh);
    for (const [name, line, standing] of [
      ['raises', 'raise ValueError("of the grade")', failed('ValueError: of the grade')],
      ['leaves', 'raise SystemExit(3)', failed('SystemExit: 3')],
      ['exits', 'import os; os._exit(3)', failed('Its Python process stopped by itself')],
      [
        'talks',
        'import sys; print("{}", end="", flush=True); assert not sys.stdin.read()',
        'stale',
      ],
    ] as const) {
      const expected = standing === 'stale' ? { kind: 'stale' } : standing;
      expect(await one.standingOf(drillWith(name, line)), name).toEqual(expected);
    }
    expect(await one.standingOf(EXAMPLE)).toMatchObject(fresh);
    expect(await one.standingOf(join(CODING, 'gan'))).toEqual({ kind: 'own' });
  });

  it('writes the mutants of a solution, none where it does not parse', async () => {
    const drill = drillWith('mutants', '');
    const mutants = await one.mutantsOf(drill, join(folder, 'of-one'));
    expect(mutants.length).toBeGreaterThan(10);
    for (const { path } of mutants) expect(readFileSync(path, 'utf8')).toContain('class L2Norm');
    writeFileSync(join(drill, 'solution.py'), 'class (:\n');
    expect(await one.mutantsOf(drill, join(folder, 'of-none'))).toEqual([]);
  });

  it('does not wait for a drill that hangs, and goes on with the next', async () => {
    const drill = drillWith('hangs', 'import time; time.sleep(3600)');
    const standing = await one.standingOf(drill);
    expect(standing).toMatchObject({
      why: expect.stringContaining('grade.py was still starting') as string,
    });
    expect(await one.standingOf(EXAMPLE)).toMatchObject({ kind: 'report' });
  });

  it('ends when it is cancelled', async () => {
    const abort = new AbortController();
    const cancelled = survey(HANGS_MS, abort.signal);
    const waiting = cancelled.standingOf(drillWith('waits', 'import time; time.sleep(3600)'));
    abort.abort();
    expect(await waiting).toEqual({ kind: 'cancelled' });
    expect(await cancelled.standingOf(EXAMPLE)).toEqual({ kind: 'cancelled' });
    await cancelled.close();
  });
});

function failed(why: string) {
  return { kind: 'failed', why } as const;
}
