import assert from 'node:assert/strict';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { markLine } from '../../src/core/drill-file.ts';
import { Ledger } from '../../src/core/ledger.ts';
import { COMMANDS, SETTINGS } from '../../src/host/ids.ts';
import {
  closeEditors,
  duringAutoSave,
  editorOf,
  events,
  eventsOf,
  freshPracticeFolder,
  read,
  run,
  set,
  start,
  until,
  write,
} from './desk.ts';
import { tempFolders, workerProcesses } from '../leftovers.ts';
import { SOAK } from '../sample.ts';
import { extension } from './extension.ts';
import { User } from './user.ts';

const DRILL = 'lstm-cell';
const MISTAKE = 'candidate-activation';
const SAVES = SOAK ? 100 : 30;

function heap(): number {
  return process.memoryUsage().heapUsed;
}

describe('checking', () => {
  const user = new User();
  let file = '';
  before(() => user.takeOver());
  beforeEach(async () => {
    user.forget();
    file = join(await freshPracticeFolder(), 'lstm_cell.py');
    await start(DRILL);
  });
  afterEach(closeEditors);
  after(() => user.handBack());

  const content = (...path: readonly string[]) =>
    `${markLine(DRILL)}\n${read(extension().extensionPath, 'drills', 'coding', DRILL, ...path)}`;
  const named = () =>
    vscode.languages
      .getDiagnostics(vscode.Uri.file(file))
      .filter(({ source }) => source === 'Tensor Drills')
      .map(({ code }) => (typeof code === 'object' ? code.value : code));
  const lastCheck = () => events().findLast((event) => event.kind === 'checked');

  it('names the mistake on its line, with a way to its explanation; a new attempt is clean', async () => {
    const solution = content('solution.py');
    await write(editorOf(file), solution.replace('g = torch.tanh(g)', 'g = torch.sigmoid(g)'));
    await run(COMMANDS.check);
    assert.equal(editorOf(file).document.isDirty, false);
    assert.deepEqual(named().includes(MISTAKE), true, JSON.stringify(named()));
    const said = vscode.languages.getDiagnostics(vscode.Uri.file(file))[0]?.message;
    assert.match(said ?? '', /^The candidate [^\n]+\n\nOften one sigmoid /);
    assert.deepEqual([lastCheck()?.passed, lastCheck()?.file], [false, file]);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      vscode.Uri.file(file),
      vscode.languages.getDiagnostics(vscode.Uri.file(file))[0]?.range,
    );
    assert.ok(actions.some(({ title }) => title === 'Explain this mistake'));
    const { kinds } = await eventsOf(() => start(DRILL, 'new'));
    assert.deepEqual(kinds, ['file-archived', 'attempt-started']);
    assert.deepEqual(named(), []);
    user.wasToldNothing();
  });

  it('on save passes the solution, and takes a running clock to its last phase', async () => {
    await run(COMMANDS.startClock);
    await write(editorOf(file), content('solution.py'));
    const before = events().length;
    assert.ok(await editorOf(file).document.save());
    await until('the verdict', () =>
      events()
        .slice(before)
        .some(({ kind }) => kind === 'checked'),
    );
    assert.equal(lastCheck()?.passed, true);
    const attempt = new Ledger(events()).latest(DRILL);
    assert.equal(attempt?.clock.phase, 'close');
    assert.notEqual(attempt.passedAt, null);
    assert.deepEqual(named(), []);
  });

  it('looks at what the editor holds, also while Auto Save is about to save it', async () => {
    await write(editorOf(file), content('solution.py'));
    await duringAutoSave(() => run(COMMANDS.check));
    assert.equal(lastCheck()?.passed, true);
  });

  it('on save can be switched off', async () => {
    await set(SETTINGS.checkOnSave, false);
    try {
      const { kinds } = await eventsOf(async () => {
        await write(editorOf(file), content('solution.py'));
        await editorOf(file).document.save();
        // Checks of a drill come one after the other, so one that the save asked for would be told before.
        await run(COMMANDS.check);
      });
      assert.deepEqual(kinds, ['checked']);
    } finally {
      await set(SETTINGS.checkOnSave, undefined);
    }
  });

  it('many saves in a row leave no process, no folder and no memory behind', async () => {
    const solution = content('solution.py');
    const save = async (text: string): Promise<void> => {
      await write(editorOf(file), text);
      assert.ok(await editorOf(file).document.save());
    };
    await save(solution);
    await until('the first verdict', () => lastCheck()?.passed === true);
    const before = heap();
    const checks = events().length;
    for (let round = 0; round < SAVES; round += 1) {
      await save(`${solution}# round ${round}\n`);
      // Faster than a check now and then, slower at other times.
      if (round % 3 === 0) await sleep(150);
    }
    await save(`${solution}h = broken\n`);
    await until('the verdict on the last save', () => lastCheck()?.passed === false);
    assert.ok(events().length > checks);
    // One spare process waits for the next save.
    await until(
      'the end of what they began',
      () => workerProcesses().length === 1 && tempFolders().length === 1,
    );
    assert.ok(heap() - before < 64e6, `${Math.round((heap() - before) / 1e6)} MB more`);
    user.wasToldNothing();
  });

  it('says that there is nothing to check yet', async () => {
    await run(COMMANDS.check, 'multi-head-attention');
    user.wasTold(/no file to check yet\. Start the drill/);
  });
});
