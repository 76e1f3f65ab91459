import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { Ledger } from '../../src/core/ledger.ts';
import { COMMANDS, PANELS } from '../../src/host/ids.ts';
import { closeEditors, events, eventsOf, run, tabsOf, until } from './desk.ts';
import { contentIndex } from './extension.ts';
import { User } from './user.ts';

describe('a clinic', () => {
  const user = new User();
  const clinics = contentIndex().exercises.filter(({ kind }) => kind === 'clinic');
  const [sizes, first] = clinics;
  before(() => user.takeOver());
  beforeEach(() => user.forget());
  afterEach(closeEditors);
  after(() => user.handBack());

  const page = () => tabsOf(PANELS.clinic)[0];

  it('begins an attempt without a file, whose clock waits, on a page in front', async () => {
    const { kinds } = await eventsOf(() => run(COMMANDS.clinic, sizes?.id));
    assert.deepEqual(kinds, ['attempt-started']);
    const attempt = new Ledger(events()).latest(sizes?.id ?? '');
    assert.deepEqual([attempt?.file, attempt?.clock.started], [null, false]);
    await until('the page', () => page()?.title === sizes?.title);
    assert.equal(page()?.column, vscode.ViewColumn.One);
    user.wasToldNothing();
  });

  it('is gone on with and not begun twice, from the tree too', async () => {
    assert.deepEqual((await eventsOf(() => run(COMMANDS.practise, sizes?.id))).kinds, []);
    await until('the page', () => page()?.title === sizes?.title);
  });

  it('takes the place of another on the same page', async () => {
    await run(COMMANDS.clinic, sizes?.id);
    await run(COMMANDS.clinic, first?.id);
    await until('the page', () => page()?.title === first?.title);
    assert.equal(tabsOf(PANELS.clinic).length, 1);
  });

  it('is asked for when it is not told; what there is not gets a sentence', async () => {
    await run(COMMANDS.clinic);
    assert.ok((user.asked[0]?.labels.length ?? 0) >= clinics.length);
    await run(COMMANDS.clinic, 'clinic/phrenology');
    user.wasTold(/^There is no clinic "clinic\/phrenology"/);
  });
});
