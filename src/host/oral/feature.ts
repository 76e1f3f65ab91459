/** Rapid-fire, deep dives, the unknown question and system design, as the composition root connects them. */
import * as vscode from 'vscode';
import type { Ready } from '../app.ts';
import type { OpenArticle } from '../articles/article-panel.ts';
import type { Disposables } from '../disposables.ts';
import type { Feature } from '../feature.ts';
import { startDesign } from './design.ts';
import { DesignReviews } from './design-reviews.ts';
import { openOral, oralCommands } from './oral-commands.ts';
import { oralPanel } from './oral-panel.ts';
import { openQuestion, roundCommands } from './round.ts';
import { roundPanel } from './round-panel.ts';

export function oralFeature(
  extensionUri: vscode.Uri,
  ready: Ready,
  openArticle: OpenArticle,
  store: Disposables,
): Feature {
  const reviews = store.add(new DesignReviews());
  const round = store.add(roundPanel(extensionUri, ready));
  const oral = store.add(oralPanel(extensionUri, ready, reviews, openArticle));
  const pages = { panel: oral, openArticle };
  return {
    pages: [round, oral],
    openers: {
      'rapid-fire': (app, id) => openQuestion(app, round, id),
      'deep-dive': (app, id) => openOral(app, oral, id),
      unknown: (app, id) => openOral(app, oral, id),
      'system-design': (app, id) => startDesign(app, pages, id),
    },
    commands: { ...roundCommands(round), ...oralCommands(pages, reviews) },
    connect(app) {
      store.add(reviews.onDidChange(() => void oral.refresh()));
      store.add(
        vscode.workspace.onDidSaveTextDocument((document) => reviews.noteSaved(app, document)),
      );
    },
  };
}
