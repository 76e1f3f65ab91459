/** Checks drill files: the latest request for a drill wins, every outcome is kept and told. */
import * as vscode from 'vscode';
import type { Attempt } from '../../core/attempt.ts';
import { codeToLoad, IN_MOCK, recordVerdict } from '../../core/checking.ts';
import { saysOf, type Mistake } from '../../core/content.ts';
import { mockWith } from '../../core/mock/place.ts';
import type { CheckOutcome, Grader } from '../../core/ports.ts';
import { messageOf } from '../../core/errors.ts';
import type { CheckOnPage } from '../../protocol/drill-page.ts';
import type { HostServices } from '../host-services.ts';
import { drillOf } from '../practice/drill-document.ts';
import { save } from '../saving.ts';

/** What is known of the last check of a drill. */
export interface CheckRecord {
  readonly drill: string;
  readonly uri: vscode.Uri;
  /** Null while the first check runs. */
  readonly outcome: CheckOutcome | null;
  readonly running: boolean;
  readonly stale: boolean;
  /** When the last check ended; null before it did. */
  readonly endedAt: number | null;
}

export interface CheckFinished {
  readonly record: CheckRecord;
  readonly outcome: CheckOutcome;
  /** All that can be named; empty when the drill cannot be read. */
  readonly mistakes: readonly Mistake[];
}

export const RESTRICTED =
  'Your code is not run in Restricted Mode. To have it checked, trust this workspace with the command "Manage Workspace Trust".';

export const UNSAVED =
  'Your file could not be saved, so it was not checked. Save it, then check again.';

export class Checks {
  private readonly records = new Map<string, CheckRecord>();
  private readonly running = new Map<string, AbortController>();
  private readonly changed = new vscode.EventEmitter<string>();
  private readonly finished = new vscode.EventEmitter<CheckFinished>();
  private readonly forgotten = new vscode.EventEmitter<CheckRecord>();
  /** Documents that we save ourselves, so that the save does not ask for a check. */
  private readonly saving = new Set<string>();
  /** Attempts of which the user speaks in the chat. */
  private readonly conversed = new Set<string>();
  /** Fires with the drill whenever its record changed. */
  readonly onDidChange = this.changed.event;
  readonly onDidFinish = this.finished.event;
  readonly onDidForget = this.forgotten.event;

  constructor(
    private readonly services: HostServices,
    private readonly grader: Grader,
  ) {}

  record(drill: string): CheckRecord | null {
    return this.records.get(drill) ?? null;
  }

  onPage(drill: string): CheckOnPage | null {
    return this.record(drill);
  }

  /** Has a process ready, so that the first check of the drill is as fast as the others. */
  async warm(drill: string): Promise<void> {
    if (vscode.workspace.isTrusted) this.grader.warm(await codeToLoad(this.services, drill));
  }

  isSaving(document: vscode.TextDocument): boolean {
    return this.saving.has(document.uri.toString());
  }

  /**
   * From now on, saving does not check the file of this attempt. VS Code saves every file before it sends a message to a
   * chat, and a check of what is half written would name mistakes that nobody has made.
   */
  waitToBeAsked({ id, exerciseId }: Attempt): void {
    if (this.conversed.has(id)) return;
    this.conversed.add(id);
    this.cancel(exerciseId);
  }

  waitsToBeAsked(document: vscode.TextDocument): boolean {
    const drill = drillOf(this.services, document);
    const attempt = drill === null ? null : this.services.history.ledger.latest(drill);
    return attempt !== null && !attempt.clock.finished && this.conversed.has(attempt.id);
  }

  /** The document was edited: its last verdict no longer speaks of it. */
  noteEdit(document: vscode.TextDocument): void {
    for (const record of this.records.values()) {
      if (record.uri.toString() !== document.uri.toString() || record.stale) continue;
      this.put({ ...record, stale: true });
    }
  }

  /**
   * Saves and checks the document. Resolves to null when it is not a drill file. In a mock interview checks wait until
   * the part is over.
   */
  check(document: vscode.TextDocument): Promise<CheckOutcome | null> {
    return this.checkFor(document, null);
  }

  /** The check at the end of an attempt's part of a mock interview. */
  checkPart(document: vscode.TextDocument, attempt: string): Promise<CheckOutcome | null> {
    return this.checkFor(document, attempt);
  }

