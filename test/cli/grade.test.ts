import { describe, expect, it } from 'vitest';
import type { CheckOutcome, CheckRequest } from '../../src/core/ports.ts';
import { gradeAll, type Task } from '../../src/node/grading/grade.ts';
import type { Result } from '../../src/node/grading/result.ts';

/** A program that a whole check names more of. */
const SO_FAR = named('first');
const WHOLE = named('first', 'second');

function named(...ids: readonly string[]): CheckOutcome {
  return {
    outcome: 'graded',
    passed: false,
    checks: [],
    mistakes: ids.map((id) => ({ id, line: null, message: id })),
    output: '',
    outputTruncated: false,
    durationMs: 1,
  };
}

async function grade(wish: Pick<Task, 'endsAtFailure' | 'isExpected'> = {}) {
  const asked: Pick<CheckRequest, 'endsAtFailure' | 'together'>[] = [];
  const grader = {
    warm: () => undefined,
    dispose: () => undefined,
    close: () => Promise.resolve(),
    check: ({ endsAtFailure = false, together = false }: CheckRequest) => {
      asked.push({ endsAtFailure, together });
      return Promise.resolve(endsAtFailure ? SO_FAR : WHOLE);
    },
  };
  const task: Task = {
    drill: 'mine',
    drillFolder: '/mine',
    name: 'one.py',
    path: '/one.py',
    titles: new Map(),
    memoryMb: 4096,
    ...wish,
  };
  const hearing = { onGraded: () => undefined, onResult: () => undefined };
  const results = await gradeAll([task], grader, hearing, new AbortController().signal);
  return { asked, named: results.flatMap(({ mistakes }) => mistakes.map(({ id }) => id)) };
}

const WHOLLY = { endsAtFailure: false, together: false };
const startsWith =
  (id: string) =>
  ({ mistakes }: Result) =>
    mistakes[0]?.id === id;

describe('a check', () => {
  it('is whole by default', async () => {
    expect(await grade()).toEqual({ asked: [WHOLLY], named: ['first', 'second'] });
  });

  it('ends at the first failure where that is asked for', async () => {
    const asked = [{ ...WHOLLY, endsAtFailure: true }];
    expect(await grade({ endsAtFailure: true })).toEqual({ asked, named: ['first'] });
  });

  it('may be done beside others where it is known what is expected', async () => {
    const asked = [{ ...WHOLLY, together: true }];
    const wish = { isExpected: startsWith('first') };
    expect(await grade(wish)).toEqual({ asked, named: ['first', 'second'] });
  });

  it('ends at the first failure where that is what was expected', async () => {
    const asked = [{ endsAtFailure: true, together: true }];
    const wish = { endsAtFailure: true, isExpected: startsWith('first') };
    expect(await grade(wish)).toEqual({ asked, named: ['first'] });
  });

  it('is done again, as a whole and alone, where something else was expected', async () => {
    const asked = [{ endsAtFailure: true, together: true }, WHOLLY];
    const wish = { endsAtFailure: true, isExpected: startsWith('second') };
    expect(await grade(wish)).toEqual({ asked, named: ['first', 'second'] });
  });
});
