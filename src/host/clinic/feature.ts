/** Clinics, as the composition root connects them. */
import type * as vscode from 'vscode';
import type { GetServices, Services } from '../services.ts';
import type { Disposables } from '../disposables.ts';
import type { Feature } from '../feature.ts';
import { chooseClinic, clinicCommands, openClinic } from './clinic-commands.ts';
import { clinicPanel } from './clinic-panel.ts';

export interface ClinicFeature extends Feature {
  chooseClinic(services: Services): Promise<void>;
}

export function clinicFeature(
  extensionUri: vscode.Uri,
  getServices: GetServices,
  store: Disposables,
): ClinicFeature {
  const panel = store.add(clinicPanel(extensionUri, getServices));
  return {
    chooseClinic: (services) => chooseClinic(services, panel),
    pages: [panel],
    openers: { clinic: (services, id) => openClinic(services, panel, id) },
    commands: clinicCommands(panel),
  };
}
