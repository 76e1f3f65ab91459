/** The page of a clinic. */
import type * as vscode from 'vscode';
import { exerciseOf } from '../../core/content.ts';
import type { Round } from '../../core/clinics/round.ts';
import {
  parseFromClinicPage,
  type ClinicPageState,
  type FromClinicPage,
  type ToClinicPage,
} from '../../protocol/clinic-page.ts';
import type { FromEveryPage } from '../../protocol/page.ts';
import type { App, Ready } from '../app.ts';
import { PANELS } from '../ids.ts';
import { clockOnPage } from '../panels/clock-actions.ts';
import { PagePanel, type PageKind } from '../panels/page-panel.ts';
import { performOnClinic } from './clinic-actions.ts';

export type FromClinic = Exclude<FromClinicPage, FromEveryPage>;
export type ClinicPanel = PagePanel<FromClinic, ToClinicPage>;

/** The one clinic whose questions are generated. */
export const OUTPUT_SIZES = 'clinic/output-sizes';

const CLINIC_PAGE: PageKind<FromClinic, ToClinicPage> = {
  page: 'clinic',
  viewType: PANELS.clinic,
  title: 'Clinic',
  column: 'active',
  parse: parseFromClinicPage,
  async content(app, id) {
    const clinic = await app.catalogue.clinic(id);
    return { title: clinic.title, message: { type: 'clinic', clinic } };
  },
  state: async (app, id) => ({ type: 'state', state: await clinicState(app, id) }),
  perform: performOnClinic,
  restore: (app, id) => (id !== null && exerciseOf(app.index, id)?.kind === 'clinic' ? id : null),
};

export function clinicPanel(extensionUri: vscode.Uri, ready: Ready): ClinicPanel {
  return new PagePanel(extensionUri, ready, CLINIC_PAGE);
}

async function clinicState(app: App, id: string): Promise<ClinicPageState> {
  const attempt = app.history.ledger.latest(id);
  return {
    ...clockOnPage(app, id),
    round: await roundAt(app, id),
    measurements: attempt?.measurements ?? [],
    hypotheses: attempt?.hypotheses ?? [],
    diagnoses: attempt?.diagnoses ?? [],
  };
}

/** Where the generated questions of the newest attempt stand; null for another clinic. */
async function roundAt(app: App, id: string): Promise<Round | null> {
  if (id !== OUTPUT_SIZES) return null;
  // The generator of questions is large, and needed by this clinic only.
  const { firstLevel, levelToBegin, roundOf } = await import('../../core/clinics/round.ts');
  const [attempt, before] = app.history.ledger.drill(id).attempts;
  if (!attempt) return roundOf(id, [], 1);
  const { answers } = attempt;
  const from = answers.length > 0 ? firstLevel(answers) : levelToBegin(before?.answers ?? null);
  return roundOf(attempt.id, answers, from);
}
