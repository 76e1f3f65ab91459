/** Checks programs that are being repaired: how many mistakes are left, and what is newly broken. */
import * as vscode from 'vscode';
import { codeToLoad, IN_MOCK, recordRepair } from '../../core/checking.ts';
import { saysOf } from '../../core/content.ts';
import { countLeft, type Count } from '../../core/debugging/count.ts';
import { drillOfDebug } from '../../core/debugging/exercise.ts';
import type { BrokenProgram } from '../../core/debugging/program.ts';
import { UserError } from '../../core/errors.ts';
import type { Attempt } from '../../core/ledger.ts';
import { mockWith } from '../../core/mock/place.ts';
import type { CheckOutcome, Grader } from '../../core/ports.ts';
import { timedOut } from '../../core/timed-out.ts';
import { parseKey } from '../../protocol/broken-program.ts';
import type { DebugCheckOnPage } from '../../protocol/debug-page.ts';
import type { HostServices } from '../host-services.ts';
import { RESTRICTED, UNSAVED } from '../check/checks.ts';
import { Disposables } from '../disposables.ts';
import { save } from '../saving.ts';

/** What is known of the last check in this window. */
export interface RepairRecord {
  readonly attempt: string;
  readonly running: boolean;
  /** The file was edited after it was checked. */
  readonly stale: boolean;
  readonly outcome: DebugCheckOnPage | null;
  /** When the last check ended; null before it did. */
  readonly endedAt: number | null;
}

const KEY_LOST =
  'The key to this program is not on this machine, so your repair cannot be checked. Start a new program with "Debug a Broken Program".';

export class RepairChecks {
  private readonly records = new Map<string, RepairRecord>();
  private readonly running = new Map<string, AbortController>();
  private readonly changed = new vscode.EventEmitter<string>();
  private readonly disposables = new Disposables();
  /** The program that was needed last, by the hash of its key. */
  private last: { readonly key: string; readonly program: BrokenProgram } | null = null;
  private readonly counted = new vscode.EventEmitter<string>();
  /** Fires with the attempt when a check of its program is in the history. */
  readonly onDidCount = this.counted.event;
  /** Fires with the exercise whenever its record changed. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly services: HostServices,
    private readonly grader: Grader,
  ) {
    this.disposables.add(
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.noteEdit(document);
      }),
    );
  }

  dispose(): void {
    for (const abort of this.running.values()) abort.abort();
    this.disposables.dispose();
  }

  record(exercise: string): RepairRecord | null {
    const record = this.records.get(exercise) ?? null;
    return record?.attempt === this.services.history.ledger.latest(exercise)?.id ? record : null;
  }

  /** What the attempt's program was broken with; null where it is not on this machine. */
  async program({ broken }: Pick<Attempt, 'broken'>): Promise<BrokenProgram | null> {
    if (broken === null) return null;
    if (this.last?.key === broken.key) return this.last.program;
    const text = await this.services.codes.get(broken.key);
    const program = text === null ? null : parseKey(text);
    if (program !== null) this.last = { key: broken.key, program };
    return program;
  }

  /** Has a process ready that knows the program. */
  async warm(exercise: string): Promise<void> {
    const broken = this.services.history.ledger.latest(exercise)?.broken;
    if (broken == null || !vscode.workspace.isTrusted) return;
    const folder = await codeToLoad(this.services, drillOfDebug(exercise));
    if (folder === undefined) this.grader.warm();
    else this.grader.warm(folder, this.services.codes.pathOf(broken.key));
  }

  /** Saves and checks the file of the newest attempt. In a mock interview checks wait until the part is over. */
  async check(exercise: string): Promise<Count | null> {
    const attempt = this.services.history.ledger.latest(exercise);
    if (attempt?.file == null || attempt.broken === null) {
      throw new UserError(
        'There is no program to check yet. Start one with "Debug a Broken Program".',
      );
    }
    if (attempt.clock.finished) {
      throw new UserError('This attempt is finished. "Debug a Broken Program" starts another.');
    }
    if (mockWith(this.services.history.ledger, exercise) !== null) throw new UserError(IN_MOCK);
    return this.checkAttempt(attempt, attempt.file);
  }

