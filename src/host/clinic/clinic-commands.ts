/** Opening a clinic, from the tree, a link or the palette. */
import { beginAttempt } from '../../core/clock-control.ts';
import { exerciseOf } from '../../core/content.ts';
import { UserError } from '../../core/errors.ts';
import type { Services } from '../services.ts';
import { exerciseArgument, type Command } from '../commands/register.ts';
import { COMMANDS } from '../ids.ts';
import { pickExercise } from '../practice/practise.ts';
import type { ClinicPanel } from './clinic-panel.ts';

export function clinicCommands(panel: ClinicPanel): Record<string, Command> {
  return {
    [COMMANDS.clinic]: async (services, argument) => {
      const id = exerciseArgument(argument);
      if (id === undefined) await chooseClinic(services, panel);
      else await openClinic(services, panel, id);
    },
  };
}

export async function chooseClinic(services: Services, panel: ClinicPanel): Promise<void> {
  const clinic = await pickExercise(services, ['clinic'], 'Open a Clinic');
  if (clinic) await openClinic(services, panel, clinic.id);
}

/** Goes on with the unfinished attempt, or begins one whose clock waits for the user. */
export async function openClinic(
  services: Services,
  panel: ClinicPanel,
  id: string,
): Promise<void> {
  if (exerciseOf(services.index, id)?.kind !== 'clinic') {
    throw new UserError(`There is no clinic "${id}". "Open a Clinic" lists all clinics.`);
  }
  const attempt = services.history.ledger.latest(id);
  if (!attempt || attempt.clock.finished) await beginAttempt(services, id, null);
  await panel.open(id, true);
}
