/** The code of a pack runs when somebody checks or proves, and not before. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { COMMANDS, SETTINGS } from '../../src/host/ids.ts';
import { closeEditors, events, freshPracticeFolder, run, set, start, until } from './desk.ts';
import { workerProcesses } from '../leftovers.ts';
import { User } from './user.ts';

describe('the code of a pack', () => {
  const user = new User();
  const home = mkdtempSync(join(tmpdir(), 'pack-code-'));
  const pack = join(home, 'pack');
  const ran = join(home, 'grade-py-ran');
  before(() => user.takeOver());
  afterEach(closeEditors);
  after(async () => {
    await set(SETTINGS.packs, undefined);
    rmSync(home, { recursive: true, force: true });
    user.handBack();
  });

  it('does not run when a drill is started, and runs when it is checked', async () => {
    const folder = await freshPracticeFolder();
    await run(COMMANDS.newPack, pack);
    await set(SETTINGS.packs, [pack]);
    const grade = join(pack, 'coding/l2-norm/grade.py');
    writeFileSync(
      grade,
      `${readFileSync(grade, 'utf8')}\nopen(${JSON.stringify(ran)}, "a").close()\n`,
    );
    await start('l2-norm');
    await until('a process that is ready', () => workerProcesses().length > 0);
    // As long as the check of another drill takes, in a process that was started later.
    await start('softmax');
    await run(COMMANDS.check);
    assert.equal(events().findLast((event) => event.kind === 'checked')?.drill, 'softmax');
    assert.equal(existsSync(ran), false);
    await vscode.window.showTextDocument(vscode.Uri.file(join(folder, 'l2_norm.py')));
    await run(COMMANDS.check);
    assert.equal(events().findLast((event) => event.kind === 'checked')?.drill, 'l2-norm');
    assert.equal(existsSync(ran), true);
  });
});
