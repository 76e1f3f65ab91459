/** In a real editor, with an assistant like any other. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { INLINE_SUGGEST as INLINE } from '../../src/core/quiet/switches.ts';
import { COMMANDS, SETTINGS, SETTINGS_SECTION } from '../../src/host/ids.ts';
import { closeEditors, editorOf, freshPracticeFolder, run, start, until } from './desk.ts';
import { extension } from './extension.ts';
import {
  claims,
  documentOf,
  isOn,
  open,
  own,
  setQuiet,
  settingsAre,
  settingsFile,
  settingsText,
  writeSettings,
} from './quiet.ts';
import { User } from './user.ts';

const DRILL = 'lstm-cell';
const GHOST = 'ghost_of_an_assistant';

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
          return [new vscode.InlineCompletionItem(GHOST, new vscode.Range(position, position))];
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
  after(async () => {
    provider.dispose();
    user.handBack();
    await writeSettings(original ?? '{}');
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
    await writeSettings(text);
    await start(DRILL);
    await offIn(file);
    assert.notEqual(settingsText(), text);
    await run(COMMANDS.finish);
    await settingsAre(text);
    // The editor, which has the file open, knows of it: the next setting can be written.
    await update('editor.rulers', [99]);
    await update('editor.rulers', undefined);
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

  it('takes over what VS Code shows as unsaved after a reload that came while it wrote', async () => {
    const settings = await vscode.workspace.openTextDocument(settingsFile());
    const edit = new vscode.WorkspaceEdit();
    const all = settings.validateRange(new vscode.Range(0, 0, settings.lineCount, 0));
    const ours = `,\n    "[python]": ${JSON.stringify({ [INLINE]: false })}\n}\n`;
    edit.replace(settings.uri, all, settings.getText().replace(/\s*,?\s*\}\s*$/, ours));
    await vscode.workspace.applyEdit(edit);
    assert.ok(settings.isDirty);
    await start(DRILL);
    await offIn(file);
    await until('the file to be saved', () => !settings.isDirty);
    await run(COMMANDS.finish);
    await until('suggestions', () => isOn(documentOf(file)));
    await until('the settings as they were', () => own('[python]') === undefined);
    user.wasToldNothing();
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
});

async function offIn(path: string): Promise<void> {
  const { document } = editorOf(path);
  await until(`no suggestions in ${path}`, () => !isOn(document));
}

/** What is typed is followed by a suggestion, which can be taken; a line that came too early by the next. */
async function suggestionIsShown(): Promise<void> {
  const { document } = vscode.window.activeTextEditor ?? assert.fail('no editor');
  await until(`suggestions in ${document.uri.fsPath}`, () => isOn(document));
  let typing: Promise<void> | null = null;
  await until(`a suggestion in ${document.uri.fsPath}`, () => {
    typing ??= typeAndTake(document).finally(() => (typing = null));
    return document.getText().includes(GHOST);
  });
}

async function typeAndTake(document: vscode.TextDocument): Promise<void> {
  await type('\n');
  for (let again = 0; again < 50 && !document.getText().includes(GHOST); again += 1) {
    await run('editor.action.inlineSuggest.commit');
    await sleep(20);
  }
}

async function type(text: string): Promise<void> {
  await run('type', { text });
}

function memory(): vscode.Memento {
  return extension().exports as vscode.Memento;
}

async function update(setting: string, value: unknown): Promise<void> {
  const target = vscode.ConfigurationTarget.Workspace;
  await vscode.workspace.getConfiguration('', null).update(setting, value, target);
}
