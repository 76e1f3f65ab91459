/** The study plans in the Drills view: each with its steps, and in each step what is to be done. */
import * as vscode from 'vscode';
import type { ExerciseSummary, StudyPlan } from '../../core/content.ts';
import { minutesOfAll } from '../../core/schedule/minutes.ts';
import { exercisesIn, leftOf, stepsOf, type StepProgress } from '../../core/schedule/study-plan.ts';
import type { Services } from '../services.ts';
import { counted } from './counted.ts';
import { practiceItem } from './practice-item.ts';
import { tooltip } from './tooltip.ts';

export type PlanNode =
  | { readonly kind: 'plans' }
  | { readonly kind: 'plan'; readonly plan: StudyPlan }
  | {
      readonly kind: 'step';
      readonly plan: StudyPlan;
      readonly at: number;
      readonly step: StepProgress;
    }
  | {
      readonly kind: 'practice';
      readonly under: string;
      readonly exercises: readonly ExerciseSummary[];
    };

const TITLE = 'Study plans';

export function childrenOf(services: Pick<Services, 'index'>, node: PlanNode): PlanNode[] {
  switch (node.kind) {
    case 'plans':
      return services.index.plans.map((plan) => ({ kind: 'plan', plan }));
    case 'plan':
      return stepsOf(node.plan, services.index).map((step, at) => ({
        ...{ kind: 'step', at, step },
        plan: node.plan,
      }));
    case 'step':
      return inRuns(node.step.exercises).map((exercises) => ({
        kind: 'practice',
        under: stepId(node.plan, node.at),
        exercises,
      }));
    case 'practice':
      return [];
  }
}

export function planItem(
  services: Pick<Services, 'history' | 'index' | 'planner'>,
  node: PlanNode,
): vscode.TreeItem {
  const followed = services.planner.studyPlan;
  switch (node.kind) {
    case 'plans': {
      const item = new vscode.TreeItem(TITLE, folded(followed !== null));
      item.id = 'plans';
      item.contextValue = 'plans';
      item.description = followed?.title ?? `${services.index.plans.length}`;
      return item;
    }
    case 'plan': {
      const { plan } = node;
      const isFollowed = followed?.id === plan.id;
      const item = new vscode.TreeItem(plan.title, folded(isFollowed));
      // VS Code keeps a row that it knows as it is, and what comes next should open.
      item.id = `plan.${plan.id}${isFollowed ? '.followed' : ''}`;
      item.contextValue = isFollowed ? 'plan.followed' : 'plan';
      item.iconPath = new vscode.ThemeIcon(isFollowed ? 'pinned' : 'list-ordered');
      const all = exercisesIn(plan, services.index);
      const hours = Math.max(1, Math.round(minutesOfAll(all) / 60));
      const from = plan.pack === undefined ? '' : ` · ${plan.pack}`;
      item.tooltip = tooltip(
        plan.title,
        `${plan.summary}\nAbout ${hours} h${from}${isFollowed ? ' · “What Next?” keeps to it' : ''}`,
      );
      return counted(services, item, plan.title, idsOf(all), isFollowed ? ['followed'] : []);
    }
    case 'step': {
      const { exercises, title } = node.step;
      const current = isCurrent(services, node);
      const item = new vscode.TreeItem(`${node.at + 1}. ${title}`, folded(current));
      item.id = `${stepId(node.plan, node.at)}${current ? '.current' : ''}`;
      item.contextValue = 'step';
      return counted(services, item, title, idsOf(exercises));
    }
    case 'practice':
      return practiceItem(services, node.under, node.exercises, {
        round: idsOf(node.exercises),
        minutes: minutesOfAll(node.exercises),
      });
  }
}

/** The first step of the followed plan that is not done. */
function isCurrent(
  services: Pick<Services, 'history' | 'index' | 'planner'>,
  { plan, at }: Extract<PlanNode, { kind: 'step' }>,
): boolean {
  const { ledger } = services.history;
  return (
    services.planner.studyPlan?.id === plan.id &&
    stepsOf(plan, services.index).findIndex((step) => leftOf(step.exercises, ledger).length > 0) ===
      at
  );
}

function stepId({ id }: StudyPlan, at: number): string {
  return `plan.${id}.${at}`;
}

function idsOf(exercises: readonly ExerciseSummary[]): readonly string[] {
  return exercises.map(({ id }) => id);
}

function folded(isOpen: boolean): vscode.TreeItemCollapsibleState {
  const { Expanded, Collapsed } = vscode.TreeItemCollapsibleState;
  return isOpen ? Expanded : Collapsed;
}

/** Rapid-fire questions in a row are one round. */
function inRuns(exercises: readonly ExerciseSummary[]): readonly (readonly ExerciseSummary[])[] {
  const runs: ExerciseSummary[][] = [];
  for (const one of exercises) {
    const last = runs.at(-1);
    if (one.kind === 'rapid-fire' && last?.[0]?.kind === 'rapid-fire') last.push(one);
    else runs.push([one]);
  }
  return runs;
}
