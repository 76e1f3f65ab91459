/** Clinics, as the composition root connects them. */
import type * as vscode from 'vscode';
import type { Ready } from '../app.ts';
import type { Disposables } from '../disposables.ts';
import type { Feature } from '../feature.ts';
import { clinicCommands, openClinic } from './clinic-commands.ts';
import { clinicPanel } from './clinic-panel.ts';

export function clinicFeature(extensionUri: vscode.Uri, ready: Ready, store: Disposables): Feature {
  const panel = store.add(clinicPanel(extensionUri, ready));
  return {
    pages: [panel],
    openers: { clinic: (app, id) => openClinic(app, panel, id) },
    commands: clinicCommands(panel),
  };
}
