/** Deep dives, the unknown question and system designs: how they are opened, and the review of a design. */
import * as vscode from 'vscode';
import { beginAttempt } from '../../core/clock-control.ts';
import { exerciseOf } from '../../core/content.ts';
import { UserError } from '../../core/errors.ts';
import { KIND, kindOf, type Kind } from '../../core/kinds.ts';
import type { Services } from '../services.ts';
import { exerciseArgument, type Command } from '../commands/register.ts';
import { COMMANDS } from '../ids.ts';
import { exerciseOfDocument } from '../practice/drill-document.ts';
import { pickExercise } from '../practice/practise.ts';
import { existingFileChoice } from '../practice/start.ts';
import { startDesign, type DesignPages } from './design.ts';
import { NO_DESIGN, type DesignReviews } from './design-reviews.ts';
import type { OralPanel } from './oral-panel.ts';

export function oralCommands(pages: DesignPages, reviews: DesignReviews): Record<string, Command> {
  const { panel } = pages;
  return {
    [COMMANDS.deepDive]: async (services, argument) => {
      const id = await chosen(services, 'deep-dive', argument);
      if (id !== undefined) await openOral(services, panel, id);
    },
    [COMMANDS.unknown]: async (services, argument) => {
      const id = await chosen(services, 'unknown', argument);
      if (id !== undefined) await openOral(services, panel, id);
    },
    [COMMANDS.systemDesign]: async (services, argument, choice) => {
      const id = await chosen(services, 'system-design', argument);
      if (id !== undefined) {
        await startDesign(services, pages, id, { choice: existingFileChoice(choice) });
      }
    },
    [COMMANDS.reviewDesign]: async (services, argument) => {
      const id = exerciseArgument(argument) ?? designInFront(services, panel);
      if (id === null) throw new UserError(NO_DESIGN);
      reviews.ask(services, id);
      await panel.open(id);
    },
  };
}

/** Goes on with the attempt that is not finished, or begins one whose clock waits. */
export async function openOral(services: Services, panel: OralPanel, id: string): Promise<void> {
  const latest = services.history.ledger.latest(id);
  if (!latest || latest.clock.finished) await beginAttempt(services, id, null);
  await panel.open(id, true);
}

async function chosen(
  services: Pick<Services, 'history' | 'index'>,
  kind: Kind,
  argument: unknown,
): Promise<string | undefined> {
  const id = exerciseArgument(argument);
  if (id === undefined) return (await pickExercise(services, [kind], titleOf(kind)))?.id;
  if (exerciseOf(services.index, id)?.kind === kind) return id;
  throw new UserError(`There is no ${KIND[kind].one} "${id}". The Drills view shows them all.`);
}

function titleOf(kind: Kind): string {
  return kind === 'unknown' ? KIND[kind].title : `Choose a ${KIND[kind].one}`;
}

function designInFront(
  services: Pick<Services, 'history' | 'index'>,
  panel: OralPanel,
): string | null {
  const editor = vscode.window.activeTextEditor;
  const candidates = [
    panel.isActive ? panel.subject : null,
    editor ? exerciseOfDocument(services, editor.document) : null,
    services.history.ledger.current()?.exerciseId ?? null,
    panel.subject,
  ];
  return candidates.find((id) => id !== null && kindOf(id) === 'system-design') ?? null;
}
