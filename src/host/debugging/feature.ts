/** Debugging drills, as the composition root connects them; what they need is read when one is opened. */
import * as vscode from 'vscode';
import { kindOf } from '../../core/kinds.ts';
import type { Services, GetServices } from '../services.ts';
import { drillArgument, type Command } from '../commands/register.ts';
import type { Disposables } from '../disposables.ts';
import type { Feature } from '../feature.ts';
import { COMMANDS } from '../ids.ts';
import { exerciseInFront } from '../target.ts';
import { watchDebugging } from './watching.ts';
import type { DebugPanel } from './panel.ts';

export function debuggingFeature(
  panel: DebugPanel,
  getServices: GetServices,
  store: Disposables,
): Feature {
  const marks = watchDebugging(panel, getServices, store);
  return {
    pages: [panel],
    openers: {
      debug: async (services, exercise, { choice, sittingId }) => {
        const { startDebug } = await import('./start.ts');
        await startDebug(services, panel, { exercise, isNew: choice === 'new', sittingId });
      },
    },
    commands: debugCommands(panel),
    refreshables: [marks],
    connect: (services) => marks.connect(services),
  };
}

function debugCommands(panel: DebugPanel): Record<string, Command> {
  return {
    [COMMANDS.debug]: async (services, argument, choice, mistakes, seed) => {
      const { startDebug } = await import('./start.ts');
      await startDebug(services, panel, {
        exercise: drillArgument(argument),
        isNew: choice === 'new',
        mistakes: typeof mistakes === 'number' ? mistakes : undefined,
        seed: typeof seed === 'number' ? seed : undefined,
      });
    },
    [COMMANDS.suspect]: async (services) => {
      const { suspect } = await import('./suspicions.ts');
      await suspect(services);
    },
    [COMMANDS.giveUp]: (services) => giveUpInFront(services, panel),
  };
}

/** Asks first: what is shown then is the answer. */
async function giveUpInFront(services: Services, panel: DebugPanel): Promise<void> {
  const id = exerciseInFront(services, [panel]);
  const attempt = id !== null && kindOf(id) === 'debug' ? services.history.ledger.latest(id) : null;
  if (id === null || attempt === null || attempt.clock.finished) return;
  const show = 'Show the Mistakes';
  const answer = await vscode.window.showWarningMessage(
    'Give up? This ends the attempt and shows every mistake.',
    { modal: true },
    show,
  );
  if (answer !== show) return;
  const { giveUp } = await import('./actions.ts');
  giveUp(services, attempt);
  await panel.open(id, true);
}
