/** The Drills view: what is in progress first, then what is new, then what passed. */
import * as vscode from 'vscode';
import { formatClock } from '../../core/clock.ts';
import type { DrillSummary } from '../../core/content.ts';
import type { DrillState } from '../../core/ledger.ts';
import type { App, Ready } from '../app.ts';
import { COMMANDS } from '../ids.ts';
import { lastResult } from '../practice/pick-drill.ts';

export interface DrillNode {
  readonly kind: 'drill';
  readonly drill: DrillSummary;
}

const ORDER: readonly DrillState[] = ['in-progress', 'new', 'passed'];

const ICONS: Readonly<Record<DrillState, vscode.ThemeIcon>> = {
  'in-progress': new vscode.ThemeIcon('edit'),
  new: new vscode.ThemeIcon('circle-outline'),
  passed: new vscode.ThemeIcon('pass-filled', new vscode.ThemeColor('testing.iconPassed')),
};

const WORDS: Readonly<Record<DrillState, string>> = {
  'in-progress': 'in progress',
  new: 'new',
  passed: 'passed',
};

export class DrillsTree implements vscode.TreeDataProvider<DrillNode> {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;

  constructor(private readonly ready: Ready) {}

  refresh(): void {
    this.changed.fire();
  }

  async getChildren(node?: DrillNode): Promise<DrillNode[]> {
    if (node) return [];
    const app = await this.ready();
    const rank = (drill: DrillSummary): number => ORDER.indexOf(stateOf(app, drill));
    return [...app.index.drills]
      .sort((a, b) => rank(a) - rank(b))
      .map((drill) => ({ kind: 'drill', drill }));
  }

  async getTreeItem({ drill }: DrillNode): Promise<vscode.TreeItem> {
    const app = await this.ready();
    const state = stateOf(app, drill);
    const { bestMs, attempts } = app.history.ledger.drill(drill.id);
    const item = new vscode.TreeItem(drill.title);
    item.id = drill.id;
    item.iconPath = ICONS[state];
    item.description = [WORDS[state], bestMs === null ? null : `best ${formatClock(bestMs)}`]
      .filter((part) => part !== null)
      .join(' · ');
    item.contextValue = `drill.${state}`;
    item.tooltip = new vscode.MarkdownString(
      `**${drill.title}** · ${drill.level}\n\n${drill.question}\n\n${lastResult(app, drill)}; attempts: ${attempts.length}`,
    );
    item.accessibilityInformation = { label: `${drill.title}, ${item.description}` };
    item.command = { command: COMMANDS.start, title: 'Start', arguments: [drill.id] };
    return item;
  }
}

function stateOf(app: App, drill: DrillSummary): DrillState {
  return app.history.ledger.drill(drill.id).state;
}
