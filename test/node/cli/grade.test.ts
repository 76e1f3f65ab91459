import { describe, expect, it } from 'vitest';
import type { CheckOutcome, CheckRequest } from '../../../src/core/ports.ts';
import { gradeAll, type Task } from '../../../src/node/cli/grade.ts';
import type { Result } from '../../../src/node/cli/result.ts';

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

async function grade(isEnough?: (result: Result) => boolean) {
  const asked: (boolean | undefined)[] = [];
  const grader = {
    warm: () => undefined,
    dispose: () => undefined,
    close: () => Promise.resolve(),
    check: ({ endsAtFailure }: CheckRequest) => {
      asked.push(endsAtFailure);
      return Promise.resolve(endsAtFailure === true ? SO_FAR : WHOLE);
    },
  };
  const task: Task = {
    drill: 'mine',
    drillFolder: '/mine',
    name: 'one.py',
    path: '/one.py',
    titles: new Map(),
    memoryMb: 4096,
    ...(isEnough === undefined ? {} : { isEnough }),
  };
  const hearing = { onGraded: () => undefined, onResult: () => undefined };
  const results = await gradeAll([task], grader, hearing, new AbortController().signal);
  return { asked, named: results.flatMap(({ mistakes }) => mistakes.map(({ id }) => id)) };
}

describe('a check', () => {
  it('is whole where nobody says what is enough', async () => {
    expect(await grade()).toEqual({ asked: [false], named: ['first', 'second'] });
  });

  it('ends at the first failure where that is enough', async () => {
    const isEnough = ({ mistakes }: Result) => mistakes[0]?.id === 'first';
    expect(await grade(isEnough)).toEqual({ asked: [true], named: ['first'] });
  });

  it('is done again as a whole where that is not enough', async () => {
    expect(await grade(() => false)).toEqual({ asked: [true, false], named: ['first', 'second'] });
  });
});
