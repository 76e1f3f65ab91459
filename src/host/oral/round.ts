/** Starts a rapid-fire round, or continues one that was left. */
import * as vscode from 'vscode';
import { practiceFor } from '../../core/checklist.ts';
import type { ExerciseSummary } from '../../core/content.ts';
import { UserError } from '../../core/errors.ts';
import { chooseRound, openRound, placeInRound } from '../../core/round.ts';
import type { Sitting } from '../../core/sitting.ts';
import type { Services } from '../services.ts';
import { idArgument, type Command } from '../commands/register.ts';
import { COMMANDS } from '../ids.ts';
import { endRound } from './round-actions.ts';
import type { RoundRequest } from '../practice/navigator.ts';
import type { RoundPanel } from './round-panel.ts';

export function roundCommands(panel: RoundPanel): Record<string, Command> {
  return {
    [COMMANDS.round]: (services, argument) => startRound(services, panel, wantedBy(argument)),
  };
}

/** From a keybinding or a link (a list of ids, `{ among }`, `{ item }` or `{ tag }`), or a node of a tree. */
function wantedBy(argument: unknown): RoundRequest {
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
export async function openQuestion(
  services: Pick<Services, 'history'>,
  panel: RoundPanel,
  id: string,
): Promise<void> {
  const open = services.history.ledger.openSitting('round');
  const isSame = open?.exercises.length === 1 && open.exercises[0] === id;
  if (isSame) await panel.open(open.id, true);
  else await begin(services, panel, [id]);
}

/** Starts a round, or offers to continue an unfinished one. */
export async function startRound(
  services: Services,
  panel: RoundPanel,
  wanted: RoundRequest,
): Promise<void> {
  const left = wanted.kind === 'any' ? openRound(services.history.ledger) : null;
  const choice = left ? await askAboutOpen(services, left) : 'new';
  if (choice === undefined) return;
  if (left && choice === 'go-on') return panel.open(left.id, true);
  const chosen = choose(services, wanted);
  if (left) endRound(services, left);
  await begin(services, panel, chosen);
}

function choose(
  services: Pick<Services, 'history' | 'index' | 'planner' | 'settings'>,
  wanted: RoundRequest,
): readonly string[] {
  const { exercises } = services.index;
  const about = exercises.filter((one) => one.kind === 'rapid-fire' && fits(services, wanted, one));
  if (about.length === 0) throw new UserError(noneText(services, wanted));
  if (wanted.kind === 'exercises') {
    return wanted.ids.filter((id) => about.some((one) => one.id === id));
  }
  const { settings, history, planner } = services;
  return chooseRound(about, history.ledger, settings.roundQuestions, planner.due());
}

function fits(
  services: Pick<Services, 'index'>,
  wanted: RoundRequest,
  exercise: ExerciseSummary,
): boolean {
  switch (wanted.kind) {
    case 'exercises':
    case 'among':
      return wanted.ids.includes(exercise.id);
    case 'tag':
      return exercise.tags.includes(wanted.name);
    case 'item': {
      const item = services.index.checklist.find(({ id }) => id === wanted.name);
      return item !== undefined && practiceFor(services.index, item).includes(exercise);
    }
    default:
      return true;
  }
}

function noneText(services: Pick<Services, 'index'>, wanted: RoundRequest): string {
  if (wanted.kind === 'item') {
    const item = services.index.checklist.find(({ id }) => id === wanted.name);
    return item
      ? `There are no rapid-fire questions about “${item.short}”. Use "Practise Checklist Item" instead.`
      : `There is no checklist item "${wanted.name}".`;
  }
  if (wanted.kind === 'tag')
    return `There are no rapid-fire questions with the tag "${wanted.name}".`;
  return 'There is no such rapid-fire question. The Drills view shows them all.';
}

async function begin(
  services: Pick<Services, 'history'>,
  panel: RoundPanel,
  exercises: readonly string[],
): Promise<void> {
  const sitting = crypto.randomUUID();
  const { history } = services;
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

async function askAboutOpen(
  services: Pick<Services, 'history'>,
  left: Sitting,
): Promise<'go-on' | 'new' | undefined> {
  const { position } = placeInRound(left, services.history.ledger);
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
