import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { linesOfMistake } from '../../src/core/debugging/lines.ts';
import { handedOut, without, type BrokenProgram } from '../../src/core/debugging/program.ts';
import { markLine } from '../../src/core/drill-file.ts';
import { Ledger, type Attempt } from '../../src/core/ledger.ts';
import { COMMANDS, PANELS } from '../../src/host/ids.ts';
import { parseKey } from '../../src/protocol/broken-program.ts';
import {
  archived,
  closeEditors,
  editorOf,
  events,
  eventsOf,
  freshPracticeFolder,
  read,
  run,
  STORAGE,
  tabsOf,
  until,
  write,
} from './desk.ts';
import { User } from './user.ts';

const DRILL = 'softmax';
const EXERCISE = `debug/${DRILL}`;

describe('a broken program', () => {
  const user = new User();
  let folder = '';
  let file = '';
  before(() => user.takeOver());
  beforeEach(async () => {
    user.forget();
    folder = await freshPracticeFolder();
    file = join(folder, 'debug_softmax.py');
    await run(COMMANDS.debug, EXERCISE, 'new', 2, 11);
  });
  afterEach(closeEditors);
  after(() => user.handBack());

  const attempt = (): Attempt => {
    const latest = new Ledger(events()).latest(EXERCISE);
    assert.ok(latest);
    return latest;
  };
  const program = (): BrokenProgram => {
    const key = attempt().broken?.key ?? '';
    const parsed = parseKey(read(STORAGE, 'code', key.slice(0, 2), key));
    assert.ok(parsed);
    return parsed;
  };
  const check = async () => {
    await run(COMMANDS.check);
    const { left = [], broken = [], passed } = attempt().repairs.at(-1) ?? {};
    return { left, broken, passed };
  };
  const editor = () => editorOf(file);

  it('opens beside its page, with nothing in file or history lines that the user reads giving it away', async () => {
    assert.equal(editor().document.getText(), handedOut(program()));
    assert.ok(
      editor().document.getText().startsWith(`${markLine(EXERCISE)}
`),
    );
    await until('the page', () => tabsOf(PANELS.debug)[0]?.title.startsWith('Debug: '));
    assert.equal(tabsOf(PANELS.debug)[0]?.column, vscode.ViewColumn.Two);
    assert.equal(attempt().broken?.mistakes.length, 2);
    assert.equal(attempt().clock.started, false);
    for (const { mistake } of program().planted) {
      assert.ok(!editor().document.getText().includes(mistake), mistake);
    }
    user.wasToldNothing();
  });

  it('is the same for the same seed, and another goes into the archive', async () => {
    const first = handedOut(program());
    await run(COMMANDS.debug, EXERCISE, 'new', 2, 11);
    assert.equal(handedOut(program()), first);
    assert.equal(archived(folder).length, 1);
  });

  it('is counted: what is left, then what is newly broken, then nothing; the clock goes to its end', async () => {
    await run(COMMANDS.startClock);
    const whole = program();
    const [first, second] = whole.planted;
    assert.ok(first && second);
    const both = await check();
    assert.deepEqual([both.left.length, both.broken, both.passed], [2, [], false]);
    await write(editor(), without(whole, first.flag));
    assert.deepEqual(await check(), { left: [second.flag], broken: [], passed: false });
    const broken = without(whole, first.flag).replace(/^def softmax\(/m, 'def soft_max(');
    await write(editor(), broken);
    const { broken: fresh, passed } = await check();
    assert.equal(passed, false);
    assert.ok(fresh.includes('missing-definition'), JSON.stringify(fresh));
    await write(editor(), whole.base);
    assert.deepEqual(await check(), { left: [], broken: [], passed: true });
    assert.equal(attempt().clock.phase, 'close');
    user.wasToldNothing();
  });

  it('takes suspicions of its own lines, once, and no others', async () => {
    const [first] = program().planted;
    const [line = 1] = linesOfMistake(program(), first?.flag ?? '');
    const at = new vscode.Position(line - 1, 0);
    editor().selection = new vscode.Selection(at, at);
    await run(COMMANDS.suspect);
    assert.deepEqual([...attempt().suspected], [line]);
    await run(COMMANDS.suspect);
    assert.deepEqual([...attempt().suspected], []);
    assert.ok(
      await editor().edit((edit) => edit.replace(editor().document.lineAt(at).range, '# mine')),
    );
    editor().selection = new vscode.Selection(at, at);
    await run(COMMANDS.suspect);
    user.wasTold(/Mark a line before you change it/);
  });

  it('has hints about what is left: the function, how it shows, the line', async () => {
    await run(COMMANDS.startClock);
    for (let hint = 0; hint < 6; hint += 1) await run(COMMANDS.hint);
    assert.deepEqual([...attempt().hints], [0, 1, 2, 3, 4, 5]);
    await run(COMMANDS.hint);
    user.wasTold(/^All hints are already open/);
  });

  it('is checked once more when the user gives up, by what the file holds then', async () => {
    await run(COMMANDS.startClock);
    const [first, second] = program().planted;
    await write(editor(), without(program(), first?.flag ?? ''));
    user.willPress('Show the Mistakes');
    const { kinds } = await eventsOf(async () => {
      await run(COMMANDS.giveUp);
      await until('the check', () => attempt().repairs.length > 0);
    });
    assert.deepEqual(kinds, ['answer-revealed', 'attempt-finished', 'repair-checked']);
    assert.deepEqual(attempt().repairs.at(-1)?.left, [second?.flag]);
    await run(COMMANDS.compare);
    await until(
      'the diff',
      () => vscode.window.activeTextEditor?.document.uri.scheme !== undefined,
    );
  });

  it('is not made for a question that cannot be broken, nor with a number that it cannot have', async () => {
    await run(COMMANDS.debug, 'debug/phrenology');
    user.wasTold(/^There is no debugging drill for "debug\/phrenology"/);
    user.forget();
    await run(COMMANDS.debug, EXERCISE, 'new', 9);
    user.wasTold(/can have 1 to 4 mistakes/);
  });

  it('asks for question and number when it is told neither', async () => {
    user.willPick(/Multi-head attention/, /^1 mistake/);
    await run(COMMANDS.debug);
    assert.equal(user.asked[0]?.title, 'Debug a broken program');
    const begun = new Ledger(events()).current();
    assert.equal(begun?.exerciseId, 'debug/multi-head-attention');
    // Nobody can begin a question whose program is open.
    await run(COMMANDS.finish);
  });
});
