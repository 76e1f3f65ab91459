/** The quick picks in which a broken program is chosen: of which question, and with how many mistakes. */
import * as vscode from 'vscode';
import type { ExerciseSummary } from '../../core/content.ts';
import { askedText, worthOf } from '../../core/demand.ts';
import { forAttempt, USUAL } from '../../core/debugging/exercise.ts';
import { parseCode } from '../../core/debugging/program.ts';
import { exerciseGroups } from '../../core/exercise-groups.ts';
import { minutesText } from '../../core/schedule/minutes.ts';
import type { Services } from '../services.ts';

interface ExerciseItem extends vscode.QuickPickItem {
  readonly exercise?: ExerciseSummary;
}

export async function pickDebugDrill(
  services: Pick<Services, 'history' | 'index' | 'planner' | 'settings'>,
): Promise<ExerciseSummary | undefined> {
  const all = services.index.exercises.filter(({ kind }) => kind === 'debug');
  const due = new Set(services.planner.due());
  const surprise: ExerciseItem = {
    label: '$(wand) Surprise me',
    description: 'due, or asked often and new to you',
  };
  const picked = await vscode.window.showQuickPick(
    [
      surprise,
      ...(exerciseGroups(services.index, 'debug') ?? []).flatMap(
        ({ title, among }): ExerciseItem[] => [
          { label: title, kind: vscode.QuickPickItemKind.Separator },
          ...all.filter(({ id }) => among.includes(id)).map((one) => itemOf(services, one, due)),
        ],
      ),
    ],
    {
      title: 'Debug a broken program',
      placeHolder: 'Find what is wrong with a program that somebody else wrote',
      matchOnDescription: true,
    },
  );
  if (picked === undefined) return undefined;
  return picked.exercise ?? surprising(services, all, due);
}

function itemOf(
  services: Pick<Services, 'history'>,
  exercise: ExerciseSummary,
  due: ReadonlySet<string>,
): ExerciseItem {
  const { state } = services.history.ledger.drill(exercise.id);
  const done = due.has(exercise.id)
    ? 'due'
    : state === 'new'
      ? 'new'
      : state === 'passed'
        ? 'repaired before'
        : 'in progress';
  const facts = [exercise.level, askedText(exercise), done, exercise.pack];
  return {
    exercise,
    label: exercise.title.replace(/^Debug: /, ''),
    description: facts.filter((part) => part != null).join(' · '),
  };
}

/** What is due, else one of the most valuable that was not repaired yet. */
function surprising(
  services: Pick<Services, 'history' | 'settings'>,
  all: readonly ExerciseSummary[],
  due: ReadonlySet<string>,
): ExerciseSummary | undefined {
  const waiting = all.filter(({ id }) => due.has(id));
  const fresh = all.filter(({ id }) => services.history.ledger.drill(id).state === 'new');
  const among = [waiting, fresh, all].find((some) => some.length > 0) ?? [];
  const worth = among.map((one) => worthOf(one, services.settings.role));
  const best = among.filter((_one, at) => worth[at] === Math.max(...worth));
  return best[Math.floor(Math.random() * best.length)];
}

interface NumberItem extends vscode.QuickPickItem {
  /** Null to be surprised, undefined to repeat a program. */
  readonly mistakes: number | null | undefined;
}

/** How many mistakes, each with the time that it takes; or the code of a program that there was before. */
export async function pickProgram(
  exercise: ExerciseSummary,
): Promise<{ readonly mistakes: number; readonly seed?: number } | undefined> {
  const most = exercise.breaks ?? 1;
  const numbers = Array.from({ length: most }, (_, at) => at + 1);
  const usual = Math.min(USUAL, most);
  const ordered = [usual, ...numbers.filter((one) => one !== usual)];
  const items = ordered.map((mistakes): NumberItem => {
    const minutes = minutesText(withMistakes(exercise, mistakes));
    return {
      label: mistakes === 1 ? '1 mistake' : `${mistakes} mistakes`,
      description: `${minutes}${mistakes === usual ? ' · usual' : ''}`,
      mistakes,
    };
  });
  const surprise: NumberItem = {
    label: '$(wand) Surprise me',
    description: `1 to ${most} mistakes`,
    mistakes: null,
  };
  const again: NumberItem = {
    label: '$(history) Repeat a program…',
    description: 'using the code from its debrief',
    mistakes: undefined,
  };
  const picked = await vscode.window.showQuickPick(
    [...items, ...(most > 1 ? [surprise] : []), again],
    { title: exercise.title, placeHolder: 'How many mistakes?' },
  );
  if (picked === undefined) return undefined;
  if (picked.mistakes === undefined) return askForCode(exercise);
  return { mistakes: picked.mistakes ?? 1 + Math.floor(Math.random() * most) };
}

async function askForCode(exercise: ExerciseSummary) {
  const text = await vscode.window.showInputBox({
    title: exercise.title,
    prompt: 'The program’s code, such as 2-1234',
    validateInput: (value) =>
      parseCode(value) === null
        ? 'A code consists of the number of mistakes, a hyphen and the seed, as in 2-1234'
        : null,
  });
  return text === undefined ? undefined : (parseCode(text) ?? undefined);
}

function withMistakes(exercise: ExerciseSummary, mistakes: number): ExerciseSummary {
  const ids = Array.from({ length: mistakes }, () => '');
  return forAttempt(exercise, { broken: { seed: 0, key: '', mistakes: ids } });
}
