import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { markLine } from '../../src/core/drill-file.ts';
import {
  archived,
  closeEditors,
  duringAutoSave,
  editorOf,
  eventsOf,
  freshPracticeFolder,
  pages,
  read,
  start,
  until,
  write,
} from './desk.ts';
import { extension } from './extension.ts';
import { User } from './user.ts';

const DRILL = 'lstm-cell';
const FILE = 'lstm_cell.py';
const OWN = `${markLine(DRILL)}\nmine = 1\n`;

describe('starting a drill', () => {
  const user = new User();
  let folder = '';
  let file = '';
  let blank = '';
  before(() => {
    user.takeOver();
    const starter = read(extension().extensionPath, 'drills', 'coding', DRILL, 'starter.py');
    blank = `${markLine(DRILL)}\n${starter}`;
  });
  beforeEach(async () => {
    user.forget();
    folder = await freshPracticeFolder();
    file = join(folder, FILE);
  });
  afterEach(closeEditors);
  after(() => user.handBack());

  it('makes the file, opens it and the page beside it, and notes the attempt', async () => {
    const { kinds, added } = await eventsOf(() => start(DRILL));
    user.wasToldNothing();
    assert.deepEqual(user.asked, []);
    assert.equal(read(file), blank);
    const editor = editorOf(file);
    assert.equal(editor.viewColumn, vscode.ViewColumn.One);
    assert.equal(editor.document.getText(editor.selection), 'raise NotImplementedError');
    assert.equal(editor.selection.start.line, blank.split('\n').findIndex(isPlaceholder));
    const page = await until('the page', () => pages()[0]);
    assert.deepEqual([page.column, pages().length], [vscode.ViewColumn.Two, 1]);
    assert.deepEqual(kinds, ['attempt-started']);
    const [first] = added;
    assert.ok(first?.kind === 'attempt-started');
    assert.deepEqual([first.exerciseId, first.file, first.phase], [DRILL, file, 'narrate']);
  });

  it('asks for the drill when it is not told, with level, time, result and question', async () => {
    user.willPick(/^LSTM cell$/);
    await start();
    assert.equal(user.asked.length, 1);
    const coding = join(extension().extensionPath, 'drills', 'coding');
    const drills = readdirSync(coding).filter((name) => !name.includes('.'));
    assert.equal(user.asked[0]?.labels.length, drills.length);
    editorOf(file);
  });

  it('does nothing when no drill is picked', async () => {
    const { kinds } = await eventsOf(() => start());
    assert.deepEqual([kinds, archived(folder), pages()], [[], [], []]);
  });

  it('takes a node of the tree', async () => {
    await start({ kind: 'exercise', exercise: { id: DRILL } });
    editorOf(file);
  });

  it('says which drills there are when there is no such one', async () => {
    const { kinds } = await eventsOf(() => start('quantum-gravity'));
    user.wasTold(/^There is no drill "quantum-gravity"\. Available: .*lstm-cell/);
    assert.deepEqual(kinds, []);
  });

  describe('with a file from before', () => {
    it('asks, and changes nothing when the question is dismissed', async () => {
      writeFileSync(file, OWN);
      const { kinds } = await eventsOf(() => start(DRILL));
      assert.equal(user.asked[0]?.labels.length, 3);
      assert.deepEqual(kinds, []);
      assert.equal(read(file), OWN);
    });

    it('resumes the attempt: same file, same clock', async () => {
      await start(DRILL);
      await write(editorOf(file), OWN);
      await closeEditors();
      user.willPick(/Resume/);
      const { kinds } = await eventsOf(() => start(DRILL));
      assert.deepEqual(kinds, []);
      editorOf(file);
      await until('the page', () => pages().length === 1);
    });

    it('goes on with a file whose attempt is not known, on a new clock', async () => {
      writeFileSync(file, OWN);
      user.willPick(/Continue with this file/);
      const { kinds } = await eventsOf(() => start(DRILL));
      assert.deepEqual(kinds, ['attempt-started']);
      assert.equal(editorOf(file).document.getText(), OWN);
    });

    it('keeps it with its date, unsaved edits too, before a new attempt', async () => {
      await start(DRILL);
      await write(editorOf(file), OWN);
      assert.equal(editorOf(file).document.isDirty, true);
      const { kinds } = await eventsOf(() => start(DRILL, 'new'));
      user.wasToldNothing();
      assert.deepEqual(kinds, ['file-archived', 'attempt-started']);
      const [copy = ''] = archived(folder);
      assert.match(copy, /^lstm_cell\.\d{4}-\d\d-\d\d-\d{4}\.py$/);
      assert.equal(read(folder, 'archive', copy), OWN);
      assert.equal(read(file), blank);
      const editor = editorOf(file);
      assert.equal(editor.document.isDirty, false);
      assert.equal(editor.document.getText(editor.selection), 'raise NotImplementedError');
    });

    it('keeps it also while Auto Save is about to save it', async () => {
      await start(DRILL);
      await write(editorOf(file), OWN);
      await duringAutoSave(() => start(DRILL, 'new'));
      user.wasToldNothing();
      assert.equal(read(folder, 'archive', archived(folder)[0] ?? ''), OWN);
      assert.equal(read(file), blank);
    });

    it('keeps both of two new attempts in the same minute', async () => {
      writeFileSync(file, OWN);
      await start(DRILL, 'new');
      await start(DRILL, 'new');
      assert.deepEqual(
        archived(folder)
          .map((name) => read(folder, 'archive', name))
          .sort(),
        [OWN, blank].sort(),
      );
    });

    it('leaves a file that is not ours as it is, and says so', async () => {
      writeFileSync(file, 'print("mine")\n');
      const { kinds } = await eventsOf(() => start(DRILL, 'new'));
      user.wasTold(/is not a Tensor Drills file, so it was left unchanged\. Rename it, or/);
      assert.deepEqual([kinds, archived(folder), pages()], [[], [], []]);
      assert.equal(read(file), 'print("mine")\n');
    });

    it('leaves the file of another drill as it is', async () => {
      const other = `${markLine('gan')}\n`;
      writeFileSync(file, other);
      await start(DRILL, 'new');
      user.wasTold(/left unchanged/);
      assert.equal(read(file), other);
    });

    it('says what is wrong when old attempts cannot be kept, and changes nothing', async () => {
      writeFileSync(file, OWN);
      writeFileSync(join(folder, 'archive'), 'a file, not a folder');
      const { kinds } = await eventsOf(() => start(DRILL, 'new'));
      user.wasTold(/archive cannot be created: part of its path is a file/);
      assert.deepEqual(kinds, []);
      assert.equal(read(file), OWN);
    });

    it('says what is wrong when a folder has its name', async () => {
      mkdirSync(file);
      await start(DRILL);
      user.wasTold(/lstm_cell\.py is a folder, not a file/);
    });
  });

  it('makes the folder again when it was deleted, with its file still open', async () => {
    await start(DRILL);
    rmSync(folder, { recursive: true });
    const { kinds } = await eventsOf(() => start(DRILL));
    user.wasToldNothing();
    assert.deepEqual(kinds, ['attempt-started']);
    assert.equal(read(file), blank);
    assert.equal(editorOf(file).document.getText(), blank);
  });

  it('keeps unsaved edits of a file that was deleted', async () => {
    await start(DRILL);
    await write(editorOf(file), OWN);
    rmSync(folder, { recursive: true });
    await start(DRILL);
    const editor = editorOf(file);
    assert.equal(editor.document.getText(), OWN);
  });
});

const isPlaceholder = (line: string): boolean => line.includes('raise NotImplementedError');
