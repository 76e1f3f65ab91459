import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { markLine } from '../../src/core/drill-file.ts';
import { COMMANDS } from '../../src/host/ids.ts';
import {
  archived,
  closeEditors,
  editorOf,
  eventsOf,
  freshPracticeFolder,
  pages,
  read,
  run,
  start,
  until,
  write,
} from './desk.ts';
import { User } from './user.ts';

const DRILL = 'gan';
const OWN = `${markLine(DRILL)}\nmine = 1\n`;

describe('what can be done with a drill', () => {
  const user = new User();
  let folder = '';
  let file = '';
  before(() => user.takeOver());
  beforeEach(async () => {
    user.forget();
    folder = await freshPracticeFolder();
    file = join(folder, 'gan.py');
  });
  afterEach(closeEditors);
  after(() => user.handBack());

  describe('reset', () => {
    it('asks, and keeps the file when the user keeps working', async () => {
      await start(DRILL);
      await write(editorOf(file), OWN);
      user.willPick(/Keep working/);
      const { kinds } = await eventsOf(() => run(COMMANDS.reset, DRILL));
      assert.deepEqual([kinds, archived(folder)], [[], []]);
      assert.equal(editorOf(file).document.getText(), OWN);
    });

    it('keeps the code with its date first; one undo brings it back', async () => {
      await start(DRILL);
      const blank = read(file);
      await write(editorOf(file), OWN);
      user.willPick(/Reset to blank/);
      const { kinds } = await eventsOf(() => run(COMMANDS.reset));
      assert.match(user.asked[0]?.title ?? '', /^Reset .*gan\.py to the blank starter\?$/);
      assert.deepEqual(kinds, ['file-archived']);
      assert.equal(read(folder, 'archive', archived(folder)[0] ?? ''), OWN);
      assert.equal(read(file), blank);
      await run('undo');
      assert.equal(editorOf(file).document.getText(), OWN);
    });

    it('says that there is nothing to reset', async () => {
      await run(COMMANDS.reset, DRILL);
      user.wasTold(/nothing to reset, because you have no file for this drill yet\. Start it/);
    });
  });

  describe('compare with the solution', () => {
    it('asks while the drill is not passed, and shows nothing on "not yet"', async () => {
      await start(DRILL);
      user.willPick(/Not yet/);
      const { kinds } = await eventsOf(() => run(COMMANDS.compare, DRILL));
      assert.equal(user.asked.length, 1);
      assert.deepEqual(kinds, []);
    });

    it('opens solution and file side by side, and counts it', async () => {
      await start(DRILL);
      user.willPick(/Compare/, /Show the solution/);
      const { kinds, added } = await eventsOf(() => start(DRILL));
      const diff = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
      assert.ok(diff instanceof vscode.TabInputTextDiff);
      assert.equal(diff.modified.fsPath, file);
      assert.match(diff.original.fsPath, /gan.solution\.py$/);
      assert.deepEqual(kinds, ['solution-viewed']);
      assert.ok(added[0]?.kind === 'solution-viewed' && !added[0].passed);
    });

    it('says that there is nothing to compare', async () => {
      await run(COMMANDS.compare, DRILL);
      user.wasTold(/You have no file to compare yet\. First start the drill/);
    });
  });

  it('opens hints one by one, and says when all are open', async () => {
    await start(DRILL);
    const opened: number[] = [];
    for (let turn = 0; turn < 3; turn += 1) {
      const { added } = await eventsOf(() => run(COMMANDS.hint, DRILL));
      for (const event of added) if (event.kind === 'hint-opened') opened.push(event.hint);
    }
    assert.deepEqual(opened, [0, 1, 2]);
    user.wasToldNothing();
    const { kinds } = await eventsOf(() => run(COMMANDS.hint, DRILL));
    assert.deepEqual(kinds, []);
    user.wasTold(/All hints are already open/);
  });

  it('shows no hint of a drill that was never started', async () => {
    await run(COMMANDS.hint, 'multi-head-attention');
    user.wasTold(/First start the drill/);
  });

  it('opens the question alone, without a file and without an attempt', async () => {
    const { kinds } = await eventsOf(() => run(COMMANDS.openQuestion, DRILL));
    assert.deepEqual(kinds, []);
    assert.deepEqual(archived(folder), []);
    await until('the page', () => pages().some(({ title }) => title === 'Basic GAN'));
  });

  it('shows another drill on the same page', async () => {
    await run(COMMANDS.openQuestion, DRILL);
    await run(COMMANDS.openQuestion, 'lstm-cell');
    await until('the other title', () => pages().some(({ title }) => title === 'LSTM cell'));
    assert.equal(pages().length, 1);
  });

  it('says which drills there are when asked for another', async () => {
    for (const command of [
      COMMANDS.openQuestion,
      COMMANDS.hint,
      COMMANDS.reset,
      COMMANDS.compare,
    ]) {
      user.forget();
      await run(command, 'quantum-gravity');
      user.wasTold(/^There is no drill "quantum-gravity"\. Available: /);
    }
    assert.deepEqual(pages(), []);
  });

  it('opens the history file', async () => {
    await run(COMMANDS.openHistory);
    assert.match(vscode.window.activeTextEditor?.document.uri.fsPath ?? '', /history\.jsonl$/);
  });
});
