/** Everything that concerns a drill and its file. */
import * as vscode from 'vscode';
import { UserError } from '../../core/errors.ts';
import { kindOf } from '../../core/kinds.ts';
import { summaryOf } from '../../core/work-file.ts';
import type { App } from '../app.ts';
import type * as debugActions from '../debugging/actions.ts';
import { COMMANDS } from '../ids.ts';
import { revealOnDrill, type DrillPanel } from '../panels/drill-panel.ts';
import { choosePracticeFolder } from '../practice/folder.ts';
import { practise, type Openers } from '../practice/practise.ts';
import { compareWithSolution } from '../practice/compare.ts';
import { resetDrill } from '../practice/reset.ts';
import { existingFileChoice, startDrill } from '../practice/start.ts';
import { exerciseInFront, openPageOf, targetDrill, type ExercisePage } from '../target.ts';
import { pickDrill } from '../practice/pick-drill.ts';
import { drillArgument, exerciseArgument, type Command } from './register.ts';

export function drillCommands(
  panel: DrillPanel,
  pages: readonly ExercisePage[],
  openers: Openers,
): Record<string, Command> {
  const withDrill =
    (title: string, run: (app: App, drill: string) => unknown): Command =>
    async (app, argument) => {
      const drill = drillArgument(argument) ?? (await targetDrill(app, panel, title));
      return drill === undefined ? undefined : run(app, summaryOf(app, drill).id);
    };
  /** What the command means for a broken program in front, and otherwise. */
  const unlessDebugging =
    (
      run: (actions: typeof debugActions, app: App, id: string) => unknown,
      otherwise: Command,
    ): Command =>
    async (app, argument) => {
      const id = drillArgument(argument) ?? exerciseInFront(app, pages);
      if (id === null || kindOf(id) !== 'debug') return otherwise(app, argument);
      const page = openPageOf(app, pages, id);
      return run(await import('../debugging/actions.ts'), app, id) ?? page;
    };
  return {
    [COMMANDS.practise]: (app, exercise) => practise(app, openers, exerciseArgument(exercise)),
    [COMMANDS.start]: (app, drill, choice) =>
      startDrill(app, panel, drillArgument(drill), existingFileChoice(choice)),
    [COMMANDS.openQuestion]: async (app, argument) => {
      const id = drillArgument(argument) ?? exerciseInFront(app, pages);
      const known = id === null ? await pickDrill(app, 'Open the question for') : id;
      if (known === undefined) return;
      if (kindOf(known) === 'coding') await panel.open(summaryOf(app, known).id, true);
      else await openPageOf(app, pages, known, true);
    },
    [COMMANDS.reset]: withDrill('Reset', (app, drill) => resetDrill(app, drill)),
    [COMMANDS.compare]: unlessDebugging(
      (actions, app, id) => actions.compareWithUnbroken(app, id),
      withDrill('Compare with the solution of', (app, drill) => compareWithSolution(app, drill)),
    ),
    [COMMANDS.hint]: unlessDebugging(
      (actions, app, id) => actions.openHint(app, id),
      withDrill('Show a hint for', (app, drill) => showHint(app, panel, drill)),
    ),
    [COMMANDS.chooseFolder]: (app) => choosePracticeFolder(app),
    [COMMANDS.openHistory]: async (app) => {
      await app.history.flush();
      await vscode.window.showTextDocument(vscode.Uri.file(app.historyFile), { preview: true });
    },
    [COMMANDS.showLog]: (app) => app.log.show(),
  };
}

/** Opens the next hint of the attempt and shows it on the page. */
export async function showHint(app: App, panel: DrillPanel, drill: string): Promise<void> {
  const attempt = app.history.ledger.latest(drill);
  if (!attempt) throw new UserError('First start the drill with "Begin a Coding Drill".');
  const { hints } = await app.catalogue.drill(drill);
  if (hints.length === 0) throw new UserError('There are no hints for this drill.');
  const next = hints.findIndex((_, index) => !attempt.hints.has(index));
  if (next >= 0) {
    app.history.append({ kind: 'hint-opened', attempt: attempt.id, hint: next });
  }
  await revealOnDrill(panel, drill, { kind: 'hints' });
  if (next < 0) throw new UserError('All hints are already open on the page beside your code.');
}
