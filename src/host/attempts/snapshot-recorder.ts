/** Keeps what the candidate's file holds: at every check, and when an attempt ends. */
import * as vscode from 'vscode';
import { keepCode } from '../../core/checking.ts';
import type { Attempt } from '../../core/ledger.ts';
import type { Services } from '../services.ts';
import type { CheckFinished } from '../check/checks.ts';
import { Disposables } from '../disposables.ts';

export class SnapshotRecorder {
  private readonly disposables = new Disposables();
  /** The attempt that was in progress when last looked. */
  private current: string | null;

  constructor(private readonly services: Services) {
    this.current = services.history.ledger.current()?.id ?? null;
    this.disposables.add(services.checks.onDidFinish((finished) => void this.afterCheck(finished)));
    this.disposables.add(
      services.repairs.onDidCount((id) => {
        const attempt = services.history.ledger.attempt(id);
        if (attempt) void this.keep(attempt);
      }),
    );
    this.disposables.defer(services.history.onDidChange(() => this.look()));
  }

  dispose(): void {
    this.disposables.dispose();
  }

  private async afterCheck({ record, outcome }: CheckFinished): Promise<void> {
    const attempt = this.services.history.ledger.latest(record.drill);
    if (outcome.outcome !== 'graded' || attempt?.file !== record.uri.fsPath) return;
    await this.keep(attempt);
  }

  private look(): void {
    const { ledger } = this.services.history;
    const before = this.current === null ? undefined : ledger.attempt(this.current);
    this.current = ledger.current()?.id ?? null;
    if (before?.clock.finished) void this.keep(before);
  }

  private async keep({ id, file }: Attempt): Promise<void> {
    if (file === null) return;
    const uri = vscode.Uri.file(file);
    const open = vscode.workspace.textDocuments.find(
      (one) => one.uri.toString() === uri.toString(),
    );
    const text = open?.getText() ?? (await this.services.files.read(file).catch(() => null));
    if (text !== null) await keepCode(this.services, id, text);
  }
}
