/** The Drills view: the study plans, every exercise under its kind, and the guide. */
import * as vscode from 'vscode';
import { formatClock } from '../../core/clock.ts';
import { isDrill, type ExerciseSummary, type GuidePage } from '../../core/content.ts';
import { hasAny, type Change } from '../../core/change.ts';
import { KIND, KINDS, kindOf, type Kind } from '../../core/kinds.ts';
import { askedText } from '../../core/demand.ts';
import { exerciseGroups } from '../../core/exercise-groups.ts';
import type { DrillState } from '../../core/ledger.ts';
import type { Services, GetServices } from '../services.ts';
import { COMMANDS } from '../ids.ts';
import { counted } from './counted.ts';
import { DONE } from './icons.ts';
import { childrenOf, planItem, type PlanNode } from './plan-rows.ts';
import { tooltip } from './tooltip.ts';
import { lastResult } from '../practice/pick-drill.ts';

export type DrillsNode =
  | { readonly kind: 'section'; readonly of: Kind }
  /** What is too long for one list, by topic. `among` are the ids of its exercises. */
  | {
      readonly kind: 'group';
      readonly of: Kind;
      readonly title: string;
      readonly among: readonly string[];
    }
  | { readonly kind: 'exercise'; readonly exercise: ExerciseSummary }
  | PlanNode
  | { readonly kind: 'guide' }
  | { readonly kind: 'page'; readonly page: GuidePage };

/** The events that change the state of an exercise during an attempt. */
const GOING_ON = ['attempt-started', 'checked', 'answer-revealed', 'diagnosed'] as const;

/** What is in progress comes first, then what is new. */
const ORDER: readonly DrillState[] = ['in-progress', 'new', 'passed'];

const ICONS: Readonly<Record<DrillState, vscode.ThemeIcon>> = {
  'in-progress': new vscode.ThemeIcon('edit'),
  new: new vscode.ThemeIcon('circle-outline'),
  passed: DONE,
};

export class DrillsTree implements vscode.TreeDataProvider<DrillsNode> {
  private readonly changed = new vscode.EventEmitter<DrillsNode[] | undefined>();
  readonly onDidChangeTreeData = this.changed.event;

  /** The top-level rows, by the kind of exercise below them. */
  private sections: ReadonlyMap<Kind | 'plans' | 'guide', DrillsNode> = new Map();

  constructor(private readonly getServices: GetServices) {}

  /** Redraws the sections whose exercises changed, including their open rows. */
  refresh(change: Change): void {
    if (change === null) return this.changed.fire(undefined);
    const isShown = change.reviewed.size > 0 || hasAny(change, GOING_ON);
    if (!isShown || change.exercises.size === 0) return;
    const kinds = new Set([...change.exercises].map(kindOf));
    const rows = [...kinds, 'plans' as const].flatMap((one) => this.sections.get(one) ?? []);
    if (rows.length > 0) this.changed.fire(rows);
  }

  async getChildren(node?: DrillsNode): Promise<DrillsNode[]> {
    const services = await this.getServices();
    if (!node) {
      this.sections = sections(services);
      return [...this.sections.values()];
    }
    switch (node.kind) {
      case 'section':
        return (
          exerciseGroups(services.index, node.of)?.map((group) => ({
            kind: 'group',
            of: node.of,
            ...group,
          })) ?? exercises(services, node.of).map((exercise) => ({ kind: 'exercise', exercise }))
        );
      case 'group':
        return exercises(services, node.of)
          .filter(({ id }) => node.among.includes(id))
          .map((exercise) => ({ kind: 'exercise', exercise }));
      case 'guide':
        return services.index.guide.map((page) => ({ kind: 'page', page }));
      case 'exercise':
      case 'page':
        return [];
      default:
        return childrenOf(services, node);
    }
  }

  async getTreeItem(node: DrillsNode): Promise<vscode.TreeItem> {
    const services = await this.getServices();
    switch (node.kind) {
      case 'section':
        return sectionItem(services, node.of);
      case 'group':
        return groupItem(services, node);
      case 'exercise':
        return exerciseItem(services, node.exercise);
      case 'guide':
        return guideItem();
      case 'page':
        return pageItem(node.page);
      default:
        return planItem(services, node);
    }
  }
}

function sections({
  index,
}: Pick<Services, 'index'>): ReadonlyMap<Kind | 'plans' | 'guide', DrillsNode> {
  const all = new Map<Kind | 'plans' | 'guide', DrillsNode>();
  if (index.plans.length > 0) all.set('plans', { kind: 'plans' });
  for (const of of KINDS) {
    if (index.exercises.some(({ kind }) => kind === of)) all.set(of, { kind: 'section', of });
  }
  if (index.guide.length > 0) all.set('guide', { kind: 'guide' });
  return all;
}

