/** A part of the product as the composition root connects it. */
import type { App } from './app.ts';
import type { Command } from './commands/register.ts';
import type { Openers } from './practice/practise.ts';
import type { ExercisePage } from './target.ts';
import type { Picture } from './watch.ts';
import type * as vscode from 'vscode';

/** A page with the type under which VS Code restores it. */
export interface RestoredPage extends ExercisePage, Picture, vscode.WebviewPanelSerializer {
  readonly viewType: string;
}

export interface Feature {
  readonly pages?: readonly RestoredPage[];
  /** How its kinds of exercise are opened. */
  readonly openers?: Openers;
  readonly commands?: Readonly<Record<string, Command>>;
  /** What is drawn from the history, beside the pages. */
  readonly pictures?: readonly Picture[];
  /** Called once the app is there. */
  connect?(app: App): void;
}
