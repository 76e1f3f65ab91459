import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { COMMANDS, QUIET_FOLDER, SETTINGS, SETTINGS_SECTION } from '../../src/host/ids.ts';
import { Silencer } from '../../src/core/quiet/silencer.ts';
import { isOff, SETTINGS_HERE } from '../../src/host/quiet/place.ts';
import { FileQuietJournal } from '../../src/node/quiet-journal.ts';
import type { Place } from '../../src/core/quiet/claim.ts';
import { editorSwitch } from '../../src/core/quiet/switches.ts';
import { extension } from './extension.ts';
import { closeEditors, editorOf, freshPracticeFolder, run, start, STORAGE, until } from './desk.ts';
import { User } from './user.ts';

const DRILL = 'lstm-cell';
const GHOST = 'ghost_of_an_assistant';
const INLINE = 'editor.inlineSuggest.enabled';
const CLAIMS = join(STORAGE, QUIET_FOLDER);

describe('a quiet editor', () => {
  const user = new User();
  const asked = new Set<string>();
  let provider: vscode.Disposable;
  let file = '';
  let other = '';
  let original: string | null = null;

  before(() => {
    user.takeOver();
    original = settingsText();
    // An assistant as VS Code knows them all.
    provider = vscode.languages.registerInlineCompletionItemProvider(
      { language: 'python' },
      {
        provideInlineCompletionItems(document, position) {
          asked.add(document.uri.fsPath);
          return [{ insertText: GHOST, range: new vscode.Range(position, position) }];
        },
      },
    );
  });
  beforeEach(async () => {
    await run(COMMANDS.finish);
    user.forget();
    asked.clear();
    const folder = await freshPracticeFolder();
    file = join(folder, 'lstm_cell.py');
    other = join(folder, 'other.py');
    writeFileSync(other, 'value = 1\n');
    await setQuiet('on');
  });
  afterEach(async () => {
    await closeEditors();
    await run(COMMANDS.finish);
    await setQuiet('off');
    await until('claims to be given up', () => claims().length === 0);
  });
  after(() => {
    provider.dispose();
    user.handBack();
    if (original === null) rmSync(settingsFile(), { force: true });
    else writeFileSync(settingsFile(), original);
  });

  it('shows no suggestion in the drill file, and every one elsewhere and afterwards', async () => {
    const text = settingsText();
    await open(other);
    await suggestionIsShown();

    await start(DRILL);
    await offIn(file);
    await type('x');
    await run('editor.action.inlineSuggest.commit');
    assert.ok(!editorOf(file).document.getText().includes(GHOST));

    await open(other);
    await suggestionIsShown();
    assert.ok(!asked.has(file), 'the assistant was asked about the drill file');
    await settingsAre(text);

    await open(file);
    await offIn(file);
    await run(COMMANDS.finish);
    await suggestionIsShown();
    await settingsAre(text);
    user.wasToldNothing();
  });

  it('ends when the file is closed', async () => {
    const text = settingsText();
    await start(DRILL);
    await offIn(file);
    await closeEditors();
    await settingsAre(text);
  });

  it('puts the settings file back to the letter, with its comments', async () => {
    const text = `// mine\n${settingsText() ?? '{}'}\n\n`;
    writeFileSync(settingsFile(), text);
    await start(DRILL);
    await offIn(file);
    assert.notEqual(settingsText(), text);
    await run(COMMANDS.finish);
    await settingsAre(text);
  });

  it('leaves alone what the user turns on meanwhile, during the attempt and after it', async () => {
    await start(DRILL);
    await offIn(file);
    await update('[python]', { [INLINE]: true, 'editor.rulers': [99] });
    await until('the user to be obeyed', () => claims().length === 0);
    await open(other);
    await open(file);
    await suggestionIsShown();
    await run(COMMANDS.finish);
    assert.deepEqual(own('[python]'), { [INLINE]: true, 'editor.rulers': [99] });
    await update('[python]', undefined);
  });

  it('takes back only its own part where the user has added something', async () => {
    await start(DRILL);
    await offIn(file);
    await update('[python]', { [INLINE]: false, 'editor.rulers': [99] });
    await run(COMMANDS.finish);
    await until('suggestions', () => isOn(documentOf(file)));
    assert.deepEqual(own('[python]'), { 'editor.rulers': [99] });
    await update('[python]', undefined);
  });

  it('ends at once when the setting is turned off', async () => {
    await start(DRILL);
    await offIn(file);
    await setQuiet('off');
    await suggestionIsShown();
  });

  it('says why it cannot, and does it as soon as it can', async () => {
    const settings = await vscode.workspace.openTextDocument(settingsFile());
    const edit = new vscode.WorkspaceEdit();
    edit.insert(settings.uri, new vscode.Position(0, 0), '// unsaved\n');
    await vscode.workspace.applyEdit(edit);
    await start(DRILL);
    await until('the reason', () => user.told.length > 0);
    user.wasTold(/^Inline suggestions could not be turned off in this drill file: .*unsaved/);
    assert.ok(await settings.save());
    await offIn(file);
    await run(COMMANDS.finish);
    await until('suggestions', () => isOn(documentOf(file)));
    assert.ok(settingsText()?.startsWith('// unsaved\n'));
    user.wasTold(/unsaved/);
  });

  describe('asks', () => {
    beforeEach(async () => {
      await memory().update('quietEditorAsked', undefined);
      await setQuiet('ask');
    });

    it('once, and keeps the answer as the setting', async () => {
      user.willPress('Turn Off');
      await start(DRILL);
      await offIn(file);
      user.wasTold(/^Turn off inline suggestions in drill files while you practise\?/);
      const found = vscode.workspace
        .getConfiguration(SETTINGS_SECTION)
        .inspect<string>(SETTINGS.quietEditor);
      assert.equal(found?.globalValue, 'on');
      await start('gan', 'new');
      assert.equal(user.told.length, 1);
    });

    it('once, also when there is no answer; then nothing changes', async () => {
      await start(DRILL);
      await until('the question', () => user.told.length > 0);
      await suggestionIsShown();
      await start('gan', 'new');
      await open(other);
      await suggestionIsShown();
      assert.equal(user.told.length, 1);
    });
  });

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

const CHANGES = [editorSwitch('python')];

/** A second window on this profile, as far as it turns things off. */
function windowOf(session: string, isAlive = (): boolean => true): Silencer {
  const pid = isAlive() ? process.pid : GONE_PID;
  const journal = new FileQuietJournal(CLAIMS, { pid, isAlive });
  return new Silencer({ journal, session, settings: SETTINGS_HERE, log: () => undefined });
}

/** Greater than any that Linux, macOS and Windows give out. */
const GONE_PID = 2 ** 30;

function memory(): vscode.Memento {
  return extension().exports as vscode.Memento;
}

function documentOf(path: string): vscode.TextDocument {
  const found = vscode.workspace.textDocuments.find(({ uri }) => uri.fsPath === path);
  return found ?? assert.fail(`${path} is not open`);
}

async function shown(path: string): Promise<vscode.TextEditor> {
  await open(path);
  return editorOf(path);
}

async function update(setting: string, value: unknown): Promise<void> {
  const target = vscode.ConfigurationTarget.Workspace;
  await vscode.workspace.getConfiguration('', null).update(setting, value, target);
}

function own(setting: string, level: 'workspace' | 'user' = 'workspace'): unknown {
  const found = vscode.workspace.getConfiguration('', null).inspect(setting);
  return level === 'user' ? found?.globalValue : found?.workspaceValue;
}

async function settingsAre(text: string | null): Promise<void> {
  await until('the settings as they were', () => settingsText() === text);
}

async function open(path: string): Promise<void> {
  await vscode.window.showTextDocument(vscode.Uri.file(path), { preview: false, viewColumn: 1 });
}

async function type(text: string): Promise<void> {
  await run('type', { text });
}

/** What is typed is followed by a suggestion, which can be taken. */
async function suggestionIsShown(): Promise<void> {
  const { document } = vscode.window.activeTextEditor ?? assert.fail('no editor');
  await until(`suggestions in ${document.uri.fsPath}`, () => isOn(document));
  await type('\n');
  const end = Date.now() + 20_000;
  while (!document.getText().includes(GHOST)) {
    assert.ok(Date.now() < end, `no suggestion in ${document.uri.fsPath}`);
    await run('editor.action.inlineSuggest.commit');
  }
}

async function offIn(path: string): Promise<void> {
  const { document } = editorOf(path);
  await until(`no suggestions in ${path}`, () => !isOn(document));
}

function isOn(document: vscode.TextDocument): boolean {
  return vscode.workspace.getConfiguration('', document).get(INLINE) !== false;
}

async function setQuiet(value: 'ask' | 'on' | 'off'): Promise<void> {
  await vscode.workspace
    .getConfiguration(SETTINGS_SECTION)
    .update(SETTINGS.quietEditor, value, vscode.ConfigurationTarget.Global);
}

function settingsFile(): string {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  return join(folder?.uri.fsPath ?? '', '.vscode', 'settings.json');
}

function settingsText(): string | null {
  return existsSync(settingsFile()) ? readFileSync(settingsFile(), 'utf8') : null;
}

function claims(): readonly string[] {
  if (!existsSync(CLAIMS)) return [];
  return readdirSync(CLAIMS).filter((name) => name.endsWith('.json'));
}
