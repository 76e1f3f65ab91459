import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { elapsed } from '../../src/core/clock.ts';
import { EVENT_VERSION, type EventKind } from '../../src/core/events.ts';
import { Ledger } from '../../src/core/ledger.ts';
import { COMMANDS, CONTEXTS, SETTINGS } from '../../src/host/ids.ts';
import { idAfter } from '../../src/node/event-ids.ts';
import { formatHistoryLine } from '../../src/protocol/history-line.ts';
import {
  closeEditors,
  events,
  eventsOf,
  freshPracticeFolder,
  HISTORY,
  pages,
  run,
  set,
  start,
  until,
} from './desk.ts';
import { User } from './user.ts';

const DRILL = 'resnet-block';

describe('the clock', () => {
  const user = new User();
  before(() => user.takeOver());
  beforeEach(async () => {
    await run(COMMANDS.finish);
    user.forget();
    await freshPracticeFolder();
    await start(DRILL);
  });
  afterEach(closeEditors);
  after(() => user.handBack());

  const does = async (command: string, kinds: readonly EventKind[]) => {
    assert.deepEqual((await eventsOf(() => run(command))).kinds, kinds, command);
    user.wasToldNothing();
  };
  const latest = () => new Ledger(events()).latest(DRILL);
  const clock = () => latest()?.clock;

  it('waits for the user, starts, pauses and goes on', async () => {
    assert.equal(clock()?.started, false);
    await does(COMMANDS.startClock, ['clock-resumed']);
    await does(COMMANDS.startClock, []);
    await does(COMMANDS.toggleClock, ['clock-paused']);
    await does(COMMANDS.toggleClock, ['clock-resumed']);
  });

  it('goes through the phases and back, and finishes after the last', async () => {
    await does(COMMANDS.nextPhase, ['phase-entered', 'clock-resumed']);
    assert.equal(clock()?.phase, 'code');
    await does(COMMANDS.previousPhase, ['phase-entered']);
    assert.equal(clock()?.phase, 'narrate');
    await does(COMMANDS.nextPhase, ['phase-entered']);
    await does(COMMANDS.nextPhase, ['phase-entered']);
    assert.equal(clock()?.phase, 'close');
    await does(COMMANDS.nextPhase, ['attempt-finished']);
    assert.equal(clock()?.finished, true);
  });

  it('says that there is nothing before the first phase', async () => {
    await run(COMMANDS.previousPhase);
    user.wasTold(/first phase/);
  });

  it('finishes at any time, shows the debrief, and is finished then', async () => {
    await run(COMMANDS.startClock);
    await does(COMMANDS.finish, ['attempt-finished']);
    await until('the page', () => pages().length === 1);
    for (const command of [COMMANDS.toggleClock, COMMANDS.nextPhase, COMMANDS.finish]) {
      user.forget();
      assert.deepEqual((await eventsOf(() => run(command))).kinds, []);
      user.wasTold(/finished\. "Begin a Coding Drill" starts a new one/);
    }
  });

  it('of one drill pauses when another starts', async () => {
    await run(COMMANDS.startClock);
    const { kinds } = await eventsOf(() => start('gan', 'new'));
    assert.deepEqual(
      kinds.filter((kind) => kind !== 'file-archived'),
      ['clock-paused', 'attempt-started'],
    );
    assert.equal(clock()?.since, null);
    await run(COMMANDS.finish, 'gan');
  });

  it('has no time away to count', async () => {
    await run(COMMANDS.countAway);
    user.wasTold(/no time away/);
  });

  it('tells its state to menus and keys', async () => {
    const states: unknown[] = [];
    const original = vscode.commands.executeCommand;
    Object.assign(vscode.commands, {
      executeCommand: (command: string, ...args: unknown[]) => {
        if (command === 'setContext' && args[0] === CONTEXTS.clock) states.push(args[1]);
        return original(command, ...args);
      },
    });
    try {
      const told = (state: string) => until(state, () => states.at(-1) === state);
      await original(COMMANDS.startClock);
      await told('running');
      await original(COMMANDS.toggleClock);
      await told('paused');
      await original(COMMANDS.finish);
      await told('none');
      await start(DRILL, 'new');
      await told('ready');
    } finally {
      Object.assign(vscode.commands, { executeCommand: original });
    }
    assert.deepEqual(states, ['running', 'paused', 'none', 'ready']);
  });

  /** Has the standing clock show as much more as if another window had let it run for so long. */
  const letRun = (ms: number): void => {
    const [at, last] = [Date.now(), events().at(-1)?.id ?? ''];
    const rest = { v: EVENT_VERSION, attempt: latest()?.id ?? '', session: 'another' } as const;
    const resumed = { kind: 'clock-resumed', id: idAfter(last, at), at: at - ms, ...rest } as const;
    const paused = { kind: 'clock-paused', id: idAfter(resumed.id, at), at, ...rest } as const;
    appendFileSync(HISTORY, [resumed, paused].map(formatHistoryLine).join(''));
  };

  it('tells once that a phase takes too long, and not at all when switched off', async () => {
    await set(SETTINGS.narrateMaximum, 5);
    await set(SETTINGS.codeMaximum, 5);
    try {
      letRun(4_000);
      await run(COMMANDS.startClock);
      await until('the message', () => user.told.length > 0);
      user.wasTold(/^“Explain the approach” has used its full 0:05/);
      await run(COMMANDS.toggleClock);
      await run(COMMANDS.toggleClock);
      await set(SETTINGS.notifyPhaseOver, false);
      await run(COMMANDS.nextPhase);
      await run(COMMANDS.toggleClock);
      letRun(4_000);
      await run(COMMANDS.toggleClock);
      const coding = () => {
        const state = clock();
        return state && elapsed(state, 'code', Date.now()) > 5_500;
      };
      await until('five seconds of coding, and what could come of them', coding);
      assert.equal(user.told.length, 1);
    } finally {
      await set(SETTINGS.narrateMaximum, undefined);
      await set(SETTINGS.codeMaximum, undefined);
      await set(SETTINGS.notifyPhaseOver, undefined);
    }
  });
});
