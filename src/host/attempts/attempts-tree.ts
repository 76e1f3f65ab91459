/** The Attempts view: every attempt under its exercise, newest first, and what each check of it said. */
import * as vscode from 'vscode';
import { hasAny, type Change } from '../../core/change.ts';
import { formatClock, totalElapsed } from '../../core/clock.ts';
import { exerciseOf } from '../../core/content.ts';
import { RATING_WORDS } from '../../core/attempt.ts';
import type { Attempt } from '../../core/ledger.ts';
import { outcomes } from '../../core/debugging/record.ts';
import { timeLapse, type Turn } from '../../core/time-lapse.ts';
import type { Services, GetServices } from '../services.ts';
import { COMMANDS } from '../ids.ts';
import { whenOf } from './attempt-document.ts';

export type AttemptsNode =
  | { readonly kind: 'attempts-of'; readonly exercise: { readonly id: string } }
  | { readonly kind: 'attempt'; readonly attempt: Attempt }
  | {
      readonly kind: 'turn';
      readonly attempt: Attempt;
      readonly turn: Turn;
      readonly index: number;
    };

export class AttemptsTree implements vscode.TreeDataProvider<AttemptsNode> {
  private readonly changed = new vscode.EventEmitter<AttemptsNode[] | undefined>();
  /** The top-level rows, by exercise id. */
  private exercises: ReadonlyMap<string, AttemptsNode> = new Map();
  readonly onDidChangeTreeData = this.changed.event;

  constructor(private readonly getServices: GetServices) {}

  /** Redraws everything if an exercise has moved to the top or gone, and otherwise the exercises that changed. */
  refresh(change: Change): void {
    if (hasAny(change, ['attempt-started', 'attempt-forgotten']))
      return this.changed.fire(undefined);
    const rows = [...(change?.exercises ?? [])].flatMap((id) => this.exercises.get(id) ?? []);
    if (rows.length > 0) this.changed.fire(rows);
  }

  async getChildren(node?: AttemptsNode): Promise<AttemptsNode[]> {
    const services = await this.getServices();
    switch (node?.kind) {
      case undefined:
        this.exercises = new Map(exerciseNodes(services));
        return [...this.exercises.values()];
      case 'attempts-of':
        return services.history.ledger
          .drill(node.exercise.id)
          .attempts.map((attempt) => ({ kind: 'attempt', attempt }));
      case 'attempt':
        return timeLapse(node.attempt).map((turn, index) => ({
          kind: 'turn',
          attempt: node.attempt,
          turn,
          index,
        }));
      case 'turn':
        return [];
    }
  }

  async getTreeItem(node: AttemptsNode): Promise<vscode.TreeItem> {
    const services = await this.getServices();
    switch (node.kind) {
      case 'attempts-of':
        return exerciseItem(services, node.exercise.id);
      case 'attempt':
        return attemptItem(services, node.attempt);
      case 'turn':
        return turnItem(node);
    }
  }
}

/** Exercises with attempts, the one practised last first. */
function exerciseNodes(
  services: Pick<Services, 'history' | 'index'>,
): readonly (readonly [string, AttemptsNode])[] {
  const ids = [...services.history.ledger.allAttempts()]
    .map(({ exerciseId }) => exerciseId)
    .reverse();
  return [...new Set(ids)]
    .filter((id) => exerciseOf(services.index, id) !== undefined)
    .map((id) => [id, { kind: 'attempts-of', exercise: { id } }]);
}

function exerciseItem(services: Pick<Services, 'history' | 'index'>, id: string): vscode.TreeItem {
  const title = exerciseOf(services.index, id)?.title ?? id;
  const item = new vscode.TreeItem(title, vscode.TreeItemCollapsibleState.Collapsed);
  const { attempts } = services.history.ledger.drill(id);
  item.id = `attempts.${id}`;
  item.description = String(attempts.length);
  item.contextValue = 'attempts-of';
  item.accessibilityInformation = { label: `${title}, attempts: ${attempts.length}` };
  return item;
}

function attemptItem(services: Pick<Services, 'now'>, attempt: Attempt): vscode.TreeItem {
  const { id, checks, codes, clock, rating, passedAt, broken } = attempt;
  const item = new vscode.TreeItem(
    whenOf(attempt),
    checks.length > 0
      ? vscode.TreeItemCollapsibleState.Collapsed
      : vscode.TreeItemCollapsibleState.None,
  );
  item.id = `attempt.${id}`;
  item.description = [
    broken === null ? null : mistakesText(attempt),
    passedAt !== null ? 'passed' : checks.length > 0 ? 'not passed' : null,
    clock.started ? formatClock(totalElapsed(clock, services.now())) : null,
    rating === null ? null : RATING_WORDS[rating],
  ]
    .filter((part) => part !== null)
    .join(' · ');
  item.iconPath = new vscode.ThemeIcon(passedAt !== null ? 'pass' : 'history');
  item.contextValue = codes.length > 0 ? 'attempt.code' : 'attempt';
  item.accessibilityInformation = { label: `${whenOf(attempt)}, ${item.description}` };
  if (codes.length > 0) {
    item.command = { command: COMMANDS.openAttempt, title: 'Open', arguments: [id] };
  }
  return item;
}

/** Of a broken program, what became of its mistakes. */
function mistakesText(attempt: Attempt): string {
  const all = outcomes(attempt);
  return `${all.filter(({ found }) => found).length} of ${all.length} mistakes found`;
}

function turnItem({ attempt, turn, index }: AttemptsNode & { kind: 'turn' }): vscode.TreeItem {
  const label = `after ${formatClock(turn.after)}`;
  const item = new vscode.TreeItem(label);
  item.id = `turn.${attempt.id}.${index}`;
  item.description = turn.passed ? 'all passed' : said(turn);
  item.iconPath = new vscode.ThemeIcon(turn.passed ? 'pass' : 'error');
  item.accessibilityInformation = { label: `${label}, ${item.description}` };
  if (turn.code !== null) {
    item.command = {
      command: COMMANDS.openAttempt,
      title: 'Open',
      arguments: [attempt.id, turn.code],
    };
  }
  return item;
}

function said({ green, lost, mistakes }: Turn): string {
  const parts = [
    ...(green.length > 0 ? [`now passes: ${green.join(', ')}`] : []),
    ...(lost.length > 0 ? [`now fails: ${lost.join(', ')}`] : []),
    ...(mistakes.length > 0 ? [`named: ${mistakes.join(', ')}`] : []),
  ];
  return parts.length > 0 ? parts.join(' · ') : 'nothing new';
}
