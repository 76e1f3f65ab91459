/**
 * The summary that VS Code's Settings Sync carries between machines. All machines share one key: each joins what it
 * finds there with what its own log says, and writes only when that adds something, so that they settle.
 */
import type * as vscode from 'vscode';
import { joinFacts, type ChecklistFacts } from '../../core/checklist-facts.ts';
import type { ContentIndex } from '../../core/content.ts';
import { messageOf } from '../../core/errors.ts';
import type { History } from '../../core/ports.ts';
import { joinSummaries, lastId, NO_SUMMARY, summaryOf, type Summary } from '../../core/summary.ts';
import { readSummary, writeSummary } from '../../protocol/summary.ts';

/** The key of the global state that is synchronised. */
export const SUMMARY_KEY = 'summary';
/** How long after an event the summary is written, in milliseconds: events come in bursts. */
const WRITE_MS = 3000;

export interface SyncedProgressOptions {
  readonly memory: Pick<vscode.Memento, 'get' | 'update'>;
  readonly history: History;
  readonly index: () => ContentIndex;
  readonly log: (problem: string) => void;
  readonly writeMs?: number;
}

export class SyncedProgress {
  /** What was found, joined from all machines; null when a newer version of the product wrote it. */
  private found: Summary | null = NO_SUMMARY;
  /** How `found` was written. */
  private look = '';
  private timer: NodeJS.Timeout | null = null;
  private readonly listeners = new Set<() => void>();
  private readonly stop: () => void;

  constructor(private readonly options: SyncedProgressOptions) {
    this.stop = options.history.onDidChange(() => this.writeLater());
    this.read();
    this.writeLater();
  }

  /** What other machines did, and this one; empty when nothing travelled. */
  get summary(): Summary {
    return this.found ?? NO_SUMMARY;
  }

  /** What decides the checklist, here and elsewhere. */
  get checklist(): ChecklistFacts {
    return joinFacts(this.options.history.ledger.checklist, this.summary.checklist);
  }

  /** Calls back when something arrived; returns how to stop. */
  onDidChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Looks whether something arrived: VS Code does not tell. */
  read(): void {
    const value: unknown = this.options.memory.get(SUMMARY_KEY);
    const look = value === undefined ? '' : JSON.stringify(value);
    if (look === this.look) return;
    this.look = look;
    // VS Code may show an older value for a moment after a newer one: facts only ever come in addition.
    const read = readSummary(value);
    this.found = read && joinSummaries(read, this.summary);
    // What is done here from now on is later than what was done there, also when their clock runs ahead.
    this.options.history.follow(lastId(this.summary));
    for (const listener of this.listeners) listener();
  }

  /** Adds what the log here says; resolves when VS Code has it. */
  async write(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.read();
    if (this.found === null) return;
    const own = summaryOf(this.options.history.ledger, this.options.index().exercises);
    const joined = joinSummaries(own, this.found);
    const written = writeSummary(joined);
    if (JSON.stringify(written) === this.look) return;
    this.found = joined;
    this.look = JSON.stringify(written);
    try {
      await this.options.memory.update(SUMMARY_KEY, written);
    } catch (error) {
      this.options.log(`The summary for Settings Sync was not saved (${messageOf(error)}).`);
      return;
    }
    // Where two writes of an extension cross, VS Code may keep the older.
    if (JSON.stringify(this.options.memory.get(SUMMARY_KEY)) !== this.look) this.writeLater();
  }

  dispose(): void {
    this.stop();
    this.listeners.clear();
    if (this.timer) void this.write();
  }

  private writeLater(): void {
    this.timer ??= setTimeout(() => void this.write(), this.options.writeMs ?? WRITE_MS).unref();
  }
}
