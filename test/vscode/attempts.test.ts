import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { markLine } from '../../src/core/drill-file.ts';
import { Ledger, type Attempt } from '../../src/core/ledger.ts';
import { COMMANDS, SETTINGS } from '../../src/host/ids.ts';
import {
  closeEditors,
  editorOf,
  events,
  freshPracticeFolder,
  run,
  set,
  start,
  until,
  write,
} from './desk.ts';
import { User } from './user.ts';

const DRILL = 'lstm-cell';

describe('attempts', () => {
  const user = new User();
  let folder = '';
  let file = '';
  before(() => user.takeOver());
  beforeEach(async () => {
    user.forget();
    folder = await freshPracticeFolder();
    file = join(folder, 'lstm_cell.py');
    await start(DRILL);
  });
  after(async () => {
    user.handBack();
    await closeEditors();
  });

  const latest = (): Attempt | null => new Ledger(events()).latest(DRILL);

  /** Checks `text` and waits until its code is kept. */
  async function checked(text: string): Promise<Attempt> {
    await write(editorOf(file), `${markLine(DRILL)}\n${text}`);
    // The history may not have this attempt yet; the codes of the previous one do not count.
    const { codes } = await until('the attempt', () => (latest()?.file === file ? latest() : null));
    const known = codes.length;
    await run(COMMANDS.check);
    return until('the kept code', () => {
      const attempt = latest();
      return attempt && attempt.codes.length > known ? attempt : null;
    });
  }

  it('keep the code of every check, to be opened as it was', async () => {
    await checked('# first\n');
    const { id, codes } = await checked('# second\n');
    assert.equal(codes.length, 2);
    await run(COMMANDS.openAttempt, id, codes[0]?.hash);
    const { document } = vscode.window.activeTextEditor ?? assert.fail('no editor');
    assert.match(document.getText(), /# first/);
    await run(COMMANDS.openAttempt, { attempt: { id } });
    assert.match(vscode.window.activeTextEditor?.document.getText() ?? '', /# second/);
    user.wasToldNothing();
  });

  it('are compared with the file as it is now', async () => {
    const { id } = await checked('# first\n');
    user.willPick(/Your file as it is now/);
    await run(COMMANDS.compareAttempt, id);
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    assert.ok(input instanceof vscode.TabInputTextDiff);
    assert.equal(input.modified.fsPath, file);
  });

  it('are restored into a new file, and never over one', async () => {
    const { id } = await checked('# mine\n');
    await run(COMMANDS.restoreAttempt, id);
    const first = vscode.window.activeTextEditor?.document.uri.fsPath ?? '';
    await run(COMMANDS.restoreAttempt, id);
    const second = vscode.window.activeTextEditor?.document.uri.fsPath ?? '';
    assert.notEqual(first, second);
    for (const path of [first, second]) assert.match(readFileSync(path, 'utf8'), /# mine/);
  });

  it('are deleted only when the user says so', async () => {
    const { id } = await checked('# mine\n');
    await run(COMMANDS.forgetAttempt, id);
    assert.notEqual(latest(), null);
    user.willPress('Delete');
    await run(COMMANDS.forgetAttempt, id);
    assert.equal(new Ledger(events()).attempt(id), undefined);
    assert.match(readFileSync(file, 'utf8'), /# mine/);
  });

  it('travel in one file, and come in once', async () => {
    await checked('# mine\n');
    const target = vscode.Uri.file(join(folder, 'export.jsonl'));
    await run(COMMANDS.exportProgress, target);
    const exported = readFileSync(target.fsPath, 'utf8');
    assert.match(exported, /# mine/);
    user.forget();
    await run(COMMANDS.importProgress, target);
    user.wasTold(/Nothing in the file was new/);
    user.forget();
    await run(COMMANDS.importProgress, vscode.Uri.file(file));
    user.wasTold(/contains no Tensor Drills progress: Lines? [\d, and]+ of it cannot be read/);
    // Neither waited for nor read without end.
    const pipe = join(folder, 'pipe.jsonl');
    execFileSync('mkfifo', [pipe]);
    for (const path of [pipe, '/dev/zero']) {
      user.forget();
      await run(COMMANDS.importProgress, vscode.Uri.file(path));
      user.wasTold(/cannot be read: it is not a file/);
    }
  });

  it('are shared through a folder', async () => {
    const shared = mkdtempSync(join(tmpdir(), 'tensor-drills-shared-'));
    const foreign =
      '{"v":1,"id":"01K00000000000000000000000","at":1,"kind":"item-ticked","item":"lora","on":true}\n';
    await vscode.workspace.fs.writeFile(
      vscode.Uri.file(join(shared, 'other.jsonl')),
      new TextEncoder().encode(foreign),
    );
    await vscode.workspace
      .getConfiguration('tensorDrills')
      .update(SETTINGS.syncFolder, shared, vscode.ConfigurationTarget.Global);
    try {
      await until('the other machine’s event', () =>
        events().some(({ id }) => id === '01K00000000000000000000000'),
      );
    } finally {
      await vscode.workspace
        .getConfiguration('tensorDrills')
        .update(SETTINGS.syncFolder, undefined, vscode.ConfigurationTarget.Global);
      await set(SETTINGS.folder, undefined);
    }
  });
});
