import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { Ledger } from '../../src/core/ledger.ts';
import { COMMANDS } from '../../src/host/ids.ts';
import { closeEditors, events, freshPracticeFolder, run, until } from './desk.ts';
import { User } from './user.ts';

describe('a mock interview', () => {
  const user = new User();
  before(() => user.takeOver());
  beforeEach(async () => {
    user.forget();
    await freshPracticeFolder();
  });
  after(async () => {
    user.handBack();
    await closeEditors();
  });

  const newest = () =>
    [...new Ledger(events()).allSittings()].filter(({ of }) => of === 'mock').at(-1);
  const isShown = () =>
    vscode.window.tabGroups.all.some((group) =>
      group.tabs.some(({ label }) => label === 'Mock interview'),
    );

  it('is composed for the length asked for, and its page opens', async () => {
    await run(COMMANDS.mock, 45);
    const sitting = newest();
    assert.equal(sitting?.minutes, 45);
    assert.equal(sitting.finishedAt, null);
    assert.ok(sitting.exercises.length >= 7, sitting.exercises.join());
    await until('the page', isShown);
  });

  it('goes on after an interruption, when the user wants that', async () => {
    await run(COMMANDS.mock, 30);
    const first = newest();
    user.willPick(/Resume/);
    await run(COMMANDS.mock);
    assert.equal(newest()?.id, first?.id);
    user.willPick(/New interview/, /30 minutes/);
    await run(COMMANDS.mock);
    assert.notEqual(newest()?.id, first?.id);
    assert.notEqual(new Ledger(events()).sitting(first?.id ?? '')?.finishedAt, null);
  });
});