function exercises(
  services: Pick<Services, 'history' | 'index'>,
  of: Kind,
): readonly ExerciseSummary[] {
  const rank = ({ id }: ExerciseSummary): number =>
    ORDER.indexOf(services.history.ledger.drill(id).state);
  return services.index.exercises
    .filter(({ kind }) => kind === of)
    .sort((a, b) => rank(a) - rank(b));
}

function sectionItem(
  services: Pick<Services, 'history' | 'index' | 'planner'>,
  of: Kind,
): vscode.TreeItem {
  const state =
    of === 'coding'
      ? vscode.TreeItemCollapsibleState.Expanded
      : vscode.TreeItemCollapsibleState.Collapsed;
  const item = new vscode.TreeItem(KIND[of].title, state);
  item.id = `section.${of}`;
  item.contextValue = `section.${of}`;
  const ids = exercises(services, of).map(({ id }) => id);
  return counted(services, item, KIND[of].title, ids);
}

/** Of coding drills, what is in progress is in sight. */
function groupItem(
  services: Pick<Services, 'history' | 'planner'>,
  { of, title, among }: Extract<DrillsNode, { kind: 'group' }>,
): vscode.TreeItem {
  const begun = among.some((id) => services.history.ledger.drill(id).state === 'in-progress');
  const item = new vscode.TreeItem(
    title,
    of === 'coding' && begun
      ? vscode.TreeItemCollapsibleState.Expanded
      : vscode.TreeItemCollapsibleState.Collapsed,
  );
  item.id = `group.${of}.${title}`;
  item.contextValue = `group.${of}`;
  return counted(services, item, title, among);
}

function exerciseItem(
  services: Pick<Services, 'history' | 'planner'>,
  exercise: ExerciseSummary,
): vscode.TreeItem {
  const { state, bestMs, attempts } = services.history.ledger.drill(exercise.id);
  const words = { 'in-progress': 'in progress', new: 'new', passed: PASSED[exercise.kind] }[state];
  // Under the title of its kind it need not say its kind again.
  const item = new vscode.TreeItem(exercise.title.replace(/^Debug: /, ''));
  item.id = exercise.id;
  item.iconPath = ICONS[state];
  const isDue = services.planner.isDue(exercise.id);
  item.description = [
    words,
    isDue ? 'due' : null,
    bestMs === null ? null : `best ${formatClock(bestMs)}`,
  ]
    .filter((part) => part !== null)
    .join(' · ');
  item.contextValue = `${isDrill(exercise) ? 'drill' : exercise.kind}.${state}`;
  const last = isDrill(exercise) ? `${lastResult(services, exercise)}; ` : '';
  const { title, level, asked, pack, question } = exercise;
  const head = [level, askedText(exercise), pack].filter((part) => part != null);
  const counted =
    asked === undefined ? '' : `\nAsked ${asked.how}: ${asked.source} (${asked.date}).`;
  item.tooltip = tooltip(
    title,
    `${head.join(' · ')}\n${question}\n${last}attempts: ${attempts.length}${counted}`,
  );
  item.accessibilityInformation = { label: `${exercise.title}, ${item.description}` };
  item.command = { command: COMMANDS.practise, title: 'Practise', arguments: [exercise.id] };
  return item;
}

/** What has been said aloud has no pass; it was answered. */
const PASSED: Readonly<Record<Kind, string>> = {
  coding: 'passed',
  debug: 'repaired',
  'rapid-fire': 'answered',
  'deep-dive': 'answered',
  unknown: 'answered',
  whiteboard: 'drawn',
  'system-design': 'designed',
  clinic: 'solved',
};

function guideItem(): vscode.TreeItem {
  const item = new vscode.TreeItem('Guide', vscode.TreeItemCollapsibleState.Collapsed);
  item.id = 'guide';
  item.contextValue = 'guide';
  return item;
}

function pageItem(page: GuidePage): vscode.TreeItem {
  const item = new vscode.TreeItem(page.title);
  item.id = `guide.${page.id}`;
  item.iconPath = new vscode.ThemeIcon('book');
  item.contextValue = 'guide.page';
  item.tooltip = page.sections.join('\n');
  item.command = { command: COMMANDS.openGuide, title: 'Open', arguments: [page.id] };
  return item;
}
