/** Practise: opens an exercise in the way of its kind. */
import * as vscode from 'vscode';
import { exerciseOf, type ExerciseSummary } from '../../core/content.ts';
import { UserError } from '../../core/errors.ts';
import { KIND, KINDS, type Kind } from '../../core/kinds.ts';
import type { Services } from '../services.ts';
import type { OpenOptions } from './navigator.ts';

export type Opener = (services: Services, id: string, options: OpenOptions) => Promise<void>;

/** How each kind of exercise is opened; what is missing has no content yet. */
export type Openers = Readonly<Partial<Record<Kind, Opener>>>;

/** Opens the exercise as its kind requires. Rejects with a UserError if there is none with this id. */
export async function practise(
  services: Services,
  openers: Openers,
  id: string,
  options: OpenOptions = {},
): Promise<void> {
  await openerOf(openers, known(services, id).kind)(services, id, options);
}

export function openerOf(openers: Openers, kind: Kind): Opener {
  const opener = openers[kind];
  if (opener) return opener;
  throw new UserError(`A ${KIND[kind].one} cannot be opened in this version.`);
}

function known(services: Pick<Services, 'index'>, id: string): ExerciseSummary {
  const exercise = exerciseOf(services.index, id);
  if (exercise) return exercise;
  throw new UserError(`There is no exercise "${id}". The Drills view shows them all.`);
}

/** Every exercise in one list, under the titles of their kinds; `of` keeps to one kind. */
export async function pickExercise(
  services: Pick<Services, 'history' | 'index'>,
  of: readonly Kind[] = KINDS,
  title = 'Practise',
): Promise<ExerciseSummary | undefined> {
  const items = of.flatMap((kind) => {
    const all = services.index.exercises.filter((one) => one.kind === kind);
    const head = { label: KIND[kind].title, kind: vscode.QuickPickItemKind.Separator };
    return all.length === 0 ? [] : [head, ...all.map((one) => itemOf(services, one))];
  });
  const picked = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: 'Type to filter',
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked && 'exercise' in picked ? picked.exercise : undefined;
}

function itemOf(
  services: Pick<Services, 'history'>,
  exercise: ExerciseSummary,
): vscode.QuickPickItem & { readonly exercise: ExerciseSummary } {
  const { state } = services.history.ledger.drill(exercise.id);
  const done = state === 'new' ? 'new' : state === 'passed' ? 'done before' : 'in progress';
  return {
    exercise,
    label: exercise.title,
    description: `${exercise.level} · ${done}`,
    detail: exercise.question.split('\n')[0] ?? exercise.summary,
  };
}
