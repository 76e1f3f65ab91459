/** Reviews of written designs: which were asked for, and what each finds in the file as it stands. */
import * as vscode from 'vscode';
import { messageOf, UserError } from '../../core/errors.ts';
import type { Services } from '../services.ts';
import type { DesignFinding } from '../../core/design-finding.ts';

export const NO_DESIGN = 'There is no design to review yet. Start one with "System Design".';

export class DesignReviews {
  /** When each was asked for last, in milliseconds of the wall clock. */
  private readonly asked = new Map<string, number>();
  private readonly changed = new vscode.EventEmitter<void>();
  /** A review was asked for, or a reviewed file was saved. */
  readonly onDidChange = this.changed.event;

  /**
   * From now on, the page shows what is missing from the design, and reviews it after every save. Throws a UserError if no
   * design has been started.
   */
  ask(services: Pick<Services, 'history' | 'now'>, exercise: string): void {
    if (services.history.ledger.latest(exercise)?.file == null) throw new UserError(NO_DESIGN);
    this.asked.set(exercise, services.now());
    this.changed.fire();
  }

  /** When a review was asked for last in this window; null for never. */
  askedAt(exercise: string): number | null {
    return this.asked.get(exercise) ?? null;
  }

  /** What the design lacks; null when it is not to be told yet. A finished one is always reviewed. */
  async of(
    services: Pick<Services, 'files' | 'history' | 'reviewer' | 'tell'>,
    exercise: string,
  ): Promise<readonly DesignFinding[] | null> {
    const attempt = services.history.ledger.latest(exercise);
    if (attempt?.file == null) return null;
    if (!this.asked.has(exercise) && !attempt.clock.finished) return null;
    const text = await textOf(services, attempt.file);
    if (text === null) return null;
    return services.reviewer.design(text).catch((error: unknown) => {
      services.tell(messageOf(error));
      return null;
    });
  }

  noteSaved(services: Pick<Services, 'history'>, document: vscode.TextDocument): void {
    const { ledger } = services.history;
    const isOne = [...this.asked.keys()].some(
      (id) => ledger.latest(id)?.file === document.uri.fsPath,
    );
    if (isOne) this.changed.fire();
  }

  dispose(): void {
    this.changed.dispose();
  }
}

/** The file with its unsaved edits, or null when it is gone. */
async function textOf(services: Pick<Services, 'files'>, path: string): Promise<string | null> {
  const open = vscode.workspace.textDocuments.find(({ uri }) => uri.fsPath === path);
  return open ? open.getText() : services.files.read(path);
}
