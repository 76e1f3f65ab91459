/** Study plans as a command: see them all, go on with one, or have What Next? keep to it. */
import * as vscode from 'vscode';
import type { ExerciseSummary, StudyPlan } from '../../core/content.ts';
import { UserError } from '../../core/errors.ts';
import { KIND } from '../../core/kinds.ts';
import { minutesOf, minutesOfAll } from '../../core/schedule/minutes.ts';
import { exercisesIn, leftOf, stepsOf } from '../../core/schedule/study-plan.ts';
import type { Services } from '../services.ts';
import { idArgument, type Command } from '../commands/register.ts';
import { COMMANDS } from '../ids.ts';
import { nameOf, openSuggestion } from './suggestion.ts';

const NEXT = 'Start the Next Exercise';

interface Row extends vscode.QuickPickItem {
  readonly run?: () => Promise<unknown>;
}

export function studyPlanCommands(): Record<string, Command> {
  return {
    [COMMANDS.studyPlans]: async (services, argument) => {
      const id = idArgument(argument, 'plan');
      const plan = id === undefined ? await pickPlan(services, 'Study plans') : known(services, id);
      if (plan) await showPlan(services, plan);
    },
    [COMMANDS.followPlan]: async (services, argument) => {
      const id = idArgument(argument, 'plan');
      const plan =
        id === undefined ? await pickPlan(services, 'Follow a study plan') : known(services, id);
      if (plan) await follow(services, plan);
    },
    [COMMANDS.leavePlan]: leave,
  };
}

function known({ index }: Pick<Services, 'index'>, id: string): StudyPlan {
  const plan = index.plans.find((one) => one.id === id);
  if (plan) return plan;
  const there = index.plans.map((one) => one.id).join(', ');
  throw new UserError(`There is no study plan "${id}". Available: ${there}.`);
}

/** The plan that is followed comes first. */
async function pickPlan(
  services: Pick<Services, 'history' | 'index' | 'planner'>,
  title: string,
): Promise<StudyPlan | undefined> {
  const followed = services.planner.studyPlan;
  const rows = services.index.plans.map((plan) => ({
    plan,
    label: plan.title,
    description: [progressOf(services, plan), plan === followed ? 'followed' : null, plan.pack]
      .filter((part) => part != null)
      .join(' · '),
    detail: plan.summary,
  }));
  rows.sort((a, b) => Number(b.plan === followed) - Number(a.plan === followed));
  const picked = await vscode.window.showQuickPick(rows, {
    title,
    placeHolder: 'Which plan?',
    matchOnDetail: true,
  });
  return picked?.plan;
}

/** Such as "3 of 14 done". */
export function doneText(
  { history, index }: Pick<Services, 'history' | 'index'>,
  plan: StudyPlan,
): string {
  const all = exercisesIn(plan, index);
  return `${all.length - leftOf(all, history.ledger).length} of ${all.length} done`;
}

/** The same with the time that the rest takes: "3 of 14 done · about 6 h left". */
function progressOf(services: Pick<Services, 'history' | 'index'>, plan: StudyPlan): string {
  const done = doneText(services, plan);
  const minutes = minutesOfAll(leftOf(exercisesIn(plan, services.index), services.history.ledger));
  if (minutes === 0) return done;
  return `${done} · about ${minutes < 90 ? `${minutes} min` : `${Math.round(minutes / 60)} h`} left`;
}

async function showPlan(services: Services, plan: StudyPlan): Promise<void> {
  const next = services.planner.nextIn(plan);
  const due = new Set(services.planner.due());
  const rows: Row[] = [
    next
      ? {
          label: `$(play) ${nameOf(next)}`,
          description: `next · about ${next.minutes} min`,
          detail: `${next.reason}.`,
          run: () => openSuggestion(services, next),
        }
      : {
          label: '$(pass) Nothing is left for today',
          detail: 'What you have done comes back when it is due.',
        },
    services.planner.studyPlan === plan
      ? { label: '$(close) Stop following this plan', run: () => leave(services) }
      : {
          label: '$(pinned) Follow this plan',
          description: '“What Next?” then keeps to it',
          run: () => follow(services, plan),
        },
    ...stepsOf(plan, services.index).flatMap(({ title, exercises }, at): Row[] => [
      { label: `${at + 1}. ${title}`, kind: vscode.QuickPickItemKind.Separator },
      ...exercises.map((one) => rowOf(services, one, due.has(one.id))),
    ]),
  ];
  const picked = await vscode.window.showQuickPick(rows, {
    title: `${plan.title} · ${progressOf(services, plan)}`,
    placeHolder: plan.summary,
    matchOnDescription: true,
  });
  await picked?.run?.();
}

function rowOf(
  services: Pick<Services, 'history' | 'navigator'>,
  exercise: ExerciseSummary,
  isDue: boolean,
): Row {
  const { id, title, kind } = exercise;
  const { state } = services.history.ledger.drill(id);
  const icon = { new: 'circle-outline', 'in-progress': 'edit', passed: 'pass-filled' }[state];
  const said = { new: null, 'in-progress': 'in progress', passed: 'done' }[state];
  return {
    label: `$(${icon}) ${title}`,
    description: [KIND[kind].one, `${minutesOf(exercise)} min`, said, isDue ? 'due' : null]
      .filter((part) => part !== null)
      .join(' · '),
    run: () => services.navigator.open(id),
  };
}

async function follow(
  services: Pick<Services, 'navigator' | 'planner' | 'settings'>,
  plan: StudyPlan,
): Promise<void> {
  await services.settings.setStudyPlan(plan.id);
  const next = services.planner.nextIn(plan);
  const text = `You are following “${plan.title}”: “What Next?” keeps to it.`;
  // Not waited for: it stands until somebody reads it.
  void vscode.window
    .showInformationMessage(text, ...(next ? [NEXT] : []))
    .then((answer) => (answer !== undefined && next ? openSuggestion(services, next) : undefined));
}

async function leave(services: Pick<Services, 'planner' | 'settings'>): Promise<void> {
  const plan = services.planner.studyPlan;
  await services.settings.setStudyPlan('');
  void vscode.window.showInformationMessage(
    plan
      ? `You no longer follow “${plan.title}”. What you have done in it is kept.`
      : 'You are not following a study plan.',
  );
}
