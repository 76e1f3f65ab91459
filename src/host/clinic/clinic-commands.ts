/** Opening a clinic, from the tree, a link or the palette. */
import { beginAttempt } from '../../core/clock-control.ts';
import { exerciseOf } from '../../core/content.ts';
import { UserError } from '../../core/errors.ts';
import type { App } from '../app.ts';
import { exerciseArgument, type Command } from '../commands/register.ts';
import { COMMANDS } from '../ids.ts';
import { pickExercise } from '../practice/practise.ts';
import type { ClinicPanel } from './clinic-panel.ts';

export function clinicCommands(panel: ClinicPanel): Record<string, Command> {
  return {
    [COMMANDS.clinic]: async (app, argument) => {
      const id =
        exerciseArgument(argument) ?? (await pickExercise(app, ['clinic'], 'Open a Clinic'))?.id;
      if (id !== undefined) await openClinic(app, panel, id);
    },
  };
}

/** Goes on with the unfinished attempt, or begins one whose clock waits for the user. */
export async function openClinic(app: App, panel: ClinicPanel, id: string): Promise<void> {
  if (exerciseOf(app.index, id)?.kind !== 'clinic') {
    throw new UserError(`There is no clinic "${id}". "Open a Clinic" lists all clinics.`);
  }
  const attempt = app.history.ledger.latest(id);
  if (!attempt || attempt.clock.finished) await beginAttempt(app, id, null);
  await panel.open(id, true);
}
