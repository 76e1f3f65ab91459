import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import type * as vscode from 'vscode';
import { NO_SUMMARY } from '../../src/core/summary.ts';
import { COMMANDS } from '../../src/host/ids.ts';
import { SUMMARY_KEY } from '../../src/host/progress/synced-progress.ts';
import { idAfter } from '../../src/node/event-ids.ts';
import { readSummary, type WrittenSummary } from '../../src/protocol/summary.ts';
import { closeEditors, eventsOf, run, until } from './desk.ts';
import { activated } from './extension.ts';
import { User } from './user.ts';

const MINE = 'bert-gpt';
const THEIRS = 'fid-guidance';

describe('what Settings Sync carries', () => {
  const user = new User();
  before(() => user.takeOver());
  afterEach(closeEditors);
  after(() => user.handBack());

  const tick = async (item: string) => {
    const { added } = await eventsOf(() => run(COMMANDS.tickItem, item));
    const [ticked] = added;
    assert.ok(ticked?.kind === 'item-ticked');
    return ticked;
  };
  const carried = (memory: vscode.Memento) =>
    (readSummary(memory.get(SUMMARY_KEY)) ?? NO_SUMMARY).checklist;

  it('tells other machines what is ticked here, and shows here what is ticked there', async () => {
    const memory = (await activated()).exports as vscode.Memento;
    await run(COMMANDS.resetChecklist, true);
    const mine = await tick(MINE);
    assert.equal(mine.on, true);
    await until('what is ticked here', () => carried(memory).ticks.get(MINE)?.on === true);

    // A tick on a machine whose clock runs years ahead.
    const ahead = idAfter(`0X${mine.id.slice(2)}`, 0);
    // What crosses a write of the extension may be lost in VS Code, as nothing is that comes from another machine.
    while (carried(memory).ticks.get(THEIRS)?.id !== ahead) {
      const written = memory.get<WrittenSummary>(SUMMARY_KEY);
      assert.ok(written);
      const ticks = { ...written.ticks, [THEIRS]: `+${ahead}` };
      await memory.update(SUMMARY_KEY, { ...written, ticks });
    }
    assert.equal((await tick(MINE)).on, false);
    await until('both', () => carried(memory).ticks.get(MINE)?.on === false);
    assert.equal(carried(memory).ticks.get(THEIRS)?.on, true);

    // It is shown as ticked, so that the command takes it off; and that holds, later than what came.
    assert.equal((await tick(THEIRS)).on, false);
    await until('the last word', () => carried(memory).ticks.get(THEIRS)?.on === false);
    assert.ok((carried(memory).ticks.get(THEIRS)?.id ?? '') > ahead);
  });
});