  private async checkFor(
    document: vscode.TextDocument,
    part: string | null,
  ): Promise<CheckOutcome | null> {
    const drill = drillOf(this.services, document);
    if (drill === null) return null;
    const saved = await this.unchecked(document, () => save(document));
    const before = this.records.get(drill);
    this.running.get(drill)?.abort();
    const abort = new AbortController();
    this.running.set(drill, abort);
    const uri = document.uri;
    const { outcome: last = null, endedAt = null } = before ?? {};
    this.put({ drill, uri, outcome: last, running: true, stale: false, endedAt });
    const waits = part === null && mockWith(this.services.history.ledger, drill) !== null;
    const obstacle = waits ? IN_MOCK : saved ? null : UNSAVED;
    const mistakes = await this.mistakesOf(drill);
    const outcome =
      obstacle === null
        ? await this.run(drill, uri.fsPath, mistakes, abort.signal)
        : ({ outcome: 'cannot-start', reason: obstacle } as const);
    // A newer check took over: it tells the outcome.
    if (this.running.get(drill) !== abort) return { outcome: 'cancelled' };
    this.running.delete(drill);
    // What was typed and saved meanwhile is not what was checked.
    const stale = this.records.get(drill)?.stale ?? false;
    if (outcome.outcome === 'cancelled') {
      this.putBack(drill, before, stale);
      return outcome;
    }
    if (outcome.outcome === 'graded') {
      recordVerdict(this.services, drill, uri.fsPath, outcome, part);
    }
    const ended = { running: false, stale, endedAt: this.services.now() };
    const record: CheckRecord = { drill, uri, outcome, ...ended };
    this.put(record);
    this.finished.fire({ record, outcome, mistakes });
    return outcome;
  }

  /** Lets `work` save the document without that asking for a check. */
  async unchecked<T>(document: vscode.TextDocument, work: () => PromiseLike<T>): Promise<T> {
    const key = document.uri.toString();
    this.saving.add(key);
    try {
      return await work();
    } finally {
      this.saving.delete(key);
    }
  }

  /** Ends the check that is running, if there is one; what was known before it is known again. */
  cancel(drill: string): void {
    this.running.get(drill)?.abort();
  }

  /** The drill starts over: what its last check said, or a running one would say, is about code that is gone. */
  forget(drill: string): void {
    this.running.get(drill)?.abort();
    this.running.delete(drill);
    const record = this.records.get(drill);
    if (!record) return;
    this.records.delete(drill);
    this.forgotten.fire(record);
    this.changed.fire(drill);
  }

  dispose(): void {
    for (const abort of this.running.values()) abort.abort();
    this.grader.dispose();
  }

  /** A check needs no words: without them the grader says what the ids say. */
  private async mistakesOf(drill: string): Promise<readonly Mistake[]> {
    try {
      return (await this.services.catalogue.drill(drill)).mistakes;
    } catch (error) {
      this.services.log.warn(`the mistakes of ${drill} cannot be read: ${messageOf(error)}`);
      return [];
    }
  }

  private async run(
    drill: string,
    file: string,
    mistakes: readonly Mistake[],
    signal: AbortSignal,
  ): Promise<CheckOutcome> {
    if (!vscode.workspace.isTrusted) return { outcome: 'cannot-start', reason: RESTRICTED };
    const drillFolder = await this.services.catalogue.folder(drill);
    this.services.log.debug(`check ${file} as ${drill}`);
    const memoryMb = this.services.settings.checkMemory;
    const says = saysOf(mistakes);
    const outcome = await this.grader.check({ drillFolder, file, memoryMb, says }, signal);
    this.services.log.info(`checked ${file}: ${describe(outcome)}`);
    return outcome;
  }

  private putBack(drill: string, before: CheckRecord | undefined, stale: boolean): void {
    if (before?.outcome == null) {
      this.records.delete(drill);
      this.changed.fire(drill);
    } else this.put({ ...before, running: false, stale: before.stale || stale });
  }

  private put(record: CheckRecord): void {
    this.records.set(record.drill, record);
    this.changed.fire(record.drill);
  }
}

function describe(outcome: CheckOutcome): string {
  switch (outcome.outcome) {
    case 'graded': {
      const named = outcome.mistakes.map(({ id }) => id).join(', ') || 'no mistake named';
      return `${outcome.passed ? 'passed' : 'failed'} (${named}) in ${outcome.durationMs} ms`;
    }
    case 'timed-out':
      return `timed out after ${outcome.seconds} s`;
    case 'crashed':
      return `crashed: ${outcome.detail}`;
    case 'cannot-start':
      return `cannot start: ${outcome.reason}`;
    case 'cancelled':
      return 'cancelled';
  }
}
