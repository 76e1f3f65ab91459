/** Check Drill and Explain Mistake. */
import * as vscode from 'vscode';
import { UserError } from '../../core/errors.ts';
import { kindOf } from '../../core/kinds.ts';
import { drillFile } from '../../core/work-file.ts';
import type { App } from '../app.ts';
import { drillArgument, type Command } from '../commands/register.ts';
import type { DebugPanel } from '../debugging/panel.ts';
import { COMMANDS } from '../ids.ts';
import { revealOnDrill, type DrillPanel } from '../panels/drill-panel.ts';
import { drillOf } from '../practice/drill-document.ts';
import { findFile } from '../practice/scaffold.ts';
import { drillInFront, exerciseInFront, targetDrill } from '../target.ts';

export function checkCommands(panel: DrillPanel, debug: DebugPanel): Record<string, Command> {
  return {
    [COMMANDS.check]: async (app, argument) => {
      const front = drillArgument(argument) ?? exerciseInFront(app, [panel, debug]);
      if (front !== null && kindOf(front) === 'debug') {
        await debug.open(front);
        return app.repairs.check(front);
      }
      const drill = drillArgument(argument) ?? (await targetDrill(app, panel, 'Check'));
      if (drill === undefined) return;
      const document = await documentOf(app, drill);
      await panel.open(drill);
      return app.checks.check(document);
    },
    [COMMANDS.choosePython]: (app) => app.python.pick(),
    [COMMANDS.installTorch]: (app) => app.python.install(),
    [COMMANDS.explainMistake]: async (app, mistake, drill) => {
      const of = drillArgument(drill) ?? drillInFront(app, panel);
      if (typeof mistake !== 'string' || of === null) {
        throw new UserError('Select a mistake in the editor or on the page to read about it.');
      }
      await revealOnDrill(panel, of, { kind: 'mistake', id: mistake });
    },
  };
}

/** The drill's file: the one in the active editor if it is of this drill, else where the last attempt is. */
async function documentOf(app: App, drill: string): Promise<vscode.TextDocument> {
  const active = vscode.window.activeTextEditor?.document;
  if (active && drillOf(app, active) === drill) return active;
  const file =
    app.history.ledger.latest(drill)?.file ?? (await findFile(app, drillFile(app, drill)))?.path;
  if (file === undefined || (await app.files.read(file)) === null) {
    throw new UserError(
      'There is no file to check yet. Start the drill with "Begin a Coding Drill".',
    );
  }
  return vscode.workspace.openTextDocument(vscode.Uri.file(file));
}
