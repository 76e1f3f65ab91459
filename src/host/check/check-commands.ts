import { UserError } from '../../core/errors.ts';
import { kindOf } from '../../core/kinds.ts';
import { drillArgument, type Command } from '../commands/register.ts';
import type { DebugPanel } from '../debugging/panel.ts';
import { COMMANDS } from '../ids.ts';
import { revealOnDrill, type DrillPanel } from '../panels/drill-panel.ts';
import { documentOf } from './document-of.ts';
import { drillInFront, exerciseInFront, targetDrill } from '../target.ts';

export function checkCommands(panel: DrillPanel, debug: DebugPanel): Record<string, Command> {
  return {
    [COMMANDS.check]: async (services, argument) => {
      const front = drillArgument(argument) ?? exerciseInFront(services, [panel, debug]);
      if (front !== null && kindOf(front) === 'debug') {
        await debug.open(front);
        return services.repairs.check(front);
      }
      const drill = drillArgument(argument) ?? (await targetDrill(services, panel, 'Check'));
      if (drill === undefined) return;
      const document = await documentOf(services, drill);
      await panel.open(drill);
      return services.checks.check(document);
    },
    [COMMANDS.choosePython]: (services) => services.python.pick(),
    [COMMANDS.installTorch]: (services) => services.python.install(),
    [COMMANDS.explainMistake]: async (services, mistake, drill) => {
      const of = drillArgument(drill) ?? drillInFront(services, panel);
      if (typeof mistake !== 'string' || of === null) {
        throw new UserError('Select a mistake in the editor or on the page to read about it.');
      }
      await revealOnDrill(panel, of, { kind: 'mistake', id: mistake });
    },
  };
}
