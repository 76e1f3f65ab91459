/** Rapid-fire, deep dives, the unknown question and system design, as the composition root connects them. */
import * as vscode from 'vscode';
import type { Ready } from '../app.ts';
import type { Disposables } from '../disposables.ts';
import type { Feature } from '../feature.ts';
import { startDesign } from './design.ts';
import { DesignReviews } from './design-reviews.ts';
import { openOral, oralCommands } from './oral-commands.ts';
import { oralPanel } from './oral-panel.ts';
import { openQuestion, roundCommands } from './round.ts';
import { roundPanel } from './round-panel.ts';

export function oralFeature(extensionUri: vscode.Uri, ready: Ready, store: Disposables): Feature {
  const reviews = store.add(new DesignReviews());
  const round = store.add(roundPanel(extensionUri, ready));
  const oral = store.add(oralPanel(extensionUri, ready, reviews));
  return {
    pages: [round, oral],
    openers: {
      'rapid-fire': (app, id) => openQuestion(app, round, id),
      'deep-dive': (app, id) => openOral(app, oral, id),
      unknown: (app, id) => openOral(app, oral, id),
      'system-design': (app, id) => startDesign(app, oral, id),
    },
    commands: { ...roundCommands(round), ...oralCommands(oral, reviews) },
    connect(app) {
      store.add(reviews.onDidChange(() => void oral.refresh()));
      store.add(
        vscode.workspace.onDidSaveTextDocument((document) => reviews.noteSaved(app, document)),
      );
    },
  };
}
