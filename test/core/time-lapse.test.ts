import { describe, expect, it } from 'vitest';
import type { NewEvent } from '../../src/core/events.ts';
import { Ledger } from '../../src/core/ledger.ts';
import { timeLapse } from '../../src/core/time-lapse.ts';
import { stamped } from './arbitraries.ts';

type Status = 'passed' | 'failed' | 'skipped';

const check = (stages: Record<string, Status>, ...mistakes: string[]): NewEvent => ({
  kind: 'checked',
  exerciseId: 'gan',
  attempt: 'a',
  file: '/gan.py',
  passed: Object.values(stages).every((one) => one === 'passed'),
  checks: Object.entries(stages).map(([id, status]) => ({ id, status })),
  mistakes,
  durationMs: 1,
});
const code = (hash: string): NewEvent => ({ kind: 'code-kept', attempt: 'a', code: hash });

function attemptWith(...events: NewEvent[]) {
  const begin: NewEvent = {
    ...{ kind: 'attempt-started', attempt: 'a', exerciseId: 'gan', file: '/gan.py' },
    ...{ phase: 'narrate', session: 's' },
  };
  const all = [begin, ...events].map((event, i) => stamped(event, i, i * 10_000));
  const attempt = new Ledger(all).attempt('a');
  if (!attempt) throw new Error('no attempt');
  return attempt;
}

describe('the time-lapse of an attempt', () => {
  it('says when each stage turned green, and when it was lost', () => {
    const turns = timeLapse(
      attemptWith(
        check({ parses: 'passed', runs: 'failed', values: 'skipped' }, 'detach'),
        check({ parses: 'passed', runs: 'passed', values: 'failed' }),
        check({ parses: 'passed', runs: 'failed', values: 'skipped' }),
        check({ parses: 'passed', runs: 'passed', values: 'passed' }),
      ),
    );
    expect(turns.map(({ green, lost }) => [green, lost])).toEqual([
      [['parses'], []],
      [['runs'], []],
      [[], ['runs']],
      [['runs', 'values'], []],
    ]);
    expect(turns.map(({ after }) => after)).toEqual([10_000, 20_000, 30_000, 40_000]);
    expect(turns.map(({ passed }) => passed)).toEqual([false, false, false, true]);
    expect(turns[0]?.mistakes).toEqual(['detach']);
  });

  it('knows the code of each check: what was kept just after it, else the last before', () => {
    const attempt = attemptWith(check({ runs: 'failed' }), code('one'), check({ runs: 'passed' }));
    const soon = { ...attempt, codes: [{ at: 10_100, hash: 'one' }] };
    expect(timeLapse(soon).map((turn) => turn.code)).toEqual(['one', 'one']);
    expect(timeLapse({ ...attempt, codes: [] }).map((turn) => turn.code)).toEqual([null, null]);
  });

  it('is empty for what was never checked', () => {
    expect(timeLapse(attemptWith())).toEqual([]);
  });
});
