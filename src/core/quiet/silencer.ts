/** Turns suggestions off at a place and back on, recording each step before taking it. */
import { messageOf } from '../errors.ts';
import type { QuietJournal } from '../ports.ts';
import { holds, undo, type Change, type Value } from './change.ts';
import {
  abandoned,
  isMade,
  recorded,
  recordedText,
  release,
  type Claim,
  type Place,
  type SettingsText,
} from './claim.ts';
import { differsBy, saysTheSame } from './settings-text.ts';
import { isEditorSwitch } from './switches.ts';

/** The editor's settings. */
export interface SettingsAccess {
  /** The value set at the place itself, and the value in effect. */
  values(place: Place, setting: string): { readonly own: Value; readonly effective: Value };
  /** Rejects with the editor's reason, such as unsaved changes in the settings file. */
  write(place: Place, setting: string, value: Value): Promise<void>;
  /** Whether the setting exists: one of an extension that is not installed cannot be written. */
  isKnown(setting: string): boolean;
  /** Writes the whole file through the editor if it is open there, so that the editor knows its content; false if it is not. */
  rewriteOpen(file: string, text: string): Promise<boolean>;
  /** What the editor has not saved of the file yet; null if there is nothing. */
  unsaved(file: string): string | null;
  /** Saves the file as it is in the editor. */
  save(file: string): Promise<void>;
  /** The place with this id as this window sees it; undefined if it belongs to another window. */
  here(id: string): Place | undefined;
}

export interface SilencerOptions {
  readonly journal: QuietJournal;
  readonly settings: SettingsAccess;
  readonly session: string;
  readonly log: (line: string) => void;
}

export class Silencer {
  /** What this window holds, as recorded. */
  private claim: Claim | null = null;

  constructor(private readonly options: SilencerOptions) {}

  get place(): Place | null {
    return this.claim?.place ?? null;
  }

  /** Makes the changes, except for what the user has turned off anyway; rejects if the editor's own switch cannot be set. */
  async hold(
    place: Place,
    changes: readonly Change[],
    isOff: (change: Change) => boolean,
  ): Promise<void> {
    const { journal, session, settings, log } = this.options;
    await journal.alone(async () => {
      const others = this.claimsThatHold(place);
      const wanted = changes.filter(
        (one) => settings.isKnown(one.setting) && (!isOff(one) || isMade(one, others)),
      );
      if (wanted.length === 0) return;
      const made = wanted.map((one) => recorded(one, settings.values(place, one.setting), others));
      const text =
        place.file === null ? null : recordedText(place.file, journal.read(place.file), others);
      this.write({ session, place, made, text });
      const done: Claim['made'][number][] = [];
      try {
        if (text && this.isLeftOver(text, made)) await settings.save(text.file);
        for (const one of made) {
          const { setting } = one.change;
          try {
            if (!this.isHeld(one.change, place)) await settings.write(place, setting, one.after);
            done.push(one);
          } catch (error) {
            if (isEditorSwitch(one.change)) throw error;
            // The editor is already quiet; this assistant's switch cannot be set here.
            log(`${setting} was not changed: ${messageOf(error)}`);
          }
        }
      } catch (error) {
        journal.remove([session]);
        this.claim = null;
        throw error;
      }
      const after = text && journal.read(text.file);
      // What the user wrote into the file in the meantime must not be lost when it is restored.
      const isOurs =
        text !== null &&
        differsBy([...others.flatMap((one) => one.made), ...done], text.before, after);
      this.write({ session, place, made: done, text: isOurs ? { ...text, after } : null });
    });
  }

  /** Restores what this window turned off, unless another window still needs it off; rejects if that is not possible now. */
  async letGo(): Promise<void> {
    const { claim } = this;
    if (!claim) return;
    await this.options.journal.alone(() => this.restore(claim.place, claim.session));
    this.claim = null;
  }

