import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { blankDrawing } from '../../src/core/drawing-file.ts';
import { COMMANDS, EDITORS, PANELS } from '../../src/host/ids.ts';
import { closeEditors, eventsOf, freshPracticeFolder, read, run, tabsOf, until } from './desk.ts';
import { extension } from './extension.ts';
import { User } from './user.ts';

const ID = 'whiteboard/gan';

describe('a drawing', () => {
  const user = new User();
  let folder = '';
  let file = '';
  before(() => user.takeOver());
  beforeEach(async () => {
    user.forget();
    folder = await freshPracticeFolder();
    file = join(folder, `${ID}.excalidraw`);
  });
  afterEach(closeEditors);
  after(() => user.handBack());

  it('gets a file on a board, and its page beside it', async () => {
    const { kinds } = await eventsOf(() => run(COMMANDS.draw, ID));
    assert.ok(kinds.includes('attempt-started'));
    assert.equal(read(file), blankDrawing(ID));
    assert.deepEqual(boards(file), [vscode.ViewColumn.One]);
    const page = await until('the page', () => tabsOf(PANELS.whiteboard)[0]);
    assert.equal(page.column, vscode.ViewColumn.Two);
    user.wasToldNothing();
  });

  it('is reviewed as it lies on the disk, when that changed under a clean board', async () => {
    await run(COMMANDS.draw, ID);
    const document = await vscode.workspace.openTextDocument(file);
    writeFileSync(file, reference());
    await until('the new text', () => document.getText() === reference());
    assert.equal(document.isDirty, false);
    assert.deepEqual(await reviewed(), { passed: true, findings: [] });
  });

  it('keeps what is unsaved when the file changes on the disk; reverting takes the file', async () => {
    await run(COMMANDS.draw, ID);
    const document = await vscode.workspace.openTextDocument(file);
    await replace(document, reference());
    const other = blankDrawing(ID).replace('#ffffff', '#eeeeee');
    writeFileSync(file, other);
    assert.deepEqual(await reviewed(), { passed: true, findings: [] });
    assert.ok(document.isDirty);
    assert.equal(document.getText(), reference());
    assert.equal(read(file), other);
    await run('vscode.openWith', document.uri, EDITORS.board, vscode.ViewColumn.One);
    await run('workbench.action.files.revert');
    await until('the text of the file', () => document.getText() === other);
    assert.equal(document.isDirty, false);
  });

  it('is one text for a board, a second board and a text editor', async () => {
    await run(COMMANDS.draw, ID);
    const document = await vscode.workspace.openTextDocument(file);
    await run('vscode.openWith', document.uri, EDITORS.board, vscode.ViewColumn.Two);
    const editor = await vscode.window.showTextDocument(document, vscode.ViewColumn.Three);
    assert.deepEqual(boards(file), [vscode.ViewColumn.One, vscode.ViewColumn.Two]);
    assert.equal(editor.document, document);
    await replace(document, reference());
    assert.deepEqual(await reviewed(), { passed: true, findings: [] });
    await document.save();
    assert.equal(read(file), reference());
  });

  for (const [name, text] of Object.entries({ broken: '{"type": "excalidraw", ', empty: '' })) {
    it(`that is ${name} opens, is not reviewed, and stays as it is`, async () => {
      await run(COMMANDS.draw, ID);
      const document = await vscode.workspace.openTextDocument(file);
      writeFileSync(file, text);
      await until('the text', () => document.getText() === text);
      assert.deepEqual((await eventsOf(() => run(COMMANDS.reviewDrawing))).kinds, []);
      assert.equal(document.isDirty, false);
      assert.equal(read(file), text);
      user.wasToldNothing();
    });
  }

  it('of somebody else is left alone where ours would be', async () => {
    mkdirSync(dirname(file), { recursive: true });
    const foreign = blankDrawing(ID).replace(/Tensor Drills: [^"]*/, 'https://excalidraw.com');
    writeFileSync(file, foreign);
    assert.deepEqual((await eventsOf(() => run(COMMANDS.draw, ID, 'new'))).kinds, []);
    user.wasTold(/is not a Tensor Drills file, so it was left unchanged/);
    assert.equal(read(file), foreign);
  });

  it('that belongs to no attempt has a board, and the review says what to do', async () => {
    await run(COMMANDS.draw, ID);
    const foreign = vscode.Uri.file(join(folder, 'holiday.excalidraw'));
    writeFileSync(foreign.fsPath, reference());
    await run('vscode.openWith', foreign, EDITORS.board, vscode.ViewColumn.One);
    assert.deepEqual(boards(foreign.fsPath), [vscode.ViewColumn.One]);
    for (const argument of [foreign, undefined]) {
      user.forget();
      const { kinds } = await eventsOf(() => run(COMMANDS.reviewDrawing, argument));
      assert.deepEqual(kinds, []);
      user.wasTold(/does not belong to an attempt.*Draw an Architecture/);
    }
  });

  it('of 5,000 elements is opened and reviewed', async () => {
    await run(COMMANDS.draw, ID);
    writeFileSync(file, many(5000));
    const document = await vscode.workspace.openTextDocument(file);
    await until('the text', () => document.getText().length > 1_000_000);
    const { findings } = await reviewed();
    assert.ok(findings.length > 0);
    assert.equal(document.isDirty, false);
  });
});

function reference(): string {
  return read(extension().extensionPath, 'drills', ID, 'reference.excalidraw');
}

/** Copies of the reference beside each other. */
function many(count: number): string {
  const scene = JSON.parse(reference()) as { elements: Record<string, unknown>[] };
  const { elements } = scene;
  const copies = Array.from({ length: count }, (_, i) => {
    const copy = Math.floor(i / elements.length);
    const one = elements[i % elements.length] ?? {};
    return {
      ...one,
      id: `${String(one['id'])}-${copy}`,
      containerId: null,
      boundElements: null,
      startBinding: null,
      endBinding: null,
      x: Number(one['x']) + 2500 * copy,
    };
  });
  return JSON.stringify({ ...scene, elements: copies }, null, 1);
}

/** Columns of the boards that show the file. */
function boards(path: string): readonly vscode.ViewColumn[] {
  return vscode.window.tabGroups.all.flatMap(({ tabs, viewColumn }) =>
    tabs
      .filter(
        ({ input }) =>
          input instanceof vscode.TabInputCustom &&
          input.viewType === EDITORS.board &&
          input.uri.fsPath === path,
      )
      .map(() => viewColumn),
  );
}

async function replace(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

/** What the history says that the review found. */
async function reviewed(): Promise<{ passed: boolean; findings: readonly string[] }> {
  const { added } = await eventsOf(() => run(COMMANDS.reviewDrawing, ID));
  const event = added.find((one) => one.kind === 'drawing-reviewed');
  assert.ok(event?.kind === 'drawing-reviewed');
  return { passed: event.passed, findings: event.findings };
}
