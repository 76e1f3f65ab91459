import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { Ledger } from '../../src/core/ledger.ts';
import { COMMANDS, PANELS } from '../../src/host/ids.ts';
import { closeEditors, events, eventsOf, freshPracticeFolder, run, tabsOf, until } from './desk.ts';
import { User } from './user.ts';

const ITEM = 'bert-gpt';

describe('the checklist', () => {
  const user = new User();
  before(() => user.takeOver());
  beforeEach(async () => {
    user.forget();
    await freshPracticeFolder();
  });
  afterEach(closeEditors);
  after(() => user.handBack());

  it('asks before it is reset', async () => {
    user.willPick(/Keep it/);
    assert.deepEqual((await eventsOf(() => run(COMMANDS.resetChecklist))).kinds, []);
    user.willPick(/Reset the checklist/);
    const { kinds } = await eventsOf(() => run(COMMANDS.resetChecklist));
    assert.deepEqual(kinds, ['checklist-reset']);
    assert.equal(new Ledger(events()).item('fid-guidance', []), 'open');
  });

  it('is asked about when its title bar asks, which passes a node', async () => {
    user.willPick(/Keep it/);
    const { kinds } = await eventsOf(() => run(COMMANDS.resetChecklist, undefined, []));
    assert.deepEqual([kinds, user.asked.length], [[], 1]);
  });

  it('is ticked and unticked by a command too, which asks for the item', async () => {
    const ticked = async () => {
      user.willPick(/BERT and GPT/);
      const { added } = await eventsOf(() => run(COMMANDS.tickItem));
      return added.map((one) => one.kind === 'item-ticked' && one.item === ITEM && one.on);
    };
    assert.deepEqual(await ticked(), [true]);
    assert.deepEqual(await ticked(), [false]);
  });

  it('shows questions and answers of an item on a page of its own, the guide in its place', async () => {
    const titles = () => tabsOf(PANELS.article).map(({ title }) => title);
    await run(COMMANDS.showItem, ITEM);
    await until('the answers', () => /BERT and GPT/.test(titles().join()));
    await run(COMMANDS.openGuide, 'papers/lora#Limits');
    await until('the guide', () => titles().join() === 'LoRA');
    await run(COMMANDS.openGuide, 'papers/none');
    user.wasTold(/^The guide has no page "papers\/none"/);
  });

  it('offers everything that practises it, its questions as a round too', async () => {
    user.willPick(/^LSTM cell$/);
    await run(COMMANDS.practiseItem, 'lstm-gates');
    assert.match(vscode.window.activeTextEditor?.document.uri.fsPath ?? '', /lstm_cell\.py$/);
    assert.ok(user.asked[0]?.labels.includes('$(zap) A round of these questions'));
    user.willPick(/A round of these questions/);
    const { added } = await eventsOf(() => run(COMMANDS.practiseItem, 'bert-gpt'));
    const [started] = added;
    assert.ok(started?.kind === 'sitting-started');
    assert.ok(started.exercises.length > 1);
  });

  it('says that there is no such item', async () => {
    for (const command of [COMMANDS.practiseItem, COMMANDS.showItem]) {
      user.forget();
      await run(command, 'tea-making');
      user.wasTold(/^There is no checklist item "tea-making"\./);
    }
  });
});
