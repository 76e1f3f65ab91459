/** Lines that the user suspects: marked in the editor, kept as lines of the program as it was handed out. */
import * as vscode from 'vscode';
import { originsOf } from '../../core/debugging/lines.ts';
import { handedOut } from '../../core/debugging/program.ts';
import { UserError } from '../../core/errors.ts';
import { kindOf } from '../../core/kinds.ts';
import type { Attempt } from '../../core/ledger.ts';
import type { Services } from '../services.ts';
import { exerciseOfDocument } from '../practice/drill-document.ts';

export class Suspicions {
  private readonly mark = vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    backgroundColor: new vscode.ThemeColor('editor.findMatchHighlightBackground'),
    overviewRulerColor: new vscode.ThemeColor('editorOverviewRuler.warningForeground'),
    overviewRulerLane: vscode.OverviewRulerLane.Right,
    after: {
      contentText: '  suspected',
      color: new vscode.ThemeColor('editorCodeLens.foreground'),
      fontStyle: 'italic',
    },
  });

  constructor(private readonly services: Pick<Services, 'history' | 'index' | 'repairs'>) {}

  dispose(): void {
    this.mark.dispose();
  }

  /** Draws the marks in every editor that shows a broken program. */
  async refresh(): Promise<void> {
    await Promise.all(vscode.window.visibleTextEditors.map((editor) => this.draw(editor)));
  }

  private async draw(editor: vscode.TextEditor): Promise<void> {
    const attempt = attemptIn(this.services, editor.document);
    if (attempt === null) return;
    const program = await this.services.repairs.program(attempt);
    const origins = program ? originsOf(handedOut(program), editor.document.getText()) : [];
    const lines = origins.flatMap((line, at) =>
      line !== null && attempt.suspected.has(line) ? [at] : [],
    );
    editor.setDecorations(
      this.mark,
      lines
        .filter((line) => line < editor.document.lineCount)
        .map((line) => editor.document.lineAt(line).range),
    );
  }
}

/** Suspects the lines of the selection, or no longer where all of them are suspected already. */
export async function suspect(
  services: Pick<Services, 'history' | 'index' | 'repairs'>,
): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const attempt = editor ? attemptIn(services, editor.document) : null;
  if (!editor || attempt === null) {
    throw new UserError('Put the cursor on a line of a broken program that you are repairing.');
  }
  if (attempt.clock.finished) {
    throw new UserError('This attempt is finished. "Debug a Broken Program" starts a new one.');
  }
  const program = await services.repairs.program(attempt);
  const origins = program ? originsOf(handedOut(program), editor.document.getText()) : [];
  const { start, end } = editor.selection;
  const lines = origins
    .slice(start.line, end.line + 1)
    .flatMap((line, at) =>
      line === null || editor.document.lineAt(start.line + at).isEmptyOrWhitespace ? [] : [line],
    );
  if (lines.length === 0) {
    throw new UserError(
      'This line was not in the program you were given. Mark a line before you change it.',
    );
  }
  const on = lines.some((line) => !attempt.suspected.has(line));
  for (const line of lines) {
    if (attempt.suspected.has(line) !== on) {
      services.history.append({ kind: 'line-suspected', attempt: attempt.id, line, on });
    }
  }
}

/** The attempt that is worked out in the document, if it is one at a broken program. */
export function attemptIn(
  services: Pick<Services, 'history' | 'index'>,
  document: vscode.TextDocument,
): Attempt | null {
  const exercise = exerciseOfDocument(services, document);
  if (exercise === null || kindOf(exercise) !== 'debug') return null;
  const attempt = services.history.ledger.latest(exercise);
  return attempt?.broken != null && attempt.file === document.uri.fsPath ? attempt : null;
}
