/** Reviews of drawings: which were asked for, what each found, and whether it still fits what is on the board. */
import * as vscode from 'vscode';
import type { Refusal, Review } from '../../core/drawing-review.ts';
import { UserError } from '../../core/errors.ts';
import type { Attempt } from '../../core/ledger.ts';
import type { ReviewOnPage } from '../../protocol/whiteboard-page.ts';
import type { Services } from '../services.ts';
import type { BoardEditors } from './board-editors.ts';

interface Reviewed {
  readonly attempt: string;
  readonly text: string;
  readonly result: Review | Refusal;
  /** When it was asked for; null where the page wanted it after a reload. */
  readonly askedAt: number | null;
}

export class BoardReviews {
  /** The last review of each exercise. */
  private readonly last = new Map<string, Reviewed>();
  private readonly changed = new vscode.EventEmitter<void>();
  /** A review was made, or a reviewed drawing changed. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly boards: BoardEditors) {}

  dispose(): void {
    this.changed.dispose();
  }

  /** Reviews the drawing as it is now, and writes down what was found. */
  async review(services: Services, exercise: string): Promise<void> {
    const attempt = services.history.ledger.latest(exercise);
    if (attempt?.file != null) await this.boards.settle(attempt.file);
    const text = attempt && (await textOf(services, attempt));
    if (!attempt || text === null) throw new UserError(NOTHING);
    const reviewed = await this.look(services, attempt, text);
    const { result } = reviewed;
    this.last.set(exercise, { ...reviewed, askedAt: services.now() });
    if (result.kind === 'review') {
      services.history.append({
        kind: 'drawing-reviewed',
        attempt: attempt.id,
        passed: result.findings.every(({ severity }) => severity !== 'error'),
        findings: result.findings.map(({ id }) => id),
      });
    }
    this.changed.fire();
  }

  /** What the page shows; after a reload of the window, what the drawing would be told now. */
  async of(
    services: Pick<Services, 'catalogue' | 'files' | 'history' | 'reviewer'>,
    exercise: string,
  ): Promise<ReviewOnPage | null> {
    const attempt = services.history.ledger.latest(exercise);
    if (!attempt) return null;
    const known = this.last.get(exercise);
    if (known?.attempt !== attempt.id && attempt.reviews.length === 0) return null;
    const text = await textOf(services, attempt);
    if (text === null) return null;
    if (known?.attempt === attempt.id) {
      const { result, askedAt } = known;
      return { result, askedAt, stale: known.text !== text };
    }
    const reviewed = await this.look(services, attempt, text);
    this.last.set(exercise, reviewed);
    return { result: reviewed.result, stale: false, askedAt: null };
  }

  noteChanged(services: Pick<Services, 'history'>, document: vscode.TextDocument): void {
    const { ledger } = services.history;
    const path = document.uri.fsPath;
    const isOne = [...this.last.keys()].some((id) => ledger.latest(id)?.file === path);
    if (isOne) this.changed.fire();
  }

  private async look(
    services: Pick<Services, 'catalogue' | 'reviewer'>,
    attempt: Attempt,
    text: string,
  ): Promise<Reviewed> {
    const { spec } = await services.catalogue.board(attempt.exerciseId);
    const result = await services.reviewer.drawing(text, spec);
    return { attempt: attempt.id, text, result, askedAt: null };
  }
}

/** The drawing with its unsaved changes; null when there is no file. */
async function textOf(
  services: Pick<Services, 'files'>,
  { file }: Attempt,
): Promise<string | null> {
  if (file === null) return null;
  const open = vscode.workspace.textDocuments.find(({ uri }) => uri.fsPath === file);
  return open ? open.getText() : services.files.read(file);
}

const NOTHING = 'There is no drawing to review yet. Start one with "Draw an Architecture".';
