import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { Ledger } from '../../src/core/ledger.ts';
import { COMMANDS, PANELS, SETTINGS } from '../../src/host/ids.ts';
import { closeEditors, events, eventsOf, run, set, tabsOf, until } from './desk.ts';
import { contentIndex } from './extension.ts';
import { User } from './user.ts';

describe('a rapid-fire round', () => {
  const user = new User();
  const questions = contentIndex().exercises.filter(({ kind }) => kind === 'rapid-fire');
  const [first] = questions;
  before(() => user.takeOver());
  beforeEach(() => user.forget());
  afterEach(async () => {
    await closeEditors();
    await set(SETTINGS.roundQuestions, undefined);
  });
  after(() => user.handBack());

  const sitting = () => [...new Ledger(events()).allSittings()].at(-1);
  const round = (argument?: unknown) => eventsOf(() => run(COMMANDS.round, argument));
  const page = () => tabsOf(PANELS.round)[0];

  it('has as many questions as the setting says, each once, on a page in front', async () => {
    await set(SETTINGS.roundQuestions, 3);
    const { kinds } = await round('new');
    assert.deepEqual(kinds, ['sitting-started']);
    const exercises = sitting()?.exercises ?? [];
    assert.equal(new Set(exercises).size, Math.min(3, questions.length));
    for (const id of exercises) assert.ok(questions.some((one) => one.id === id));
    await until('the page', () => page()?.title === 'Rapid-fire round');
    assert.equal(page()?.column, vscode.ViewColumn.One);
    user.wasToldNothing();
  });

  it('can be of one question, as the tree opens it, which is gone on with and not begun twice', async () => {
    const { kinds } = await eventsOf(() => run(COMMANDS.practise, first?.id));
    assert.deepEqual(kinds, ['sitting-started']);
    assert.deepEqual(sitting()?.exercises, [first?.id]);
    await until('the page', () => page()?.title === first?.title);
    assert.deepEqual((await eventsOf(() => run(COMMANDS.practise, first?.id))).kinds, []);
  });

  it('can be on a checklist item, on a tag, or among the questions of a group', async () => {
    const [item = ''] = first?.items ?? [];
    const [tag = ''] = first?.tags ?? [];
    await round({ item });
    const { checklist } = contentIndex();
    const practise = checklist.find(({ id }) => id === item)?.practise ?? [];
    for (const id of sitting()?.exercises ?? []) {
      const question = questions.find((one) => one.id === id);
      assert.ok(question?.items.includes(item) === true || practise.includes(id), id);
    }
    await round({ tag });
    for (const id of sitting()?.exercises ?? []) {
      assert.ok(questions.find((one) => one.id === id)?.tags.includes(tag), id);
    }
    const among = questions.slice(1, 3).map(({ id }) => id);
    await round({ kind: 'group', title: 'Some', among });
    assert.deepEqual([...(sitting()?.exercises ?? [])].sort(), [...among].sort());
  });

  it('says in one sentence when nothing fits', async () => {
    for (const [argument, wanted] of [
      [{ item: 'quantum-gravity' }, /no checklist item "quantum-gravity"/],
      [{ tag: 'quantum-gravity' }, /no rapid-fire questions with the tag "quantum-gravity"/],
      [['gan'], /no such rapid-fire question/],
    ] as const) {
      user.forget();
      assert.deepEqual((await round(argument)).kinds, []);
      user.wasTold(wanted);
    }
  });
});

describe('a deep dive and an unknown question', () => {
  const user = new User();
  before(() => user.takeOver());
  beforeEach(() => user.forget());
  afterEach(closeEditors);
  after(() => user.handBack());

  for (const [kind, command] of [
    ['deep-dive', COMMANDS.deepDive],
    ['unknown', COMMANDS.unknown],
  ] as const) {
    it(`goes through the phases by key and ends: ${kind}`, async () => {
      const exercise = contentIndex().exercises.find((one) => one.kind === kind);
      const id = exercise?.id ?? '';
      const { kinds } = await eventsOf(() => run(command, id));
      assert.deepEqual(kinds, ['attempt-started']);
      await until('the page', () => tabsOf(PANELS.oral)[0]?.title === exercise?.title);
      const clock = () => new Ledger(events()).latest(id)?.clock;
      await run(COMMANDS.toggleClock);
      const seen = [clock()?.phase];
      for (let i = 1; i < (exercise?.phases.length ?? 0); i += 1) {
        await run(COMMANDS.nextPhase);
        seen.push(clock()?.phase);
      }
      assert.deepEqual(
        seen,
        exercise?.phases.map((phase) => phase.id),
      );
      assert.deepEqual((await eventsOf(() => run(COMMANDS.finish))).kinds, ['attempt-finished']);
      user.wasToldNothing();
      // Opened again it begins anew; while that is not finished it is gone on with.
      assert.deepEqual((await eventsOf(() => run(command, id))).kinds, ['attempt-started']);
      assert.deepEqual((await eventsOf(() => run(command, id))).kinds, []);
      await run(COMMANDS.finish);
    });
  }

  it('offers those of its kind when it is not told which', async () => {
    await run(COMMANDS.deepDive);
    const dives = contentIndex().exercises.filter(({ kind }) => kind === 'deep-dive');
    const labels = user.asked[0]?.labels ?? [];
    assert.deepEqual(
      labels.filter((label) => dives.some(({ title }) => title === label)).length,
      dives.length,
    );
  });

  it('pauses when its page is closed, for nobody sees the clock', async () => {
    const id = contentIndex().exercises.find(({ kind }) => kind === 'deep-dive')?.id ?? '';
    await run(COMMANDS.deepDive, id);
    await until('the page', () => tabsOf(PANELS.oral).length === 1);
    await run(COMMANDS.startClock);
    await closeEditors();
    await until('a pause', () => new Ledger(events()).latest(id)?.clock.since === null);
    await run(COMMANDS.finish);
  });
});
