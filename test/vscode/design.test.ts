import assert from 'node:assert/strict';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { reviewDesign } from '../../src/review/design/review.ts';
import { markLine } from '../../src/core/drill-file.ts';
import { COMMANDS, PANELS } from '../../src/host/ids.ts';
import {
  archived,
  closeEditors,
  editorOf,
  eventsOf,
  freshPracticeFolder,
  read,
  run,
  tabsOf,
  until,
  write,
} from './desk.ts';
import { contentIndex } from './extension.ts';
import { User } from './user.ts';

describe('a system design', () => {
  const user = new User();
  const task = contentIndex().exercises.find(({ kind }) => kind === 'system-design');
  const id = task?.id ?? '';
  let file = '';
  before(() => user.takeOver());
  beforeEach(async () => {
    user.forget();
    file = join(await freshPracticeFolder(), `${id}.md`);
  });
  afterEach(closeEditors);
  after(() => user.handBack());

  it('gets a file with the six steps, and its page beside it', async () => {
    const { kinds } = await eventsOf(() => run(COMMANDS.systemDesign, id));
    // Another exercise's clock, if one runs, is paused first.
    assert.deepEqual(
      kinds.filter((kind) => kind !== 'clock-paused'),
      ['attempt-started'],
    );
    const text = read(file);
    assert.ok(text.startsWith(markLine(id, 'markdown')));
    assert.equal(text.match(/^## \d\. /gm)?.length, 6);
    assert.equal(reviewDesign(text).length, 6);
    const editor = editorOf(file);
    assert.equal(editor.viewColumn, vscode.ViewColumn.One);
    assert.equal(editor.document.lineAt(editor.selection.start.line).text, '');
    assert.ok(editor.selection.start.line > text.split('\n').findIndex((l) => l.startsWith('## ')));
    const page = await until('the page', () => tabsOf(PANELS.oral)[0]);
    assert.equal(page.column, vscode.ViewColumn.Two);
    user.wasToldNothing();
  });

  it('is never overwritten: resumed as it is, or archived for a new attempt', async () => {
    await run(COMMANDS.systemDesign, id);
    const blank = read(file);
    await write(editorOf(file), `${blank}\nMine.\n`);
    await vscode.window.activeTextEditor?.document.save();
    await closeEditors();
    const resumed = await eventsOf(() => run(COMMANDS.systemDesign, id, 'resume'));
    assert.deepEqual(resumed.kinds, []);
    assert.match(read(file), /Mine\./);
    user.willPick(/New attempt/);
    const renewed = await eventsOf(() => run(COMMANDS.systemDesign, id));
    assert.deepEqual(renewed.kinds, ['file-archived', 'attempt-started']);
    assert.equal(read(file), blank);
    const [copy = ''] = archived(dirname(file));
    assert.match(read(dirname(file), 'archive', copy), /Mine\./);
  });

  it('leaves a file alone that is somebody else’s', async () => {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, '# My notes\n');
    assert.deepEqual((await eventsOf(() => run(COMMANDS.systemDesign, id, 'new'))).kinds, []);
    user.wasTold(/is not a Tensor Drills file, so it was left unchanged/);
    assert.equal(read(file), '# My notes\n');
  });

  it('is reviewed on its page, from its editor, unsaved edits too', async () => {
    await run(COMMANDS.systemDesign, id);
    await write(editorOf(file), `${read(file)}\nUnsaved.\n`);
    await vscode.window.showTextDocument(vscode.Uri.file(file), {
      viewColumn: vscode.ViewColumn.One,
    });
    assert.deepEqual((await eventsOf(() => run(COMMANDS.reviewDesign))).kinds, []);
    user.wasToldNothing();
    assert.ok(tabsOf(PANELS.oral).length === 1);
    assert.doesNotMatch(read(file), /Unsaved/);
  });

  it('says what to do when there is none to review', async () => {
    const other = contentIndex().exercises.find(({ kind }) => kind === 'deep-dive')?.id ?? '';
    await run(COMMANDS.reviewDesign, other);
    user.wasTold(/There is no design to review yet\. Start one with "System Design"/);
  });

  it('has a model answer that opens on a page of its own', async () => {
    await run(COMMANDS.systemDesign, id);
    await run(COMMANDS.systemDesign, id, 'compare');
    const titles = () => tabsOf(PANELS.article).map(({ title }) => title);
    await until('the page', () => /: a model answer$/.test(titles().join()));
    assert.ok(existsSync(file));
  });
});
