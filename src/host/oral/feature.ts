/** Rapid-fire, deep dives, the unknown question and system design, as the composition root connects them. */
import * as vscode from 'vscode';
import type { RoundRequest } from '../practice/navigator.ts';
import type { GetServices, Services } from '../services.ts';
import type { OpenArticle } from '../articles/article-panel.ts';
import type { Disposables } from '../disposables.ts';
import type { Feature } from '../feature.ts';
import { startDesign } from './design.ts';
import { DesignReviews } from './design-reviews.ts';
import { openOral, oralCommands } from './oral-commands.ts';
import { oralPanel } from './oral-panel.ts';
import { openQuestion, roundCommands, startRound } from './round.ts';
import { roundPanel } from './round-panel.ts';

export interface OralFeature extends Feature {
  startRound(services: Services, request: RoundRequest): Promise<void>;
}

export function oralFeature(
  extensionUri: vscode.Uri,
  getServices: GetServices,
  openArticle: OpenArticle,
  store: Disposables,
): OralFeature {
  const reviews = store.add(new DesignReviews());
  const round = store.add(roundPanel(extensionUri, getServices));
  const oral = store.add(oralPanel(extensionUri, getServices, reviews, openArticle));
  const pages = { panel: oral, openArticle };
  return {
    startRound: (services, request) => startRound(services, round, request),
    pages: [round, oral],
    openers: {
      'rapid-fire': (services, id) => openQuestion(services, round, id),
      'deep-dive': (services, id) => openOral(services, oral, id),
      unknown: (services, id) => openOral(services, oral, id),
      'system-design': (services, id, options) => startDesign(services, pages, id, options),
    },
    commands: { ...roundCommands(round), ...oralCommands(pages, reviews) },
    connect(services) {
      store.add(reviews.onDidChange(() => void oral.refresh()));
      store.add(
        vscode.workspace.onDidSaveTextDocument((document) => reviews.noteSaved(services, document)),
      );
    },
  };
}
