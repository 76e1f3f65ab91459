/** Windows on one profile: the real journal and real settings files, edited as an editor does, with crashes. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { QuietJournal } from '../../../src/core/ports.ts';
import type { JsonObject, Value } from '../../../src/core/quiet/change.ts';
import type { Place } from '../../../src/core/quiet/claim.ts';
import { Silencer, type SettingsAccess } from '../../../src/core/quiet/silencer.ts';
import { assistantSwitches, editorSwitch } from '../../../src/core/quiet/switches.ts';
import { FileQuietJournal } from '../../../src/node/quiet-journal.ts';

const KNOWN = /^\[python\]$|^github\.copilot\.enable$|^tabnine\.|^continue\.enableTabAutocomplete$/;

export class Crash extends Error {}

export class Windows {
  readonly user: Place;
  readonly workspace: Place;
  /** What is open and unsaved, by file: while it is, VS Code writes no settings there. */
  readonly unsaved = new Map<string, string>();
  readonly #dead = new Set<number>();
  #pids = 0;

  constructor(
    private readonly folder: string,
    texts: { readonly user?: string; readonly workspace?: string } = {},
  ) {
    // As in VS Code, nobody knows the path of the user's.
    this.user = { level: 'user', id: 'user', file: null };
    const file = join(folder, 'work', '.vscode', 'settings.json');
    this.workspace = { level: 'workspace', id: `file://${file}`, file };
    if (texts.user !== undefined) write(this.fileOf(this.user), texts.user);
    if (texts.workspace !== undefined) write(file, texts.workspace);
  }

  /**
   * A window that sees these places and crashes at a step, counted from 0, of those that change something. `afterWrite`
   * is called when it has written a setting, with the number of those written before.
   */
  open(
    places: readonly Place[] = [this.user, this.workspace],
    crashAt = Infinity,
    afterWrite: (written: number) => void = () => undefined,
  ): Window {
    const pid = (this.#pids += 1);
    const files = new FileQuietJournal(join(this.folder, 'storage'), {
      pid,
      isAlive: (one) => !this.#dead.has(one),
    });
    let steps = 0;
    let written = 0;
    const step = (): void => {
      if (steps === crashAt) {
        this.#dead.add(pid);
        throw new Crash();
      }
      steps += 1;
    };
    const journal: QuietJournal = {
      alone: (work) => files.alone(work),
      claims: () => files.claims(),
      write: (claim) => (step(), files.write(claim)),
      amend: (session, made) => (step(), files.amend(session, made)),
      beat: (session) => files.beat(session),
      end: (session) => (step(), files.end(session)),
      remove: (sessions) => (step(), files.remove(sessions)),
      read: (file) => files.read(file),
      putBack: (text) => (step(), files.putBack(text)),
    };
    const settings: SettingsAccess = {
      values: (place, setting) => ({
        own: this.settings(place)[setting],
        effective: { ...this.settings(this.user), ...this.settings(place) }[setting],
      }),
      write: async (place, setting, value) => {
        await Promise.resolve();
        step();
        if (this.unsaved.has(place.file ?? '')) throw new Error('The file has unsaved changes.');
        this.set(place, setting, value);
        afterWrite(written);
        written += 1;
      },
      isKnown: (setting) => KNOWN.test(setting),
      rewriteOpen: () => Promise.resolve(false),
      unsaved: (file) => this.unsaved.get(file) ?? null,
      save: async (file) => {
        await Promise.resolve();
        step();
        write(file, this.unsaved.get(file) ?? '');
        this.unsaved.delete(file);
      },
      here: (id) => places.find((one) => one.id === id),
    };
    const silencer = new Silencer({
      journal,
      settings,
      session: `window-${pid}`,
      log: () => undefined,
    });
    return {
      silencer,
      hold: (place, file = '/work/drill.py') =>
        silencer.hold(
          place,
          [editorSwitch('python'), ...assistantSwitches('python', file)],
          () => false,
        ),
      kill: () => this.#dead.add(pid),
    };
  }

  settings(place: Place): JsonObject {
    const file = this.fileOf(place);
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as JsonObject) : {};
  }

  text(place: Place): string | null {
    const file = this.fileOf(place);
    return existsSync(file) ? readFileSync(file, 'utf8') : null;
  }

  /** Somebody changes a setting, as VS Code does: the file is created where it is missing, and never removed. */
  set(place: Place, setting: string, value: Value): void {
    // JSON leaves out what is undefined.
    const next = { ...this.settings(place), [setting]: value };
    write(this.fileOf(place), JSON.stringify(next, null, 4));
  }

  private fileOf(place: Place): string {
    return place.file ?? join(this.folder, 'user.json');
  }
}

export interface Window {
  readonly silencer: Silencer;
  hold(place: Place, file?: string): Promise<void>;
  kill(): unknown;
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
