import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { Change } from '../../src/core/change.ts';
import { RefreshScheduler } from '../../src/host/refresh-scheduler.ts';

const empty = {
  kinds: new Set<never>(),
  exercises: new Set<string>(),
  reviewed: new Set<string>(),
};
const ticked = (item: string): Change => ({ ...empty, items: new Set([item]) });

function scheduler() {
  const drawn: (Change | 'reload')[] = [];
  const own = new RefreshScheduler([
    { refresh: (change) => drawn.push(change), reload: () => drawn.push('reload') },
    { refresh: (change) => drawn.push(change) },
  ]);
  return { own, drawn };
}

it('draws once for all the changes of a turn, and again for those of the next', async () => {
  const { own, drawn } = scheduler();
  own.request(ticked('a'));
  own.request(ticked('b'));
  expect(drawn).toEqual([]);
  await nextTurn();
  const both = { ...empty, items: new Set(['a', 'b']) };
  expect(drawn).toEqual([both, both]);
  own.request(ticked('c'));
  await nextTurn();
  expect(drawn.slice(2)).toEqual([ticked('c'), ticked('c')]);
});

it('draws everything when one of the changes may be anything', async () => {
  const { own, drawn } = scheduler();
  own.request(null);
  own.request(ticked('a'));
  await nextTurn();
  expect(drawn).toEqual([null, null]);
});

it('has what depends on the content read it again, once', async () => {
  const { own, drawn } = scheduler();
  own.request(ticked('a'));
  own.requestReload();
  await nextTurn();
  expect(drawn).toEqual(['reload', null]);
  own.request(ticked('b'));
  await nextTurn();
  expect(drawn.slice(2)).toEqual([ticked('b'), ticked('b')]);
});

it('draws nothing once it is disposed', async () => {
  const { own, drawn } = scheduler();
  own.request(null);
  own.dispose();
  await nextTurn();
  expect(drawn).toEqual([]);
});
