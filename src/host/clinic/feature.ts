/** Clinics, as the composition root connects them. */
import type * as vscode from 'vscode';
import type { GetServices } from '../services.ts';
import type { Disposables } from '../disposables.ts';
import type { Feature } from '../feature.ts';
import { clinicCommands, openClinic } from './clinic-commands.ts';
import { clinicPanel } from './clinic-panel.ts';

export function clinicFeature(
  extensionUri: vscode.Uri,
  getServices: GetServices,
  store: Disposables,
): Feature {
  const panel = store.add(clinicPanel(extensionUri, getServices));
  return {
    pages: [panel],
    openers: { clinic: (services, id) => openClinic(services, panel, id) },
    commands: clinicCommands(panel),
  };
}
