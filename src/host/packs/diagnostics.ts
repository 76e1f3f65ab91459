/** What is wrong with packs, as diagnostics in their files. */
import * as vscode from 'vscode';
import type { Problem } from '../../core/pack.ts';
import type { App } from '../app.ts';

export class PackDiagnostics {
  private readonly collection = vscode.languages.createDiagnosticCollection('tensor-drills-packs');
  /** Of the last proof, kept until the next. */
  private proof: readonly Problem[] = [];

  constructor(private readonly app: App) {}

  refresh(): void {
    const byFile = new Map<string, vscode.Diagnostic[]>();
    for (const problem of [...this.app.packs.problems, ...this.proof]) {
      const key = vscode.Uri.file(problem.file).toString();
      byFile.set(key, [...(byFile.get(key) ?? []), diagnosticOf(problem)]);
    }
    this.collection.clear();
    for (const [key, all] of byFile) this.collection.set(vscode.Uri.parse(key), all);
  }

  /** Shows what a proof found, in place of what the one before found. */
  prove(problems: readonly Problem[]): void {
    this.proof = problems;
    this.refresh();
  }

  dispose(): void {
    this.collection.dispose();
  }
}

function diagnosticOf({ line, column, message }: Problem): vscode.Diagnostic {
  // A range without extent is drawn under the word that begins there.
  const at = new vscode.Position(line - 1, column - 1);
  const diagnostic = new vscode.Diagnostic(
    new vscode.Range(at, at),
    message,
    vscode.DiagnosticSeverity.Error,
  );
  diagnostic.source = 'Tensor Drills';
  return diagnostic;
}
