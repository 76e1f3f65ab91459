/** A part of the product as the composition root connects it. */
import type { Services } from './services.ts';
import type { Command } from './commands/register.ts';
import type { Openers } from './practice/practise.ts';
import type { ExercisePage } from './target.ts';
import type { Refreshable } from './watch.ts';
import type * as vscode from 'vscode';

/** A page with the type under which VS Code restores it. */
export interface RestoredPage extends ExercisePage, Refreshable, vscode.WebviewPanelSerializer {
  readonly viewType: string;
}

export interface Feature {
  readonly pages?: readonly RestoredPage[];
  /** How its kinds of exercise are opened. */
  readonly openers?: Openers;
  readonly commands?: Readonly<Record<string, Command>>;
  /** What is drawn from the history, beside the pages. */
  readonly refreshables?: readonly Refreshable[];
  /** Called once the services is there. */
  connect?(services: Services): void;
}
