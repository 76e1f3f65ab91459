import assert from 'node:assert/strict';
import { accessSync, chmodSync, constants, existsSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { COMMANDS, SETTINGS } from '../../src/host/ids.ts';
import { closeEditors, editorOf, eventsOf, freshPracticeFolder, run, set, start } from './desk.ts';
import { User } from './user.ts';

const DRILL = 'training-loop';
const FILE = 'training_loop.py';

describe('the practice folder', () => {
  const user = new User();
  const workspace = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
  before(() => user.takeOver());
  beforeEach(() => user.forget());
  afterEach(closeEditors);
  after(async () => {
    user.handBack();
    await set(SETTINGS.folder, undefined);
  });

  it('is tensor-drills in the workspace', async () => {
    await set(SETTINGS.folder, undefined);
    await start(DRILL);
    editorOf(join(workspace, 'tensor-drills', FILE));
  });

  it('is where the setting says, relative to the workspace', async () => {
    await set(SETTINGS.folder, ' ml/interviews ');
    await start(DRILL);
    editorOf(join(workspace, 'ml', 'interviews', FILE));
  });

  it('is where the setting says, from the home directory', async () => {
    const name = `.tensor-drills-test-${process.pid}`;
    try {
      await set(SETTINGS.folder, `~/${name}/deep`);
      await start(DRILL);
      editorOf(join(homedir(), name, 'deep', FILE));
    } finally {
      rmSync(join(homedir(), name), { recursive: true, force: true });
    }
  });

  it('that may not be written is told, and nothing is begun', async function () {
    const folder = await freshPracticeFolder();
    chmodSync(folder, 0o555);
    // Root may write everywhere but where the kernel itself says no.
    const denied = isWritable(folder) ? '/sys/tensor-drills' : folder;
    if (denied !== folder && !existsSync('/sys/kernel')) this.skip();
    await set(SETTINGS.folder, denied);
    const { kinds } = await eventsOf(() => start(DRILL));
    user.wasTold(/(cannot be written|read-only).*choose another practice folder/i);
    assert.deepEqual(kinds, []);
  });

  it('whose path leads through a file is told', async () => {
    const folder = await freshPracticeFolder();
    await start(DRILL);
    await set(SETTINGS.folder, join(folder, FILE));
    await start(DRILL);
    user.wasTold(/training_loop\.py cannot be created: part of its path is a file/);
    user.forget();
    await set(SETTINGS.folder, join(folder, FILE, 'deeper'));
    await start(DRILL);
    user.wasTold(/part of its path is a file/);
  });

  it('can be chosen by a command', async () => {
    await run(COMMANDS.chooseFolder);
    assert.match(user.asked[0]?.labels[0] ?? '', /tensor-drills$/);
  });
});

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
