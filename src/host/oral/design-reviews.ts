/** Reviews of written designs: which were asked for, and what each finds in the file as it stands. */
import * as vscode from 'vscode';
import type { DesignFinding } from '../../core/design-review.ts';
import { messageOf } from '../../core/errors.ts';
import type { App } from '../app.ts';

export class DesignReviews {
  private readonly asked = new Set<string>();
  private readonly changed = new vscode.EventEmitter<void>();
  /** A review was asked for, or a reviewed file was saved. */
  readonly onDidChange = this.changed.event;

  /** From now on the page shows what is missing from the design, and reviews it after every save. */
  ask(exercise: string): void {
    this.asked.add(exercise);
    this.changed.fire();
  }

  /** What the design lacks; null when it is not to be told yet. A finished one is always reviewed. */
  async of(app: App, exercise: string): Promise<readonly DesignFinding[] | null> {
    const attempt = app.history.ledger.latest(exercise);
    if (attempt?.file == null) return null;
    if (!this.asked.has(exercise) && !attempt.clock.finished) return null;
    const text = await textOf(app, attempt.file);
    if (text === null) return null;
    return app.reviewer.design(text).catch((error: unknown) => {
      app.tell(messageOf(error));
      return null;
    });
  }

  noteSaved(app: App, document: vscode.TextDocument): void {
    const { ledger } = app.history;
    const isOne = [...this.asked].some((id) => ledger.latest(id)?.file === document.uri.fsPath);
    if (isOne) this.changed.fire();
  }

  dispose(): void {
    this.changed.dispose();
  }
}

/** The file with its unsaved edits, or null when it is gone. */
async function textOf(app: App, path: string): Promise<string | null> {
  const open = vscode.workspace.textDocuments.find(({ uri }) => uri.fsPath === path);
  return open ? open.getText() : app.files.read(path);
}
