/** Deep dives, the unknown question and system designs: how they are opened, and the review of a design. */
import * as vscode from 'vscode';
import { beginAttempt } from '../../core/clock-control.ts';
import { exerciseOf } from '../../core/content.ts';
import { UserError } from '../../core/errors.ts';
import { KIND, kindOf, type Kind } from '../../core/kinds.ts';
import type { App } from '../app.ts';
import { exerciseArgument, type Command } from '../commands/register.ts';
import { COMMANDS } from '../ids.ts';
import { exerciseOfDocument } from '../practice/drill-document.ts';
import { pickExercise } from '../practice/practise.ts';
import { existingFileChoice } from '../practice/start.ts';
import { startDesign, type DesignPages } from './design.ts';
import type { DesignReviews } from './design-reviews.ts';
import type { OralPanel } from './oral-panel.ts';

export function oralCommands(pages: DesignPages, reviews: DesignReviews): Record<string, Command> {
  const { panel } = pages;
  return {
    [COMMANDS.deepDive]: async (app, argument) => {
      const id = await chosen(app, 'deep-dive', argument);
      if (id !== undefined) await openOral(app, panel, id);
    },
    [COMMANDS.unknown]: async (app, argument) => {
      const id = await chosen(app, 'unknown', argument);
      if (id !== undefined) await openOral(app, panel, id);
    },
    [COMMANDS.systemDesign]: async (app, argument, choice) => {
      const id = await chosen(app, 'system-design', argument);
      if (id !== undefined) await startDesign(app, pages, id, existingFileChoice(choice));
    },
    [COMMANDS.reviewDesign]: async (app, argument) => {
      const id = exerciseArgument(argument) ?? designInFront(app, panel);
      if (id === null || app.history.ledger.latest(id)?.file == null) {
        throw new UserError('There is no design to review yet. Start one with "System Design".');
      }
      reviews.ask(app, id);
      await panel.open(id);
    },
  };
}

/** Goes on with the attempt that is not finished, or begins one whose clock waits. */
export async function openOral(app: App, panel: OralPanel, id: string): Promise<void> {
  const latest = app.history.ledger.latest(id);
  if (!latest || latest.clock.finished) await beginAttempt(app, id, null);
  await panel.open(id, true);
}

async function chosen(app: App, kind: Kind, argument: unknown): Promise<string | undefined> {
  const id = exerciseArgument(argument);
  if (id === undefined) return (await pickExercise(app, [kind], titleOf(kind)))?.id;
  if (exerciseOf(app.index, id)?.kind === kind) return id;
  throw new UserError(`There is no ${KIND[kind].one} "${id}". The Drills view shows them all.`);
}

function titleOf(kind: Kind): string {
  return kind === 'unknown' ? KIND[kind].title : `Choose a ${KIND[kind].one}`;
}

function designInFront(app: App, panel: OralPanel): string | null {
  const editor = vscode.window.activeTextEditor;
  const candidates = [
    panel.isActive ? panel.subject : null,
    editor ? exerciseOfDocument(app, editor.document) : null,
    app.history.ledger.current()?.drill ?? null,
    panel.subject,
  ];
  return candidates.find((id) => id !== null && kindOf(id) === 'system-design') ?? null;
}
