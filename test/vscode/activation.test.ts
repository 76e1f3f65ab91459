import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { after, before, describe, it } from 'mocha';
import { EVENT_VERSION } from '../../src/core/events.ts';
import { COMMANDS } from '../../src/host/ids.ts';
import { formatHistoryLine } from '../../src/protocol/history-line.ts';
import { HISTORY, read, run, STORAGE } from './desk.ts';
import { extension } from './extension.ts';
import { User } from './user.ts';

/** First of all files, for it needs an extension that was not used yet. */
describe('a damaged history', () => {
  const user = new User();
  before(() => user.takeOver());
  after(() => user.handBack());

  const tick = formatHistoryLine({
    v: EVENT_VERSION,
    id: '01K00000000000000000000000',
    at: 1,
    kind: 'item-ticked',
    item: 'fid-guidance',
    on: true,
  });
  const lines = `{"v":1,"kind":"torn\n${tick}not JSON\n{"v":99,"kind":"of the future"}\n{"v":1,"id":"x"`;

  it('is told once, with the file, and stays as it is', async () => {
    assert.equal(extension().isActive, false);
    mkdirSync(STORAGE, { recursive: true });
    writeFileSync(HISTORY, lines);
    await run(COMMANDS.showItem, 'fid-guidance');
    user.wasTold(/^Lines 1 and 3 of history\.jsonl could not be read/);
    assert.ok(user.told[0]?.includes(HISTORY));
    assert.ok(read(HISTORY).startsWith(lines));
  });

  it('is appended to after its torn end', async () => {
    await run(COMMANDS.resetChecklist, true);
    assert.ok(read(HISTORY).startsWith(`${lines}\n{"v":${EVENT_VERSION},`));
    assert.equal(user.told.length, 1);
  });
});
