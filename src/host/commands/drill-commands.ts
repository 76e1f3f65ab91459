/** Everything that concerns a drill and its file. */
import * as vscode from 'vscode';
import { UserError } from '../../core/errors.ts';
import { kindOf } from '../../core/kinds.ts';
import { summaryOf } from '../../core/work-file.ts';
import type { Services } from '../services.ts';
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
    [COMMANDS.practise]: (services, exercise) =>
      practise(services, openers, exerciseArgument(exercise)),
    [COMMANDS.start]: (services, drill, choice) =>
      startDrill(services, panel, drillArgument(drill), existingFileChoice(choice)),
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

/** Opens the next hint of the attempt and shows it on the page. */
export async function showHint(
  services: Services,
  panel: DrillPanel,
  drill: string,
): Promise<void> {
  const attempt = services.history.ledger.latest(drill);
  if (!attempt) throw new UserError('First start the drill with "Begin a Coding Drill".');
  const { hints } = await services.catalogue.drill(drill);
  if (hints.length === 0) throw new UserError('There are no hints for this drill.');
  const next = hints.findIndex((_, index) => !attempt.hints.has(index));
  if (next >= 0) {
    services.history.append({ kind: 'hint-opened', attempt: attempt.id, hint: next });
  }
  await revealOnDrill(panel, drill, { kind: 'hints' });
  if (next < 0) throw new UserError('All hints are already open on the page beside your code.');
}
