/** Keeps suggestions out of drill files during practice, and leaves every other file as it was. */
import * as vscode from 'vscode';
import { messageOf } from '../../core/errors.ts';
import { kindOf } from '../../core/kinds.ts';
import { BEAT_MS } from '../../core/clock-holder.ts';
import { Silencer } from '../../core/quiet/silencer.ts';
import { assistantSwitches, editorSwitch } from '../../core/quiet/switches.ts';
import {
  asks,
  fileToQuiet,
  type PractisedFile,
  type QuietView,
} from '../../core/quiet/file-to-quiet.ts';
import type { Services } from '../services.ts';
import { Disposables } from '../disposables.ts';
import { exerciseOfDocument } from '../practice/drill-document.ts';
import { isOff, placeFor, SETTINGS_HERE } from './place.ts';

/** Remembers that the user was asked, whether or not there was an answer. */
const ASKED = 'quietEditorAsked';

const STILL_ON = 'Inline suggestions could not be turned off in this drill file';
const STILL_OFF = 'Inline suggestions could not be turned back on yet';

export class QuietEditor {
  private readonly disposables = new Disposables();
  private readonly silencer: Silencer;
  private now: PractisedFile | null = null;
  private leftAlone: string | null = null;
  /** The work in progress; whatever is asked for in the meantime is done afterwards. */
  private work: Promise<void> | null = null;
  private isDue = false;
  /** Messages already shown, so that each appears only once. */
  private readonly told = new Set<string>();

  constructor(private readonly services: Services) {
    this.silencer = new Silencer({
      journal: services.quietJournal,
      session: services.history.session,
      settings: SETTINGS_HERE,
      log: (line) => services.log.info(line),
    });
  }

  start(): void {
    const look = (): void => this.refresh();
    const { window, workspace } = vscode;
    this.disposables.add(window.onDidChangeActiveTextEditor(look));
    this.disposables.add(window.onDidChangeVisibleTextEditors(look));
    this.disposables.add(window.onDidChangeWindowState(look));
    this.disposables.add(workspace.onDidChangeConfiguration(look));
    const timer = setInterval(() => this.beat(), BEAT_MS);
    this.disposables.defer(() => clearInterval(timer));
    this.beat();
  }

  dispose(): void {
    this.disposables.dispose();
    this.silencer.dispose();
  }

  refresh(): void {
    this.isDue = true;
    this.work ??= this.catchUp().finally(() => (this.work = null));
  }

  private async catchUp(): Promise<void> {
    while (this.isDue) {
      this.isDue = false;
      try {
        await this.look();
      } catch (error) {
        this.tell(this.now ? STILL_OFF : STILL_ON, error);
      }
    }
  }

  private async look(): Promise<void> {
    // At the beginning of a look nothing of ours is being written, and each change of the settings leads to a look.
    this.noticeUser();
    const view = this.view();
    if (asks(view)) void this.ask();
    const wish = fileToQuiet(view);
    if (wish?.path === this.now?.path && wish?.attempt === this.now?.attempt) return;
    if (this.now) await this.silencer.letGo();
    this.now = null;
    const document = vscode.window.activeTextEditor?.document;
    // The user may have moved on in the meantime; in that case, there is another look.
    if (!wish || document?.uri.fsPath !== wish.path) return;
    const { language, path } = wish;
    const changes = [editorSwitch(language), ...assistantSwitches(language, path)];
    await this.silencer.hold(placeFor(document), changes, (one) => isOff(one, document));
    this.now = wish;
    // VS Code does not ask for new suggestions, but leaves the current one on the screen.
    await vscode.commands.executeCommand('editor.action.inlineSuggest.hide');
  }

  private view(): QuietView {
    const { settings, memory } = this.services;
    const editor = vscode.window.activeTextEditor;
    const place = this.silencer.place ?? (editor ? placeFor(editor.document) : null);
    return {
      setting: settings.quietEditor,
      wasAsked: memory.get(ASKED, false),
      front: editor ? (this.practisedIn(editor.document) ?? 'other-file') : 'no-file',
      visible: vscode.window.visibleTextEditors.map(({ document }) => document.uri.fsPath),
      now: this.now,
      leftAlone: this.leftAlone,
      focused: vscode.window.state.focused,
      shared: place?.level === 'user',
    };
  }

  /** An attempt that is paused or not begun counts too: what is suggested then would be remembered when it goes on. */
  private practisedIn(document: vscode.TextDocument): PractisedFile | null {
    const exercise = exerciseOfDocument(this.services, document);
    if (exercise === null || !['coding', 'debug'].includes(kindOf(exercise))) return null;
    const attempt = this.services.history.ledger.latest(exercise);
    const path = document.uri.fsPath;
    if (!attempt || attempt.clock.finished || attempt.file !== path) return null;
    return { attempt: attempt.id, path, language: document.languageId };
  }

  /** If the user changes the switch in the meantime, it stays that way until the attempt ends. */
  private noticeUser(): void {
    if (this.now && this.silencer.isOverruled()) this.leftAlone = this.now.attempt;
  }

  private beat(): void {
    if (!this.silencer.beat() && this.work === null) {
      // Another window restored the settings while this machine slept.
      this.silencer.forget();
      this.now = null;
    }
    this.refresh();
    this.silencer.recover().catch((error: unknown) => this.tell(STILL_OFF, error));
  }

  private async ask(): Promise<void> {
    const { memory, settings } = this.services;
    await memory.update(ASKED, true);
    const off = 'Turn Off';
    const on = 'Leave On';
    const answer = await vscode.window.showInformationMessage(
      'Turn off inline suggestions in drill files while you practise? They stay on in other files.',
      off,
      on,
    );
    if (answer === undefined) return;
    try {
      await settings.setQuietEditor(answer === off ? 'on' : 'off');
    } catch (error) {
      this.services.tell(`Your answer was not saved: ${messageOf(error)}`);
    }
  }

  private tell(what: string, error: unknown): void {
    const message = `${what}: ${messageOf(error)}`;
    if (this.told.has(message)) return;
    this.told.add(message);
    this.services.tell(message);
  }
}
