/** The Drills view: every exercise under its kind, and the guide. */
import * as vscode from 'vscode';
import { formatClock } from '../../core/clock.ts';
import { isDrill, type ExerciseSummary, type GuidePage } from '../../core/content.ts';
import { KIND, KINDS, type Kind } from '../../core/kinds.ts';
import type { DrillState } from '../../core/ledger.ts';
import type { App, Ready } from '../app.ts';
import { COMMANDS } from '../ids.ts';
import { lastResult } from '../practice/pick-drill.ts';

export type DrillsNode =
  | { readonly kind: 'section'; readonly of: Kind }
  | { readonly kind: 'exercise'; readonly exercise: ExerciseSummary }
  | { readonly kind: 'guide' }
  | { readonly kind: 'page'; readonly page: GuidePage };

/** What is in progress comes first, then what is new. */
const ORDER: readonly DrillState[] = ['in-progress', 'new', 'passed'];

const ICONS: Readonly<Record<DrillState, vscode.ThemeIcon>> = {
  'in-progress': new vscode.ThemeIcon('edit'),
  new: new vscode.ThemeIcon('circle-outline'),
  passed: new vscode.ThemeIcon('pass-filled', new vscode.ThemeColor('testing.iconPassed')),
};

export class DrillsTree implements vscode.TreeDataProvider<DrillsNode> {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;

  constructor(private readonly ready: Ready) {}

  refresh(): void {
    this.changed.fire();
  }

  async getChildren(node?: DrillsNode): Promise<DrillsNode[]> {
    const app = await this.ready();
    if (!node) return sections(app);
    switch (node.kind) {
      case 'section':
        return exercises(app, node.of).map((exercise) => ({ kind: 'exercise', exercise }));
      case 'guide':
        return app.index.guide.map((page) => ({ kind: 'page', page }));
      default:
        return [];
    }
  }

  async getTreeItem(node: DrillsNode): Promise<vscode.TreeItem> {
    const app = await this.ready();
    switch (node.kind) {
      case 'section':
        return sectionItem(app, node.of);
      case 'exercise':
        return exerciseItem(app, node.exercise);
      case 'guide':
        return guideItem();
      case 'page':
        return pageItem(node.page);
    }
  }
}

function sections(app: App): DrillsNode[] {
  const kinds = KINDS.filter((of) => app.index.exercises.some(({ kind }) => kind === of));
  const guide: DrillsNode[] = app.index.guide.length > 0 ? [{ kind: 'guide' }] : [];
  return [...kinds.map((of): DrillsNode => ({ kind: 'section', of })), ...guide];
}

function exercises(app: App, of: Kind): readonly ExerciseSummary[] {
  const rank = ({ id }: ExerciseSummary): number =>
    ORDER.indexOf(app.history.ledger.drill(id).state);
  return app.index.exercises.filter(({ kind }) => kind === of).sort((a, b) => rank(a) - rank(b));
}

function sectionItem(app: App, of: Kind): vscode.TreeItem {
  const all = exercises(app, of);
  const done = all.filter(({ id }) => app.history.ledger.drill(id).state === 'passed').length;
  const state =
    of === 'coding'
      ? vscode.TreeItemCollapsibleState.Expanded
      : vscode.TreeItemCollapsibleState.Collapsed;
  const item = new vscode.TreeItem(KIND[of].title, state);
  item.id = `section.${of}`;
  item.description = `${done} of ${all.length}`;
  item.contextValue = `section.${of}`;
  item.accessibilityInformation = { label: `${KIND[of].title}, ${item.description} done` };
  return item;
}

function exerciseItem(app: App, exercise: ExerciseSummary): vscode.TreeItem {
  const { state, bestMs, attempts } = app.history.ledger.drill(exercise.id);
  const words = { 'in-progress': 'in progress', new: 'new', passed: PASSED[exercise.kind] }[state];
  const item = new vscode.TreeItem(exercise.title);
  item.id = exercise.id;
  item.iconPath = ICONS[state];
  item.description = [words, bestMs === null ? null : `best ${formatClock(bestMs)}`]
    .filter((part) => part !== null)
    .join(' · ');
  item.contextValue = `${isDrill(exercise) ? 'drill' : exercise.kind}.${state}`;
  const last = isDrill(exercise) ? `${lastResult(app, exercise)}; ` : '';
  item.tooltip = new vscode.MarkdownString(
    `**${exercise.title}** · ${exercise.level}\n\n${exercise.question}\n\n${last}attempts: ${attempts.length}`,
  );
  item.accessibilityInformation = { label: `${exercise.title}, ${item.description}` };
  item.command = { command: COMMANDS.practise, title: 'Practise', arguments: [exercise.id] };
  return item;
}

/** What has been said aloud has no pass; it was answered. */
const PASSED: Readonly<Record<Kind, string>> = {
  coding: 'passed',
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
