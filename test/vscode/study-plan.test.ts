import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { COMMANDS, SETTINGS, SETTINGS_SECTION } from '../../src/host/ids.ts';
import { closeEditors, eventsOf, freshPracticeFolder, run, until } from './desk.ts';
import { User } from './user.ts';

const PLAN = 'week-before';
const TITLE = 'The week before';

describe('a study plan', () => {
  const user = new User();
  const followed = () =>
    vscode.workspace.getConfiguration(SETTINGS_SECTION).get<string>(SETTINGS.studyPlan);
  before(() => user.takeOver());
  beforeEach(async () => {
    user.forget();
    await freshPracticeFolder();
  });
  afterEach(closeEditors);
  after(async () => {
    await vscode.workspace
      .getConfiguration(SETTINGS_SECTION)
      .update(SETTINGS.studyPlan, undefined, vscode.ConfigurationTarget.Global);
    user.handBack();
  });

  it('is picked, then shows what is next, whether it is followed, and all that is in it', async () => {
    user.willPick(/^The week before$/);
    await run(COMMANDS.studyPlans);
    const [plans, shown] = user.asked;
    assert.equal(plans?.labels[0], 'The five classics');
    assert.match(shown?.title ?? '', /^The week before · \d+ of \d+ done/);
    assert.match(shown?.labels[0] ?? '', /^\$\(play\) /);
    assert.equal(shown?.labels[1], '$(pinned) Follow this plan');
    assert.ok(shown.labels.some((label) => /^\$\([a-z-]+\) A small GPT$/.test(label)));
    user.wasToldNothing();
  });

  it('is followed, so that What Next keeps to it, until it is left', async () => {
    user.willPick(/Follow this plan/);
    await run(COMMANDS.studyPlans, PLAN);
    assert.equal(followed(), PLAN);
    user.wasTold(/^You are following “The week before”/);
    user.forget();
    await run(COMMANDS.whatNext);
    assert.match(user.asked[0]?.title ?? '', /The week before: \d+ of \d+ done/);
    user.forget();
    // The one that is followed comes first, and can be left from its list.
    user.willPick(/^The week before$/, /Stop following/);
    await run(COMMANDS.studyPlans);
    assert.equal(user.asked[0]?.labels[0], TITLE);
    assert.equal(followed(), '');
    user.wasTold(/^You no longer follow “The week before”/);
    user.forget();
    await run(COMMANDS.leavePlan);
    user.wasTold(/^You are not following a study plan/);
  });

  it('is followed from its row in the view, and begun from the message', async () => {
    user.willPress('Start the Next Exercise');
    const { added } = await eventsOf(async () => {
      await run(COMMANDS.followPlan, { kind: 'plan', plan: { id: 'generative-models' } });
      await until('a page', () => vscode.window.tabGroups.activeTabGroup.activeTab !== undefined);
    });
    assert.equal(followed(), 'generative-models');
    // What the tests before have done of the plan decides whether it is a round or a drill.
    assert.match(added[0]?.kind ?? '', /^(sitting|attempt)-started$/);
  });

  it('opens what is picked in it', async () => {
    user.willPick(/^\$\((?!play)[a-z-]+\) Stable softmax/);
    await run(COMMANDS.studyPlans, 'decoder-from-scratch');
    assert.match(vscode.window.activeTextEditor?.document.uri.fsPath ?? '', /softmax\.py$/);
  });

  it('that is not there is told, and one that a pack took away is none', async () => {
    await run(COMMANDS.studyPlans, 'tea');
    user.wasTold(/^There is no study plan "tea"\. Available: five-classics, /);
    user.forget();
    await vscode.workspace
      .getConfiguration(SETTINGS_SECTION)
      .update(SETTINGS.studyPlan, 'tea', vscode.ConfigurationTarget.Global);
    await run(COMMANDS.whatNext);
    assert.doesNotMatch(user.asked[0]?.title ?? '', /:/);
  });
});
