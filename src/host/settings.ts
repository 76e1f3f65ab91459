/** The user's settings, read when asked so that a change holds at once. */
import * as vscode from 'vscode';
import type { ExerciseSummary } from '../core/content.ts';
import { ROLES, type Role } from '../core/demand.ts';
import { bandsOf, type Times } from '../core/bands.ts';
import { ROUND, roundSize } from '../core/round.ts';
import type { QuietSetting } from '../core/quiet/file-to-quiet.ts';
import { morningOf } from '../core/schedule/days.ts';
import { SETTINGS, SETTINGS_SECTION } from './ids.ts';
import type { Band } from '../core/basics.ts';

/** Settings for the ends of a phase's band; the phases of the other kinds keep their own. */
const BAND_SETTINGS: Readonly<Record<string, readonly [minimum: string, maximum: string]>> = {
  narrate: [SETTINGS.narrateMinimum, SETTINGS.narrateMaximum],
  code: [SETTINGS.codeMinimum, SETTINGS.codeMaximum],
  close: [SETTINGS.closeMinimum, SETTINGS.closeMaximum],
};

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

  /** How many questions a rapid-fire round has. */
  get roundQuestions(): number {
    return roundSize(this.get(SETTINGS.roundQuestions, ROUND.usual));
  }

  /** Whether suggestions are turned off in drill files, or the user is to be asked. */
  get quietEditor(): QuietSetting {
    const value = this.get<string>(SETTINGS.quietEditor, 'ask');
    return value === 'on' || value === 'off' ? value : 'ask';
  }

  /** Keeps the user's answer. Rejects where the user's settings cannot be written. */
  async setQuietEditor(value: 'on' | 'off'): Promise<void> {
    await this.set(SETTINGS.quietEditor, value);
  }

  get notifyPhaseOver(): boolean {
    return this.get(SETTINGS.notifyPhaseOver, true);
  }

  /** Chance to recall at which an exercise falls due. */
  get retention(): number {
    return Math.min(0.97, Math.max(0.7, this.get(SETTINGS.retention, 0.9)));
  }

  /** Wall-clock milliseconds of the interview; null when no date is set, or one that the calendar lacks. */
  get interview(): number | null {
    return morningOf(this.get(SETTINGS.interviewDate, ''));
  }

  /** A date as the user wrote it; empty for none. Rejects where the user's settings cannot be written. */
  async setInterview(date: string): Promise<void> {
    await this.set(SETTINGS.interviewDate, date);
  }

  /** Minutes that the user has for practice on a day. */
  get minutesPerDay(): number {
    return Math.min(600, Math.max(5, this.get(SETTINGS.minutesPerDay, 45)));
  }

  /** What the user applies for. */
  get role(): Role {
    const value = this.get(SETTINGS.role, 'any');
    return ROLES.find((one) => one === value) ?? 'any';
  }

  /** The id of the study plan that the user follows; empty for none. */
  get studyPlan(): string {
    return this.get(SETTINGS.studyPlan, '').trim();
  }

  /** Rejects where the user's settings cannot be written. */
  async setStudyPlan(id: string): Promise<void> {
    await this.set(SETTINGS.studyPlan, id === '' ? undefined : id);
  }

  /** Folder through which machines share progress, as the user wrote it; empty for none. */
  get syncFolder(): string {
    return this.get(SETTINGS.syncFolder, '').trim();
  }

  /** Folders with packs, as the user wrote them. */
  get packs(): readonly string[] {
    const value: unknown = vscode.workspace.getConfiguration(SETTINGS_SECTION).get(SETTINGS.packs);
    return (Array.isArray(value) ? value : []).flatMap((one: unknown) =>
      typeof one === 'string' && one.trim() !== '' ? [one.trim()] : [],
    );
  }

  get dueBadge(): boolean {
    return this.get(SETTINGS.dueBadge, true);
  }

  /** Bands of the exercise's phases in seconds: its own, where the user did not set others. */
  bands(exercise: Pick<ExerciseSummary, 'kind' | 'phases'>): Record<string, Band> {
    return bandsOf(exercise, this.times);
  }

  /** What the user set for the phases of coding drills. */
  get times(): Times {
    return Object.fromEntries(
      Object.entries(BAND_SETTINGS).map(([phase, [minimum, maximum]]) => {
        return [phase, [this.seconds(minimum), this.seconds(maximum)]];
      }),
    );
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

  private set(key: string, value: string | undefined): Thenable<void> {
    return vscode.workspace
      .getConfiguration(SETTINGS_SECTION)
      .update(key, value, vscode.ConfigurationTarget.Global);
  }

  private get<T extends string | boolean | number>(key: string, fallback: T): T {
    const value: unknown = vscode.workspace.getConfiguration(SETTINGS_SECTION).get(key);
    return typeof value === typeof fallback ? (value as T) : fallback;
  }
}