  /** The check at the end of an attempt, where the last one no longer speaks of the file. */
  async checkAtEnd(attempt: Attempt): Promise<void> {
    const record = this.record(attempt.exerciseId);
    const isKnown = record?.outcome?.kind === 'counted' && !record.stale && !record.running;
    if (attempt.file === null || attempt.broken === null || isKnown) return;
    await this.checkAttempt(attempt, attempt.file);
  }

  private async checkAttempt(attempt: Attempt, file: string): Promise<Count | null> {
    const { exerciseId: exercise, id } = attempt;
    this.running.get(exercise)?.abort();
    const abort = new AbortController();
    this.running.set(exercise, abort);
    const { outcome: last = null, endedAt = null } = this.record(exercise) ?? {};
    const before = { outcome: last, endedAt };
    const going: RepairRecord = { attempt: id, running: true, stale: false, ...before };
    this.put(exercise, going);
    const document = await this.open(file);
    const isSaved = document === null || (await save(document));
    // What a formatter changes while the file is saved is checked.
    this.put(exercise, going);
    const program = await this.program(attempt);
    const outcome =
      program === null
        ? cannotStart(KEY_LOST)
        : isSaved
          ? await this.run(attempt, file, abort.signal)
          : cannotStart(UNSAVED);
    if (this.running.get(exercise) !== abort) return null;
    this.running.delete(exercise);
    const count =
      program !== null && outcome.outcome === 'graded' ? countLeft(outcome, program.planted) : null;
    if (count !== null) this.keep(attempt, count);
    const told = count === null ? failed(outcome) : counted(count);
    const stale = this.records.get(exercise)?.stale ?? false;
    const ended = { running: false, stale, endedAt: this.services.now() };
    this.put(exercise, { attempt: id, outcome: told, ...ended });
    return count;
  }

  private async open(file: string): Promise<vscode.TextDocument | null> {
    try {
      return await vscode.workspace.openTextDocument(vscode.Uri.file(file));
    } catch {
      // The grader says that it is gone, and what to do.
      return null;
    }
  }

  private async run(attempt: Attempt, file: string, signal: AbortSignal): Promise<CheckOutcome> {
    if (!vscode.workspace.isTrusted) return cannotStart(RESTRICTED);
    const { catalogue, codes, settings, log } = this.services;
    const drill = drillOfDebug(attempt.exerciseId);
    const { mistakes } = await catalogue.drill(drill);
    log.debug(`check ${file} as ${attempt.exerciseId}`);
    return this.grader.check(
      {
        drillFolder: await catalogue.folder(drill),
        file,
        memoryMb: settings.checkMemory,
        says: saysOf(mistakes),
        broken: codes.pathOf(attempt.broken?.key ?? ''),
      },
      signal,
    );
  }

  private keep(attempt: Attempt, count: Count): void {
    recordRepair(this.services, attempt, count);
    this.counted.fire(attempt.id);
  }

  private noteEdit(document: vscode.TextDocument): void {
    for (const [exercise, record] of this.records) {
      const { file = null } = this.services.history.ledger.attempt(record.attempt) ?? {};
      if (file !== document.uri.fsPath || record.stale) continue;
      this.put(exercise, { ...record, stale: true });
    }
  }

  private put(exercise: string, record: RepairRecord): void {
    this.records.set(exercise, record);
    this.changed.fire(exercise);
  }
}

function cannotStart(reason: string): CheckOutcome {
  return { outcome: 'cannot-start', reason };
}

function counted({ passed, left, certain, broken }: Count): DebugCheckOnPage {
  const sentences = broken.map(({ message, line }) => ({ message, line }));
  return { kind: 'counted', passed, left: left.length, certain, broken: sentences };
}

function failed(outcome: CheckOutcome): DebugCheckOnPage | null {
  switch (outcome.outcome) {
    case 'timed-out': {
      const { message, line } = timedOut(outcome);
      return { kind: 'failed', message, line };
    }
    case 'crashed': {
      const message = `Python stopped while running your code: ${outcome.detail}`;
      return { kind: 'failed', message, line: outcome.line ?? null };
    }
    case 'cannot-start':
      return { kind: 'failed', message: outcome.reason, line: null };
    case 'graded':
    case 'cancelled':
      return null;
  }
}
