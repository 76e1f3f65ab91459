import { describe, expect, it } from 'vitest';
import { Ledger } from '../../src/core/ledger.ts';
import { formatHistoryLine, parseHistoryLine } from '../../src/protocol/history-line.ts';

/** A log as version 1 wrote it: an attempt in a mock interview, a check, a look at the solution, and a rating. */
const LOG = [
  '{"v":1,"id":"01K4QZ0000000000000000000A","at":1756900000000,"zone":120,"kind":"sitting-started","sitting":"m1","of":"mock","exercises":["softmax"],"minutes":30}',
  '{"v":1,"id":"01K4QZ0000000000000000000B","at":1756900001000,"zone":120,"kind":"attempt-started","attempt":"a1","drill":"softmax","file":"/work/softmax.py","phase":"narrate","session":"s1","within":"m1"}',
  '{"v":1,"id":"01K4QZ0000000000000000000C","at":1756900002000,"zone":120,"kind":"clock-resumed","attempt":"a1","session":"s1"}',
  '{"v":1,"id":"01K4QZ0000000000000000000D","at":1756900100000,"zone":120,"kind":"checked","drill":"softmax","attempt":"a1","file":"/work/softmax.py","passed":false,"checks":[{"id":"values","status":"failed"}],"mistakes":["dim-wrong"],"durationMs":80}',
  '{"v":1,"id":"01K4QZ0000000000000000000E","at":1756900110000,"zone":120,"kind":"file-archived","drill":"softmax","from":"/work/softmax.py","to":"/work/archive/softmax.py"}',
  '{"v":1,"id":"01K4QZ0000000000000000000F","at":1756900120000,"zone":120,"kind":"solution-viewed","drill":"softmax","passed":false}',
  '{"v":1,"id":"01K4QZ0000000000000000000G","at":1756900130000,"zone":120,"kind":"attempt-finished","attempt":"a1","session":"s1"}',
  '{"v":1,"id":"01K4QZ0000000000000000000H","at":1756900140000,"zone":120,"kind":"attempt-felt","attempt":"a1","rating":3}',
];

describe('a log of version 1', () => {
  const read = LOG.map(parseHistoryLine);
  const events = read.flatMap((line) => line.events);

  it('is read whole', () => {
    expect(read.map(({ kind }) => kind)).toEqual(LOG.map(() => 'event'));
  });

  it('says the same as a log of today', () => {
    const ledger = new Ledger(events);
    const { attempts, solutionViews, lastCheck } = ledger.drill('softmax');
    expect(solutionViews).toBe(1);
    expect(lastCheck).toMatchObject({ exerciseId: 'softmax', mistakes: ['dim-wrong'] });
    expect(attempts).toMatchObject([
      { id: 'a1', exerciseId: 'softmax', sittingId: 'm1', rating: 3, file: '/work/softmax.py' },
    ]);
    expect(attempts[0]?.clock.spent).toEqual({ narrate: 128_000 });
    expect(ledger.sitting('m1')?.attempts.get('softmax')).toBe('a1');
  });

  it('is written again, into an export or a shared folder, in the terms of today', () => {
    const lines = events.map(formatHistoryLine);
    expect(lines.join('')).not.toMatch(/"v":1\b|"drill"|"within"|attempt-felt/);
    expect(lines.flatMap((line) => parseHistoryLine(line).events)).toEqual(events);
  });

  it('gives up its whole events where a line is damaged', () => {
    const torn = `${LOG[1]?.slice(0, 40)}${LOG[3]}`;
    expect(parseHistoryLine(torn)).toEqual({ kind: 'damaged', events: [events[3]] });
  });
});
