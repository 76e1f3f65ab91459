/** What is wrong with packs, as diagnostics in their files. */
import * as vscode from 'vscode';
import type { Problem } from '../../core/problem.ts';

export class PackDiagnostics {
  private readonly collection = vscode.languages.createDiagnosticCollection('tensor-drills-packs');
  private content: readonly Problem[] = [];
  /** Of the last proof, kept until the next. */
  private proof: readonly Problem[] = [];

  /** Shows what is wrong with the content, in place of what was. */
  show(problems: readonly Problem[]): void {
    this.content = problems;
    this.draw();
  }

  /** The same for what a proof found. */
  prove(problems: readonly Problem[]): void {
    this.proof = problems;
    this.draw();
  }

  /** The file was changed: what the last proof said of it may no longer hold. */
  forgetProof(file: string): void {
    const left = this.proof.filter((one) => one.file !== file);
    if (left.length < this.proof.length) this.prove(left);
  }

  private draw(): void {
    const byFile = new Map<string, vscode.Diagnostic[]>();
    for (const problem of [...this.content, ...this.proof]) {
      const key = vscode.Uri.file(problem.file).toString();
      byFile.set(key, [...(byFile.get(key) ?? []), diagnosticOf(problem)]);
    }
    this.collection.clear();
    for (const [key, all] of byFile) this.collection.set(vscode.Uri.parse(key), all);
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
