/** Debugging drills, as the composition root connects them; what they need is read when one is opened. */
import * as vscode from 'vscode';
import { kindOf } from '../../core/kinds.ts';
import type { App, Ready } from '../app.ts';
import { drillArgument, type Command } from '../commands/register.ts';
import type { Disposables } from '../disposables.ts';
import type { Feature } from '../feature.ts';
import { COMMANDS } from '../ids.ts';
import { exerciseInFront } from '../target.ts';
import { watchDebugging } from './watching.ts';
import type { DebugPanel } from './panel.ts';

export function debuggingFeature(panel: DebugPanel, ready: Ready, store: Disposables): Feature {
  const marks = watchDebugging(panel, ready, store);
  return {
    pages: [panel],
    openers: {
      debug: async (app, exercise, within) => {
        const { startDebug } = await import('./start.ts');
        await startDebug(app, panel, { exercise, within });
      },
    },
    commands: debugCommands(panel),
    pictures: [marks],
    connect: (app) => marks.connect(app),
  };
}

function debugCommands(panel: DebugPanel): Record<string, Command> {
  return {
    [COMMANDS.debug]: async (app, argument, choice, mistakes, seed) => {
      const { startDebug } = await import('./start.ts');
      await startDebug(app, panel, {
        exercise: drillArgument(argument),
        isNew: choice === 'new',
        mistakes: typeof mistakes === 'number' ? mistakes : undefined,
        seed: typeof seed === 'number' ? seed : undefined,
      });
    },
    [COMMANDS.suspect]: async (app) => {
      const { suspect } = await import('./suspicions.ts');
      await suspect(app);
    },
    [COMMANDS.giveUp]: (app) => giveUpInFront(app, panel),
  };
}

/** Asks first: what is shown then is the answer. */
async function giveUpInFront(app: App, panel: DebugPanel): Promise<void> {
  const id = exerciseInFront(app, [panel]);
  const attempt = id !== null && kindOf(id) === 'debug' ? app.history.ledger.latest(id) : null;
  if (id === null || attempt === null || attempt.clock.finished) return;
  const show = 'Show the Mistakes';
  const answer = await vscode.window.showWarningMessage(
    'Give up? This ends the attempt and shows every mistake.',
    { modal: true },
    show,
  );
  if (answer !== show) return;
  const { giveUp } = await import('./actions.ts');
  giveUp(app, attempt);
  await panel.open(id, true);
}
