/** Starts a rapid-fire round, or continues one that was left. */
import * as vscode from 'vscode';
import { practiceFor } from '../../core/checklist.ts';
import type { ExerciseSummary } from '../../core/content.ts';
import { UserError } from '../../core/errors.ts';
import { chooseRound, openRound, placeInRound } from '../../core/round.ts';
import type { Sitting } from '../../core/sitting.ts';
import type { App } from '../app.ts';
import { idArgument, type Command } from '../commands/register.ts';
import { COMMANDS } from '../ids.ts';
import { endRound } from './round-actions.ts';
import type { RoundPanel } from './round-panel.ts';

/**
 * What a round is made of: questions by id, the questions on a checklist item or with a tag, or what the schedule
 * says. `new` never offers to continue a round that was left.
 */
type Wanted =
  | { readonly kind: 'any' | 'new' }
  /** Exactly these, or those among these that come first. */
  | { readonly kind: 'exercises' | 'among'; readonly ids: readonly string[] }
  | { readonly kind: 'item' | 'tag'; readonly name: string };

export function roundCommands(panel: RoundPanel): Record<string, Command> {
  return { [COMMANDS.round]: (app, argument) => startRound(app, panel, wantedBy(argument)) };
}

/** From a keybinding or a link (a list of ids, `{ among }`, `{ item }` or `{ tag }`), or a node of a tree. */
function wantedBy(argument: unknown): Wanted {
  if (argument === 'new') return { kind: 'new' };
  if (Array.isArray(argument)) return { kind: 'exercises', ids: textsIn(argument) };
  if (isObject(argument) && Array.isArray(argument['among'])) {
    return { kind: 'among', ids: textsIn(argument['among']) };
  }
  const exercise = idArgument(argument, 'exercise');
  if (exercise !== undefined) return { kind: 'exercises', ids: [exercise] };
  for (const kind of ['item', 'tag'] as const) {
    const name = nameIn(argument, kind);
    if (name !== undefined) return { kind, name };
  }
  return { kind: 'any' };
}

/** `{ tag: 'attention' }`, or the id of what a node carries. */
function nameIn(argument: unknown, field: string): string | undefined {
  if (!isObject(argument)) return undefined;
  const value = argument[field];
  return typeof value === 'string' ? value : idArgument(argument, field);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function textsIn(list: readonly unknown[]): string[] {
  return list.filter((one) => typeof one === 'string');
}

/** One question is a round of one; opened again it goes on where it was. */
export async function openQuestion(app: App, panel: RoundPanel, id: string): Promise<void> {
  const open = app.history.ledger.openSitting('round');
  const isSame = open?.exercises.length === 1 && open.exercises[0] === id;
  if (isSame) await panel.open(open.id, true);
  else await begin(app, panel, [id]);
}

async function startRound(app: App, panel: RoundPanel, wanted: Wanted): Promise<void> {
  const left = wanted.kind === 'any' ? openRound(app.history.ledger) : null;
  const choice = left ? await askAboutOpen(app, left) : 'new';
  if (choice === undefined) return;
  if (left && choice === 'go-on') return panel.open(left.id, true);
  const chosen = choose(app, wanted);
  if (left) endRound(app, left);
  await begin(app, panel, chosen);
}

function choose(app: App, wanted: Wanted): readonly string[] {
  const { exercises } = app.index;
  const about = exercises.filter((one) => one.kind === 'rapid-fire' && fits(app, wanted, one));
  if (about.length === 0) throw new UserError(noneText(app, wanted));
  if (wanted.kind === 'exercises') {
    return wanted.ids.filter((id) => about.some((one) => one.id === id));
  }
  const { settings, history, planner } = app;
  return chooseRound(about, history.ledger, settings.roundQuestions, planner.due());
}

function fits(app: App, wanted: Wanted, exercise: ExerciseSummary): boolean {
  switch (wanted.kind) {
    case 'exercises':
    case 'among':
      return wanted.ids.includes(exercise.id);
    case 'tag':
      return exercise.tags.includes(wanted.name);
    case 'item': {
      const item = app.index.checklist.find(({ id }) => id === wanted.name);
      return item !== undefined && practiceFor(app.index, item).includes(exercise);
    }
    default:
      return true;
  }
}

function noneText(app: App, wanted: Wanted): string {
  if (wanted.kind === 'item') {
    const item = app.index.checklist.find(({ id }) => id === wanted.name);
    return item
      ? `There are no rapid-fire questions about “${item.short}”. Use "Practise Checklist Item" instead.`
      : `There is no checklist item "${wanted.name}".`;
  }
  if (wanted.kind === 'tag')
    return `There are no rapid-fire questions with the tag "${wanted.name}".`;
  return 'There is no such rapid-fire question. The Drills view shows them all.';
}

async function begin(app: App, panel: RoundPanel, exercises: readonly string[]): Promise<void> {
  const sitting = crypto.randomUUID();
  const { history } = app;
  history.append({
    kind: 'sitting-started',
    sitting,
    of: 'round',
    exercises: [...exercises],
    minutes: null,
  });
  await history.flush();
  await panel.open(sitting, true);
}

async function askAboutOpen(app: App, left: Sitting): Promise<'go-on' | 'new' | undefined> {
  const { position } = placeInRound(left, app.history.ledger);
  const picked = await vscode.window.showQuickPick(
    [
      {
        label: '$(debug-continue) Resume',
        description: `${position} of ${left.exercises.length} answered`,
        choice: 'go-on' as const,
      },
      {
        label: '$(add) New round',
        description: 'your answers so far are kept',
        choice: 'new' as const,
      },
    ],
    { title: 'You have an unfinished rapid-fire round' },
  );
  return picked?.choice;
}
