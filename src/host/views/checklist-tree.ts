/** The Final Checklist: twelve things you can do, each with the questions that show it. */
import * as vscode from 'vscode';
import { hasAny, type Change } from '../../core/change.ts';
import {
  checklistProgress,
  itemProgress,
  practiceFor,
  type ItemProgress,
} from '../../core/checklist.ts';
import type { ChecklistItem, ExerciseSummary } from '../../core/content.ts';
import type { Services, GetServices } from '../services.ts';
import { COMMANDS } from '../ids.ts';
import { practiceItem } from './practice-item.ts';
import { tooltip } from './tooltip.ts';

export type ChecklistNode =
  | { readonly kind: 'item'; readonly item: ChecklistItem }
  | { readonly kind: 'question'; readonly item: ChecklistItem; readonly index: number }
  /** One exercise that practises the item, or all its rapid-fire questions together. */
  | {
      readonly kind: 'practice';
      readonly item: ChecklistItem;
      readonly exercises: readonly ExerciseSummary[];
    };

type TickBox = vscode.TreeItemCheckboxState;

export class ChecklistTree implements vscode.TreeDataProvider<ChecklistNode> {
  private readonly changed = new vscode.EventEmitter<ChecklistNode[] | undefined>();
  /** The top-level rows, by item id. */
  private items: ReadonlyMap<string, ChecklistNode> = new Map();
  readonly onDidChangeTreeData = this.changed.event;

  constructor(
    private readonly getServices: GetServices,
    private readonly view: vscode.TreeView<object>,
  ) {}

  async tick(rows: readonly (readonly [row: object, state: TickBox])[]): Promise<void> {
    const services = await this.getServices();
    for (const [node, state] of rows as readonly (readonly [ChecklistNode, TickBox])[]) {
      if (node.kind === 'item') setTick(services, node.item, state);
    }
  }

  /** Redraws the items that were ticked or earned by a pass. */
  async refresh(change: Change): Promise<void> {
    if (change === null || hasAny(change, ['checklist-reset'])) return this.changed.fire(undefined);
    const isEarning = hasAny(change, ['checked']);
    if (change.items.size === 0 && !isEarning) return;
    const services = await this.getServices();
    const earned = services.index.drills
      .filter(({ id }) => isEarning && change.exercises.has(id))
      .flatMap(({ items }) => items);
    const rows = [...change.items, ...earned].flatMap((id) => this.items.get(id) ?? []);
    if (rows.length === 0) return;
    this.describe(services);
    this.changed.fire(rows);
  }

  async getChildren(node?: ChecklistNode): Promise<ChecklistNode[]> {
    const services = await this.getServices();
    if (!node) {
      this.describe(services);
      this.items = new Map(
        services.index.checklist.map((item) => [item.id, { kind: 'item', item }]),
      );
      return [...this.items.values()];
    }
    if (node.kind !== 'item') return [];
    const { item } = node;
    const questions = item.questions.map((_, index): ChecklistNode => ({
      kind: 'question',
      item,
      index,
    }));
    return [...questions, ...practiceNodes(services, item)];
  }

  async getTreeItem(node: ChecklistNode): Promise<vscode.TreeItem> {
    if (node.kind === 'question') return questionItem(node.item, node.index);
    const services = await this.getServices();
    if (node.kind === 'practice') {
      const round = { item: node.item.id };
      return practiceItem(services, node.item.id, node.exercises, { round });
    }
    return checklistItem(
      itemProgress(services.index, services.syncedProgress.checklist, node.item),
      practiceFor(services.index, node.item).length > 0,
    );
  }

  private describe(services: Pick<Services, 'index' | 'syncedProgress'>): void {
    const progress = checklistProgress(services.index, services.syncedProgress.checklist);
    const done = progress.filter(({ state }) => state !== 'open').length;
    this.view.description = `${done} of ${progress.length}`;
  }
}

function setTick(services: Pick<Services, 'history'>, item: ChecklistItem, state: TickBox): void {
  const on = state === vscode.TreeItemCheckboxState.Checked;
  services.history.append({ kind: 'item-ticked', item: item.id, on });
}

function checklistItem(
  { item, state, earnedBy }: ItemProgress,
  isPractisable: boolean,
): vscode.TreeItem {
  const node = new vscode.TreeItem(item.short, vscode.TreeItemCollapsibleState.Collapsed);
  node.id = item.id;
  const by = earnedBy.join(', ');
  const how = { open: '', ticked: 'ticked by you', earned: `earned by ${by}` }[state];
  node.description = how || item.title;
  node.contextValue = isPractisable ? 'item.practisable' : 'item';
  node.checkboxState = {
    state:
      state === 'open'
        ? vscode.TreeItemCheckboxState.Unchecked
        : vscode.TreeItemCheckboxState.Checked,
    tooltip: state === 'open' ? 'I can do this' : how,
    accessibilityInformation: { label: `${item.title}, ${how || 'open'}`, role: 'checkbox' },
  };
  node.tooltip = tooltip(
    item.title,
    state === 'earned'
      ? `Earned by passing ${by}.`
      : 'Tick it when you can answer its questions aloud, without notes.',
  );
  node.accessibilityInformation = { label: `${item.title}, ${how || 'open'}` };
  return node;
}

function questionItem(item: ChecklistItem, index: number): vscode.TreeItem {
  const question = item.questions[index];
  const node = new vscode.TreeItem(question?.ask ?? '');
  node.id = `${item.id}.${index}`;
  node.iconPath = new vscode.ThemeIcon('question');
  node.tooltip = `${question?.ask ?? ''}\n\nAnswer it aloud first, then select it to read the answer.`;
  node.command = {
    command: COMMANDS.showItem,
    title: 'Show Answers',
    arguments: [item.id],
  };
  return node;
}

/** The rapid-fire questions are one node: a round of them. */
function practiceNodes(services: Pick<Services, 'index'>, item: ChecklistItem): ChecklistNode[] {
  const all = practiceFor(services.index, item);
  const questions = all.filter(({ kind }) => kind === 'rapid-fire');
  const others = all.filter(({ kind }) => kind !== 'rapid-fire');
  const groups = [...others.map((one) => [one]), ...(questions.length > 0 ? [questions] : [])];
  return groups.map((exercises) => ({ kind: 'practice', item, exercises }));
}
