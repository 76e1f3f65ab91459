/** The user's settings, read when asked so that a change holds at once. */
import * as vscode from 'vscode';
import type { Band, PhaseId } from '../core/content.ts';
import { fitBand } from '../core/bands.ts';
import { SETTINGS, SETTINGS_SECTION } from './ids.ts';

const BAND_SETTINGS = {
  narrate: [SETTINGS.narrateMinimum, SETTINGS.narrateMaximum],
  code: [SETTINGS.codeMinimum, SETTINGS.codeMaximum],
  close: [SETTINGS.closeMinimum, SETTINGS.closeMaximum],
} as const;

export class Settings {
  /** The practice folder as the user wrote it; empty for none. */
  get folder(): string {
    return this.get(SETTINGS.folder, '').trim();
  }

  /** Path of a Python interpreter; empty for "find one". */
  get python(): string {
    return this.get(SETTINGS.python, '').trim();
  }

  get checkOnSave(): boolean {
    return this.get(SETTINGS.checkOnSave, true);
  }

  /** Seconds that a check may take. */
  get checkTimeout(): number {
    return Math.min(120, Math.max(5, this.get(SETTINGS.checkTimeout, 10)));
  }

  /** Megabytes that a check may use beyond what Python with torch uses. */
  get checkMemory(): number {
    return Math.min(65_536, Math.max(256, this.get(SETTINGS.checkMemory, 4096)));
  }

  get codeLens(): boolean {
    return this.get(SETTINGS.codeLens, true);
  }

  get notifyPhaseOver(): boolean {
    return this.get(SETTINGS.notifyPhaseOver, true);
  }

  /** Bands of the phases in seconds: the drill's, where the user did not set their own. */
  bands(own: Readonly<Record<PhaseId, Band>>): Record<PhaseId, Band> {
    const fit = (phase: PhaseId): Band => {
      const [minimum, maximum] = BAND_SETTINGS[phase];
      return fitBand(own[phase], this.seconds(minimum), this.seconds(maximum));
    };
    return { narrate: fit('narrate'), code: fit('code'), close: fit('close') };
  }

  /** Calls back when a setting of ours changed. */
  onDidChange(listener: () => void): vscode.Disposable {
    return vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(SETTINGS_SECTION)) listener();
    });
  }

  private seconds(key: string): number | null {
    const value: unknown = vscode.workspace.getConfiguration(SETTINGS_SECTION).get(key);
    return typeof value === 'number' && Number.isFinite(value) ? value : null;
  }

  private get<T extends string | boolean | number>(key: string, fallback: T): T {
    const value: unknown = vscode.workspace.getConfiguration(SETTINGS_SECTION).get(key);
    return typeof value === typeof fallback ? (value as T) : fallback;
  }
}
