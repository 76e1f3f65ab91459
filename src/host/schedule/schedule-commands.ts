/** What Next, and the date of the interview. */
import * as vscode from 'vscode';
import { UserError } from '../../core/errors.ts';
import { dayOf, morningOf, nightsBetween } from '../../core/schedule/days.ts';
import type { Services } from '../services.ts';
import type { Command } from '../commands/register.ts';
import { COMMANDS } from '../ids.ts';
import { doneText } from './study-plan-commands.ts';
import { nameOf, openSuggestion } from './suggestion.ts';

/** Minutes that a person may have at hand. */
const AT_HAND = [5, 15, 30, 60] as const;
const PLAN = 'Until the interview';
const SHOW_PLAN = 'Show Plan';

export function scheduleCommands(): Record<string, Command> {
  return {
    [COMMANDS.whatNext]: (services, minutes) =>
      typeof minutes === 'number' ? openBest(services, minutes) : whatNext(services),
    [COMMANDS.setInterviewDate]: setInterviewDate,
  };
}

/** Asks how much time the user has and opens the best use of it. */
export async function whatNext(services: Services): Promise<void> {
  const open = await pick(services);
  await open?.();
}

async function openBest(
  services: Pick<Services, 'navigator' | 'planner'>,
  minutes: number,
): Promise<void> {
  const suggestion = services.planner.next(minutes);
  if (!suggestion) throw new UserError(nothingFits(minutes));
  await openSuggestion(services, suggestion);
}

/** One line for each length of time at hand: the best thing and why; last, what fits until the interview. */
async function pick(services: Services): Promise<(() => Promise<unknown>) | undefined> {
  const items = AT_HAND.flatMap((minutes) => {
    const suggestion = services.planner.next(minutes);
    if (!suggestion) return [];
    const detail = `About ${suggestion.minutes} min. ${suggestion.reason}.`;
    const open = (): Promise<unknown> => openSuggestion(services, suggestion);
    return [{ label: `${minutes} minutes`, description: nameOf(suggestion), detail, open }];
  });
  if (items.length === 0) throw new UserError(nothingFits(Math.max(...AT_HAND)));
  const plan = services.planner.plan();
  const until =
    plan === null
      ? []
      : [{ label: PLAN, detail: plan, open: () => services.navigator.showStatistics() }];
  const picked = await vscode.window.showQuickPick([...items, ...until], {
    title: headline(services),
    placeHolder: 'How much time do you have?',
    matchOnDescription: true,
  });
  return picked?.open;
}

async function offerPlan({ navigator }: Pick<Services, 'navigator'>, plan: string): Promise<void> {
  const answer = await vscode.window.showInformationMessage(plan, SHOW_PLAN);
  if (answer === SHOW_PLAN) await navigator.showStatistics();
}

function nothingFits(minutes: number): string {
  return `Nothing is due and nothing new fits into ${minutes} minutes. "Practise…" lists everything.`;
}

function headline(services: Services): string {
  const due = services.planner.due().length;
  const parts = ['What next?', due === 0 ? 'nothing is due' : `${due} due today`];
  const { studyPlan } = services.planner;
  if (studyPlan) parts.push(`${studyPlan.title}: ${doneText(services, studyPlan)}`);
  const { interview } = services.settings;
  const nights = interview === null ? -1 : nightsBetween(services.now(), interview);
  if (nights === 0) parts.push('the interview is today');
  else if (nights > 0) parts.push(`interview in ${nights === 1 ? 'one day' : `${nights} days`}`);
  return parts.join(' · ');
}

/** Asks for the date of the interview. */
export async function setInterviewDate(
  services: Pick<Services, 'navigator' | 'now' | 'planner' | 'settings'>,
): Promise<void> {
  const { interview } = services.settings;
  const today = dayOf(services.now());
  const written = await vscode.window.showInputBox({
    title: 'Date of the interview',
    prompt:
      'Reviews are planned so that your recall peaks on that day. Leave it empty if you have no date yet.',
    placeHolder: today,
    value: interview === null ? '' : dayOf(interview),
    validateInput: (text) =>
      text.trim() === '' || morningOf(text) !== null
        ? null
        : `Write the date as year-month-day, such as ${today}.`,
  });
  if (written === undefined) return;
  await services.settings.setInterview(written.trim());
  const plan = services.planner.plan();
  // Not waited for: it stands until somebody reads it.
  if (plan !== null) void offerPlan(services, plan);
}
