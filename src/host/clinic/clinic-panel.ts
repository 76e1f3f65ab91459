/** The page of a clinic. */
import type * as vscode from 'vscode';
import { exerciseOf } from '../../core/content.ts';
import type { Round } from '../../core/clinics/round.ts';
import {
  parseFromClinicPage,
  type ClinicPageState,
  type ToClinicPage,
  type FromClinic,
} from '../../protocol/clinic-page.ts';
import type { Services, GetServices } from '../services.ts';
import { PANELS } from '../ids.ts';
import { clockOnPage } from '../panels/clock-actions.ts';
import { PagePanel, type PageKind } from '../panels/page-panel.ts';
import { performOnClinic } from './clinic-actions.ts';
export type ClinicPanel = PagePanel<FromClinic, ToClinicPage>;

/** The one clinic whose questions are generated. */
export const OUTPUT_SIZES = 'clinic/output-sizes';

const CLINIC_PAGE: PageKind<FromClinic, ToClinicPage> = {
  page: 'clinic',
  viewType: PANELS.clinic,
  title: 'Clinic',
  column: 'active',
  parse: parseFromClinicPage,
  async content(services, id) {
    const clinic = await services.catalogue.clinic(id);
    return { title: clinic.title, message: { type: 'clinic', clinic } };
  },
  state: async (services, id) => ({ type: 'state', state: await clinicState(services, id) }),
  perform: performOnClinic,
  restore: (services, id) =>
    id !== null && exerciseOf(services.index, id)?.kind === 'clinic' ? id : null,
};

export function clinicPanel(extensionUri: vscode.Uri, getServices: GetServices): ClinicPanel {
  return new PagePanel(extensionUri, getServices, CLINIC_PAGE);
}

async function clinicState(
  services: Pick<Services, 'history' | 'index' | 'now' | 'settings'>,
  id: string,
): Promise<ClinicPageState> {
  const attempt = services.history.ledger.latest(id);
  return {
    ...clockOnPage(services, id),
    round: await roundAt(services, id),
    measurements: attempt?.measurements ?? [],
    hypotheses: attempt?.hypotheses ?? [],
    diagnoses: attempt?.diagnoses ?? [],
  };
}

/** Where the generated questions of the newest attempt stand; null for another clinic. */
async function roundAt(services: Pick<Services, 'history'>, id: string): Promise<Round | null> {
  if (id !== OUTPUT_SIZES) return null;
  // The generator of questions is large, and needed by this clinic only.
  const { firstLevel, levelToBegin, roundOf } = await import('../../core/clinics/round.ts');
  const [attempt, before] = services.history.ledger.drill(id).attempts;
  if (!attempt) return roundOf(id, [], 1);
  const { answers } = attempt;
  const from = answers.length > 0 ? firstLevel(answers) : levelToBegin(before?.answers ?? null);
  return roundOf(attempt.id, answers, from);
}
