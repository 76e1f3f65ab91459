/** Everything that concerns a drill and its file. */
import * as vscode from 'vscode';
import { kindOf } from '../../core/kinds.ts';
import { summaryOf } from '../../core/work-file.ts';
import type { Services } from '../services.ts';
import type * as debugActions from '../debugging/actions.ts';
import { COMMANDS } from '../ids.ts';
import type { DrillPanel } from '../panels/drill-panel.ts';
import { showHint } from '../practice/hint.ts';
import { choosePracticeFolder } from '../practice/folder.ts';
import { pickExercise } from '../practice/practise.ts';
import { compareWithSolution } from '../practice/compare.ts';
import { resetDrill } from '../practice/reset.ts';
import { existingFileChoice, startDrill } from '../practice/start.ts';
import { exerciseInFront, openPageOf, targetDrill, type ExercisePage } from '../target.ts';
import { pickDrill } from '../practice/pick-drill.ts';
import { drillArgument, exerciseArgument, type Command } from './register.ts';

export function drillCommands(
  panel: DrillPanel,
  pages: readonly ExercisePage[],
): Record<string, Command> {
  const withDrill =
    (title: string, run: (services: Services, drill: string) => unknown): Command =>
    async (services, argument) => {
      const drill = drillArgument(argument) ?? (await targetDrill(services, panel, title));
      return drill === undefined ? undefined : run(services, summaryOf(services, drill).id);
    };
  /** What the command means for a broken program in front, and otherwise. */
  const unlessDebugging =
    (
      run: (actions: typeof debugActions, services: Services, id: string) => unknown,
      otherwise: Command,
    ): Command =>
    async (services, argument) => {
      const id = drillArgument(argument) ?? exerciseInFront(services, pages);
      if (id === null || kindOf(id) !== 'debug') return otherwise(services, argument);
      const page = openPageOf(services, pages, id);
      return run(await import('../debugging/actions.ts'), services, id) ?? page;
    };
  return {
    [COMMANDS.practise]: async (services, exercise) => {
      const id = exerciseArgument(exercise) ?? (await pickExercise(services))?.id;
      if (id !== undefined) await services.navigator.open(id);
    },
    [COMMANDS.start]: async (services, argument, choice) => {
      const drill = drillArgument(argument) ?? (await pickDrill(services, 'Begin a coding drill'));
      if (drill === undefined) return;
      await startDrill(services, panel, drill, { choice: existingFileChoice(choice) });
    },
    [COMMANDS.openQuestion]: async (services, argument) => {
      const id = drillArgument(argument) ?? exerciseInFront(services, pages);
      const known = id === null ? await pickDrill(services, 'Open the question for') : id;
      if (known === undefined) return;
      if (kindOf(known) === 'coding') await panel.open(summaryOf(services, known).id, true);
      else await openPageOf(services, pages, known, true);
    },
    [COMMANDS.reset]: withDrill('Reset', (services, drill) => resetDrill(services, drill)),
    [COMMANDS.compare]: unlessDebugging(
      (actions, services, id) => actions.compareWithUnbroken(services, id),
      withDrill('Compare with the solution of', (services, drill) =>
        compareWithSolution(services, drill),
      ),
    ),
    [COMMANDS.hint]: unlessDebugging(
      (actions, services, id) => actions.openHint(services, id),
      withDrill('Show a hint for', (services, drill) => showHint(services, panel, drill)),
    ),
    [COMMANDS.chooseFolder]: (services) => choosePracticeFolder(services),
    [COMMANDS.openHistory]: async (services) => {
      await services.history.flush();
      await vscode.window.showTextDocument(vscode.Uri.file(services.historyFile), {
        preview: true,
      });
    },
    [COMMANDS.showLog]: (services) => services.log.show(),
  };
}
