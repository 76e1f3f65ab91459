/** Two windows on one profile, and one that is killed, on VS Code's own settings. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { Place } from '../../src/core/quiet/claim.ts';
import { Silencer } from '../../src/core/quiet/silencer.ts';
import { editorSwitch } from '../../src/core/quiet/switches.ts';
import { isOff, SETTINGS_HERE } from '../../src/host/quiet/place.ts';
import { FileQuietJournal } from '../../src/node/quiet-journal.ts';
import { COMMANDS } from '../../src/host/ids.ts';
import { closeEditors, freshPracticeFolder, run, until } from './desk.ts';
import { activated } from './extension.ts';
import {
  claims,
  CLAIMS,
  isOn,
  own,
  settingsAre,
  settingsFile,
  settingsText,
  shown,
} from './quiet.ts';

const CHANGES = [editorSwitch('python')];

describe('suggestions that windows turn off', () => {
  let other = '';
  beforeEach(async () => {
    await activated();
    // Something that makes the extension's own window look after what others left.
    await run(COMMANDS.finish);
    other = join(await freshPracticeFolder(), 'other.py');
    writeFileSync(other, 'value = 1\n');
  });
  afterEach(closeEditors);

  for (const level of ['workspace', 'user'] as const) {
    const place = (): Place =>
      level === 'user'
        ? { level, id: 'user', file: null }
        : { level, id: vscode.Uri.file(settingsFile()).toString(), file: settingsFile() };

    it(`in two windows: the last one restores the ${level}'s settings`, async () => {
      const { document } = await shown(other);
      const text = settingsText();
      const [one, two] = [windowOf('one'), windowOf('two')];
      await one.hold(place(), CHANGES, (change) => isOff(change, document));
      await two.hold(place(), CHANGES, (change) => isOff(change, document));
      assert.equal(isOn(document), false);
      await one.letGo();
      assert.equal(isOn(document), false);
      await two.letGo();
      assert.equal(isOn(document), true);
      assert.equal(settingsText(), text);
      assert.equal(own('[python]', level), undefined);
    });

    it(`is restored in the ${level}'s settings by another window when one is killed`, async () => {
      const { document } = await shown(other);
      const text = settingsText();
      // Of a process that is not there.
      await windowOf('killed', () => false).hold(place(), CHANGES, (change) =>
        isOff(change, document),
      );
      assert.equal(isOn(document), false);
      // The extension's own window sees it within seconds.
      await until('suggestions', () => isOn(document) && claims().length === 0);
      await settingsAre(text);
      assert.equal(own('[python]', level), undefined);
    });
  }
});

/** A second window on this profile, as far as it turns things off. */
function windowOf(session: string, isAlive = (): boolean => true): Silencer {
  const pid = isAlive() ? process.pid : GONE_PID;
  const journal = new FileQuietJournal(CLAIMS, { pid, isAlive });
  return new Silencer({ journal, session, settings: SETTINGS_HERE, log: () => undefined });
}

/** Greater than any that Linux, macOS and Windows give out. */
const GONE_PID = 2 ** 30;
