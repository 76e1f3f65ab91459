/** Makes a broken program while a notification says so. */
import * as vscode from 'vscode';
import { makeProgram, type ProgramRequest } from '../../core/debugging/make.ts';
import type { BrokenProgram } from '../../core/debugging/program.ts';
import { UserError } from '../../core/errors.ts';
import type { Services } from '../services.ts';
import { RESTRICTED } from '../check/checks.ts';

/** Null when the user cancels. */
export async function makeWithProgress(
  services: Services,
  wish: Omit<ProgramRequest, 'python'>,
): Promise<BrokenProgram | null> {
  if (!vscode.workspace.isTrusted) throw new UserError(RESTRICTED);
  const python = await services.python.choose();
  if (python === null) {
    throw new UserError(
      'A broken program has to be tested before you get it, which needs a Python with PyTorch. Use "Install PyTorch for Tensor Drills" or "Choose Python Interpreter".',
    );
  }
  return vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: 'Breaking a program…',
      cancellable: true,
    },
    (_progress, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      return makeProgram(services, { ...wish, python: python.path }, abort.signal);
    },
  );
}
