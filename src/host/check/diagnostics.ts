/** Mistakes as diagnostics on their lines, each leading to its explanation on the page. */
import * as vscode from 'vscode';
import type { DrillSummary, Mistake } from '../../core/content.ts';
import type { CheckOutcome, FoundMistake } from '../../core/ports.ts';
import { timedOut } from '../../core/timed-out.ts';
import type { Services } from '../services.ts';
import { COMMANDS } from '../ids.ts';
import type { CheckFinished } from './checks.ts';

const SOURCE = 'Tensor Drills';

export class MistakeDiagnostics implements vscode.CodeActionProvider {
  private readonly collection = vscode.languages.createDiagnosticCollection('tensor-drills');

  constructor(private readonly services: Pick<Services, 'index'>) {}

  show({ record, outcome, mistakes }: CheckFinished): void {
    if (outcome.outcome === 'cancelled') return;
    const drill = this.services.index.drills.find(({ id }) => id === record.drill);
    const document = vscode.workspace.textDocuments.find(
      (one) => one.uri.toString() === record.uri.toString(),
    );
    if (!drill || !document) return;
    this.collection.set(
      record.uri,
      found(outcome).map((mistake) => {
        const known = mistakes.find(({ id }) => id === mistake.id);
        return this.diagnostic(drill, document, mistake, known);
      }),
    );
  }

  clear(uri: vscode.Uri): void {
    this.collection.delete(uri);
  }

  provideCodeActions(
    _document: vscode.TextDocument,
    _range: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    return diagnostics.flatMap((diagnostic) => {
      const mistake = mistakeOf(diagnostic);
      if (diagnostic.source !== SOURCE || mistake === null) return [];
      const action = new vscode.CodeAction('Explain this mistake', vscode.CodeActionKind.QuickFix);
      action.diagnostics = [diagnostic];
      action.command = {
        command: COMMANDS.explainMistake,
        title: 'Explain this mistake',
        arguments: [mistake],
      };
      return [action];
    });
  }

  dispose(): void {
    this.collection.dispose();
  }

  private diagnostic(
    drill: DrillSummary,
    document: vscode.TextDocument,
    mistake: FoundMistake,
    known: Mistake | undefined,
  ): vscode.Diagnostic {
    const diagnostic = new vscode.Diagnostic(
      rangeOf(document, mistake.line),
      withWhy(mistake.message, known),
      drill.noteIds.includes(mistake.id)
        ? vscode.DiagnosticSeverity.Information
        : vscode.DiagnosticSeverity.Error,
    );
    diagnostic.source = SOURCE;
    diagnostic.code = {
      value: mistake.id,
      target: explainUri(drill.id, mistake.id),
    };
    return diagnostic;
  }
}

/** What this program does, and then why that is wrong in any. */
export function withWhy(message: string, mistake: Mistake | undefined): string {
  return mistake === undefined ? message : `${message}\n\n${mistake.plain.why}`;
}

/** A timeout that could not be graded is a mistake too, with the line that hung. */
function found(outcome: Exclude<CheckOutcome, { outcome: 'cancelled' }>): readonly FoundMistake[] {
  if (outcome.outcome === 'graded') return outcome.mistakes;
  return outcome.outcome === 'timed-out' ? [timedOut(outcome)] : [];
}

/** The text of a line counted from 1; the first definition when the line is not known. */
export function rangeOf(document: vscode.TextDocument, line: number | null): vscode.Range {
  const wanted = line === null ? firstDefinition(document.getText()) : line - 1;
  const index = Math.min(Math.max(wanted, 0), document.lineCount - 1);
  const { range, firstNonWhitespaceCharacterIndex } = document.lineAt(index);
  return range.with({ start: range.start.with({ character: firstNonWhitespaceCharacterIndex }) });
}

function firstDefinition(text: string): number {
  return text.split('\n').findIndex((line) => /^(class|def)\s/.test(line));
}

/** A link that runs Explain Mistake. */
function explainUri(drill: string, mistake: string): vscode.Uri {
  const query = encodeURIComponent(JSON.stringify([mistake, drill]));
  return vscode.Uri.parse(`command:${COMMANDS.explainMistake}?${query}`);
}

function mistakeOf(diagnostic: vscode.Diagnostic): string | null {
  const { code } = diagnostic;
  return typeof code === 'object' && typeof code.value === 'string' ? code.value : null;
}
