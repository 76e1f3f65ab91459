/** Rapid-fire, deep dives, the unknown question and system design, as the composition root connects them. */
import * as vscode from 'vscode';
import type { App, Ready } from '../app.ts';
import type { Command } from '../commands/register.ts';
import type { Disposables } from '../disposables.ts';
import type { Openers } from '../practice/practise.ts';
import { startDesign } from './design.ts';
import { DesignReviews } from './design-reviews.ts';
import { openOral, oralCommands } from './oral-commands.ts';
import { oralPanel, type OralPanel } from './oral-panel.ts';
import { openQuestion, roundCommands } from './round.ts';
import { roundPanel, type RoundPanel } from './round-panel.ts';

export interface OralFeature {
  readonly panels: readonly [RoundPanel, OralPanel];
  readonly openers: Openers;
  readonly commands: Readonly<Record<string, Command>>;
  /** Once the app is there. */
  connect(app: App): void;
}

export function oralFeature(
  extensionUri: vscode.Uri,
  ready: Ready,
  store: Disposables,
): OralFeature {
  const reviews = store.add(new DesignReviews());
  const round = store.add(roundPanel(extensionUri, ready));
  const oral = store.add(oralPanel(extensionUri, ready, reviews));
  return {
    panels: [round, oral],
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
