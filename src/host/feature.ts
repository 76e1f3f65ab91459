/** A part of the product as the composition root connects it. */
import type { Services } from './services.ts';
import type { Command } from './commands/register.ts';
import type { PageRestorer } from './late/host.ts';
import type { Openers } from './practice/practise.ts';
import type { ExercisePage } from './target.ts';
import type { Refreshable } from './refresh-scheduler.ts';
import type * as vscode from 'vscode';

/** A page with the type under which VS Code restores it. */
export interface RestoredPage extends ExercisePage, Refreshable, PageRestorer {
  readonly viewType: string;
}

export interface Feature {
  readonly pages?: readonly RestoredPage[];
  /** The trees of its views, by view id. */
  readonly trees?: Readonly<Record<string, vscode.TreeDataProvider<object>>>;
  /** Providers of virtual documents, by scheme. */
  readonly documents?: Readonly<Record<string, vscode.TextDocumentContentProvider>>;
  /** How its kinds of exercise are opened. */
  readonly openers?: Openers;
  readonly commands?: Readonly<Record<string, Command>>;
  /** What is drawn from the history, beside the pages. */
  readonly refreshables?: readonly Refreshable[];
  /** Called once, when the services exist. */
  connect?(services: Services): void;
}
