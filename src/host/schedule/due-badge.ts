/** How much is due today, as a badge on the Drills view. */
import type * as vscode from 'vscode';
import type { Change } from '../../core/change.ts';
import type { GetServices } from '../services.ts';

export class DueBadge {
  constructor(
    private readonly getServices: GetServices,
    private readonly view: Pick<vscode.TreeView<object>, 'badge'>,
  ) {}

  async refresh(change: Change): Promise<void> {
    if (change !== null && change.reviewed.size === 0) return;
    const { settings, planner } = await this.getServices();
    const due = settings.dueBadge ? planner.due().length : 0;
    const shown = this.view.badge?.value ?? 0;
    if (due === shown) return;
    this.view.badge =
      due === 0
        ? undefined
        : { value: due, tooltip: `${due} due today: "What Next?" names the first` };
  }
}