  /** Restores what windows that are gone have left behind. */
  async recover(): Promise<void> {
    const { journal, settings, log } = this.options;
    if (abandoned(journal.claims()).length === 0) return;
    await journal.alone(async () => {
      for (const place of abandoned(journal.claims())) {
        const here = settings.here(place.id);
        if (here) await this.restore(here, null);
        else if (!this.putBack(place)) continue;
        log(`suggestions that a closed window had turned off are restored: ${place.id}`);
      }
    });
  }

  /** Whether the user has changed the editor's switch since this window turned it off. */
  isOverruled(): boolean {
    const { claim } = this;
    const made = claim?.made.find(({ change }) => isEditorSwitch(change));
    return claim != null && made !== undefined && !this.isHeld(made.change, claim.place);
  }

  /** Gives a sign of life; false if another window thought that this one was gone, and restored its settings. */
  beat(): boolean {
    return this.claim === null || this.options.journal.beat(this.claim.session);
  }

  /** The claim is no longer there, so there is nothing to restore. */
  forget(): void {
    this.claim = null;
  }

  /** For a window that is closing: restores at once or not at all, and the next window does the rest. */
  dispose(): void {
    const { claim } = this;
    if (!claim) return;
    const { journal } = this.options;
    const { texts } = release(journal.claims(), claim.place.id, claim.session);
    if (claim.text && texts.length > 0 && journal.putBack(claim.text)) {
      journal.remove([claim.session]);
    } else journal.end(claim.session);
    this.claim = null;
  }

  /**
   * What is recorded but no longer true (the user changed it, or a crash came first) is struck out: what is there now is
   * what this window must restore.
   */
  private claimsThatHold(place: Place): readonly Claim[] {
    const { journal } = this.options;
    const here = journal.claims().filter((one) => one.place.id === place.id);
    return here.map((claim) => {
      const made = claim.made.filter(({ change }) => this.isHeld(change, place));
      if (made.length < claim.made.length) journal.amend(claim.session, made);
      return { ...claim, made };
    });
  }

  /**
   * A window that closes while VS Code writes these changes shows them as unsaved when it opens again, and VS Code writes
   * no setting into a file with unsaved changes.
   */
  private isLeftOver({ file, before }: SettingsText, made: Claim['made']): boolean {
    const unsaved = this.options.settings.unsaved(file);
    if (unsaved === null) return false;
    return made.some((_, last) => differsBy(made.slice(0, last + 1), before, unsaved));
  }

  private isHeld(change: Change, place: Place): boolean {
    return holds(change, this.options.settings.values(place, change.setting).own);
  }

  private write(claim: Claim): void {
    this.options.journal.write(claim);
    this.claim = claim;
  }

  private async restore(place: Place, session: string | null): Promise<void> {
    const { journal, settings } = this.options;
    const { undo: undone, done, texts } = release(journal.claims(), place.id, session);
    // Only a file that nobody else has touched is restored exactly.
    const untouched = new Set(texts.filter(({ file, after }) => after === journal.read(file)));
    for (const { made, shared } of undone) {
      const { setting } = made.change;
      const step = undo(made, settings.values(place, setting).own, shared);
      if (step.kind === 'write' && settings.isKnown(setting)) {
        await settings.write(place, setting, step.value);
      }
    }
    for (const text of untouched) {
      const after = journal.read(text.file);
      if (saysTheSame(text.before, after)) await this.putBackHere({ ...text, after });
    }
    journal.remove(done);
  }

  /** If the file were written behind the back of an editor that has it open, the editor's next change of a setting would fail. */
  private async putBackHere(text: SettingsText): Promise<void> {
    const { journal, settings } = this.options;
    const { file, before, after } = text;
    const isOurs = before !== null && before !== after && journal.read(file) === after;
    if (isOurs && (await settings.rewriteOpen(file, before))) return;
    journal.putBack(text);
  }

  /** For a workspace that is not open here: its file is restored if nobody has touched it. */
  private putBack(place: Place): boolean {
    const { journal } = this.options;
    const { done, texts } = release(journal.claims(), place.id, null);
    const isDone = texts.some((one) => journal.read(one.file) === null || journal.putBack(one));
    if (isDone) journal.remove(done);
    return isDone;
  }
}
