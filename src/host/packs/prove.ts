/** Prove Drill Pack: the same proof as on the command line, told in the log and in the files that do not hold. */
import * as vscode from 'vscode';
import { UserError } from '../../core/errors.ts';
import type { Services } from '../services.ts';
import { RESTRICTED } from '../check/checks.ts';
import type { PackDiagnostics } from './diagnostics.ts';
import type { Problem } from '../../core/problem.ts';

interface Outcome {
  readonly proven: number;
  /** Programs that are not what they claim, and what is wrong with the content. */
  readonly problems: readonly Problem[];
}

export async function provePack(
  services: Services,
  diagnostics: PackDiagnostics,
  folder: string,
): Promise<void> {
  if (!vscode.workspace.isTrusted) throw new UserError(RESTRICTED);
  const python = await services.python.choose();
  if (python === null) return;
  const outcome = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: 'Tensor Drills: proving the pack',
      cancellable: true,
    },
    (progress, token) =>
      run(services, diagnostics, { folder, python: python.path }, progress, token),
  );
  if (outcome) tell(services, outcome);
}

/** Resolves to null when the user cancelled. */
async function run(
  services: Pick<Services, 'log' | 'packs' | 'prover' | 'settings'>,
  diagnostics: PackDiagnostics,
  { folder, python }: { readonly folder: string; readonly python: string },
  progress: vscode.Progress<{ message?: string; increment?: number }>,
  token: vscode.CancellationToken,
): Promise<Outcome | null> {
  const abort = new AbortController();
  token.onCancellationRequested(() => abort.abort());
  const broken: Problem[] = [];
  let proven = 0;
  services.log.info(`proving ${folder}`);
  const problems = await services.prover.prove(
    {
      folder,
      python,
      timeoutMs: services.settings.checkTimeout * 1000,
      memoryMb: services.settings.checkMemory,
    },
    {
      onStep: (message) => progress.report({ message }),
      onProven: ({ file, line, name, surprise }, done, all) => {
        progress.report({ message: `${done} of ${all}`, increment: 100 / all });
        if (surprise === null) {
          proven += 1;
          services.log.info(`proven: ${name}`);
          return;
        }
        services.log.warn(`not proven: ${name} ${surprise}`);
        broken.push({ file, line, column: 1, message: `This program ${surprise}.` });
      },
    },
    abort.signal,
  );
  if (abort.signal.aborted) return null;
  // What the packs' own reading tells is shown already.
  const known = new Set(services.packs.problems.map(keyOf));
  for (const one of problems) services.log.warn(`not proven: ${keyOf(one)}`);
  diagnostics.prove([...problems.filter((one) => !known.has(keyOf(one))), ...broken]);
  return { proven, problems: [...problems, ...broken] };
}

function tell(services: Pick<Services, 'log'>, { proven, problems }: Outcome): void {
  if (problems.length === 0 && proven > 0) {
    void vscode.window.showInformationMessage(
      `The pack is proven: ${proven} programs are what they claim to be.`,
    );
    return;
  }
  if (problems.length === 0) {
    void vscode.window.showWarningMessage('There is no drill to prove. "New Drill" creates one.');
    return;
  }
  const first = problems[0];
  const open = 'Open the First';
  const log = 'Show Log';
  void vscode.window
    .showWarningMessage(
      `${proven} proven, ${problems.length} not proven. See the Problems view.`,
      open,
      log,
    )
    .then(async (answer) => {
      if (answer === open && first) {
        const at = new vscode.Position(first.line - 1, first.column - 1);
        await vscode.window.showTextDocument(vscode.Uri.file(first.file), {
          selection: new vscode.Range(at, at),
        });
      }
      if (answer === log) services.log.show();
    });
}

function keyOf({ file, line, column, message }: Problem): string {
  return `${file}:${line}:${column} ${message}`;
}
