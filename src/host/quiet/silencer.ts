/** Turns suggestions off at a place and back on, each step written down before it is done. */
import type * as vscode from 'vscode';
import { messageOf } from '../../core/errors.ts';
import type { QuietJournal } from '../../core/ports.ts';
import { holds, undo, type Change } from '../../core/quiet/change.ts';
import {
  abandoned,
  isMade,
  recorded,
  recordedText,
  release,
  type Claim,
  type Place,
} from '../../core/quiet/claim.ts';
import { isEditorSwitch } from '../../core/quiet/switches.ts';
import { isKnown, isOff, placeHere, valuesAt, writeAt } from './place.ts';

export interface SilencerOptions {
  readonly journal: QuietJournal;
  readonly session: string;
  readonly log: (line: string) => void;
}

export class Silencer {
  /** What this window holds, as it is written down. */
  private claim: Claim | null = null;

  constructor(private readonly options: SilencerOptions) {}

  get place(): Place | null {
    return this.claim?.place ?? null;
  }

  /** Makes the changes that are needed for the document; rejects when the editor's own switch cannot be set. */
  async hold(
    place: Place,
    changes: readonly Change[],
    document: vscode.TextDocument,
  ): Promise<void> {
    const { journal, session, log } = this.options;
    await journal.alone(async () => {
      const others = journal.claims().filter((one) => one.place.id === place.id);
      const wanted = changes.filter(
        (one) => isKnown(one.setting) && !(isOff(one, document) && !isMade(one, others)),
      );
      if (wanted.length === 0) return;
      const made = wanted.map((one) => recorded(one, valuesAt(place, one.setting), others));
      const text =
        place.file === null ? null : recordedText(place.file, journal.read(place.file), others);
      this.write({ session, place, made, text });
      const done: Claim['made'][number][] = [];
      try {
        for (const one of made) {
          const { setting } = one.change;
          try {
            if (!isHeld(one.change, place)) {
              await writeAt(place, setting, one.after);
            }
            done.push(one);
          } catch (error) {
            if (isEditorSwitch(one.change)) throw error;
            // The editor is quiet already; this assistant has a switch that cannot be set here.
            log(`${setting} was not changed: ${messageOf(error)}`);
          }
        }
      } catch (error) {
        journal.remove([session]);
        this.claim = null;
        throw error;
      }
      const after = text && { ...text, after: journal.read(text.file) };
      this.write({ session, place, made: done, text: after });
    });
  }

  /** Restores what this window turned off, unless another window still wants it; rejects when that cannot be done now. */
  async letGo(): Promise<void> {
    const { claim } = this;
    if (!claim) return;
    await this.options.journal.alone(() => this.restore(claim.place, claim.session));
    this.claim = null;
  }

  /** Restores what windows left that are gone. */
  async recover(): Promise<void> {
    const { journal, log } = this.options;
    if (abandoned(journal.claims()).length === 0) return;
    await journal.alone(async () => {
      for (const place of abandoned(journal.claims())) {
        const here = placeHere(place.id);
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
    return claim != null && made !== undefined && !isHeld(made.change, claim.place);
  }

  /** A sign of life; false when another window took this one for gone and restored its settings. */
  beat(): boolean {
    return this.claim === null || this.options.journal.beat(this.claim.session);
  }

  /** The claim is no longer there, so there is nothing to restore. */
  forget(): void {
    this.claim = null;
  }

  /** For a window that closes: at once or not at all; the next window does the rest. */
  dispose(): void {
    const { claim } = this;
    if (!claim) return;
    const { journal } = this.options;
    const { texts } = release(journal.claims(), claim.place.id, claim.session);
    if (claim.text && texts.length > 0 && journal.putBack(claim.text)) {
      journal.remove([claim.session]);
    }
    this.claim = null;
  }

  private write(claim: Claim): void {
    this.options.journal.write(claim);
    this.claim = claim;
  }

  private async restore(place: Place, session: string | null): Promise<void> {
    const { journal } = this.options;
    const { undo: undone, done, texts } = release(journal.claims(), place.id, session);
    // Only a file that nobody else has touched is put back to the letter.
    const untouched = texts.filter(({ file, after }) => after === journal.read(file));
    for (const { made, shared } of undone) {
      const { setting } = made.change;
      const step = undo(made, valuesAt(place, setting).own, shared);
      if (step.kind === 'write' && isKnown(setting)) await writeAt(place, setting, step.value);
    }
    for (const { file, before } of untouched) {
      journal.putBack({ file, before, after: journal.read(file) });
    }
    journal.remove(done);
  }

  /** For a workspace that is not open here: its file is put back if nobody has touched it. */
  private putBack(place: Place): boolean {
    const { journal } = this.options;
    const { done, texts } = release(journal.claims(), place.id, null);
    const isDone = texts.some((one) => journal.read(one.file) === null || journal.putBack(one));
    if (isDone) journal.remove(done);
    return isDone;
  }
}

function isHeld(change: Change, place: Place): boolean {
  return holds(change, valuesAt(place, change.setting).own);
}
