/** Makes a broken program while a notification says so. */
import * as vscode from 'vscode';
import { breakProgram } from '../../core/debugging/break.ts';
import { MOST_SEED, plantable, seedFor } from '../../core/debugging/choose.ts';
import { debugIdOf } from '../../core/debugging/exercise.ts';
import type { BrokenProgram } from '../../core/debugging/program.ts';
import { weightOf } from '../../core/debugging/record.ts';
import { MISTAKE_EDITS } from '../../core/edits/mistake-edit.ts';
import { UserError } from '../../core/errors.ts';
import { Random } from '../../core/random.ts';
import type { App } from '../app.ts';
import { RESTRICTED } from '../check/checks.ts';

/** Null when the user cancels. */
export async function makeProgram(
  app: App,
  drill: string,
  mistakes: number,
  wanted?: number,
): Promise<BrokenProgram | null> {
  if (!vscode.workspace.isTrusted) throw new UserError(RESTRICTED);
  const python = await app.python.choose();
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
    async (_progress, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      const content = await contentOf(app, drill);
      const seed =
        wanted ??
        seedFor(
          plantable(content.edits, content),
          content.own,
          mistakes,
          weights(app, drill),
          new Random(Math.floor(Math.random() * MOST_SEED)),
        );
      const outcome = await breakProgram(
        { ...content, drill, mistakes, seed, python: python.path },
        app.handouts,
        abort.signal,
      );
      switch (outcome.kind) {
        case 'chosen':
          return outcome.program;
        case 'cancelled':
          return null;
        case 'failed':
          throw new UserError(outcome.reason);
        case 'none':
          throw new UserError(
            `This question does not have ${mistakes} mistakes that can be combined and still be told apart. Ask for fewer.`,
          );
      }
    },
  );
}

async function contentOf(app: App, drill: string) {
  const { ownMistakes: own } = await app.catalogue.drill(drill);
  const drillFolder = app.catalogue.folder(drill);
  const notes = app.index.drills.find(({ id }) => id === drill)?.noteIds ?? [];
  const file = vscode.Uri.joinPath(vscode.Uri.file(drillFolder), MISTAKE_EDITS);
  if ((await app.files.read(file.fsPath)) === null) {
    throw new UserError(`${drill} has no ${MISTAKE_EDITS}, so its programs cannot be broken.`);
  }
  const { edits } = await app.readMistakeEdits(drillFolder);
  return { drillFolder, own, notes, edits };
}

/** What the user made or missed before comes more often. */
function weights(app: App, drill: string): (mistake: string) => number {
  const { ledger } = app.history;
  const { attempts } = ledger.drill(debugIdOf(drill));
  return (mistake) => weightOf(attempts, ledger.madeBefore(drill, mistake, null) !== null, mistake);
}
