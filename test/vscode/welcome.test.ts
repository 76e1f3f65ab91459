import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { MACHINE_MEMORY } from '../../src/host/ids.ts';
import { CHORD, OLD_CHORD } from '../../src/host/panels/shortcuts.ts';
import { tellNewChord } from '../../src/host/welcome/chord-notice.ts';
import { until } from './desk.ts';
import { extension } from './extension.ts';
import { User } from './user.ts';

/** A profile's memory that begins with this. */
function memoryOf(known: Record<string, unknown>): Pick<vscode.Memento, 'get' | 'update'> {
  const values = new Map(Object.entries(known));
  return {
    get: (key: string) => values.get(key) as never,
    update: (key, value) => Promise.resolve(void values.set(key, value)),
  };
}

describe('the new chord', () => {
  const user = new User();
  before(() => user.takeOver());
  after(() => user.handBack());
  beforeEach(() => user.forget());

  const tell = (memory: ReturnType<typeof memoryOf>, wasUsed: boolean) =>
    tellNewChord(extension().id, memory, Promise.resolve(wasUsed));

  it('is told once to those who learnt the old one', async () => {
    const memory = memoryOf({ [MACHINE_MEMORY]: 'desk' });
    await tell(memory, true);
    user.wasTold(/./);
    for (const chord of [CHORD, OLD_CHORD]) assert.ok(user.told[0]?.includes(chord), chord);
    user.forget();
    await tell(memory, true);
    user.wasToldNothing();
  });

  it('is not told to those who never used another, also not later', async () => {
    for (const known of [{}, { [MACHINE_MEMORY]: 'desk' }]) {
      const memory = memoryOf(known);
      await tell(memory, false);
      await memory.update(MACHINE_MEMORY, 'desk');
      await tell(memory, true);
    }
    user.wasToldNothing();
  });

  it('can be seen among all shortcuts', async () => {
    user.willPress('Show Shortcuts');
    await tell(memoryOf({ [MACHINE_MEMORY]: 'desk' }), true);
    await until('the shortcuts', () =>
      vscode.window.tabGroups.activeTabGroup.activeTab?.label.includes('Keyboard Shortcuts'),
    );
  });
});
