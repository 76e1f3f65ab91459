/** How much is due today, as a badge on the Drills view. */
import type * as vscode from 'vscode';
import type { App } from '../app.ts';

export class DueBadge {
  constructor(
    private readonly app: App,
    private readonly view: Pick<vscode.TreeView<unknown>, 'badge'>,
  ) {}

  refresh(): void {
    const due = this.app.settings.dueBadge ? this.app.planner.due().length : 0;
    const shown = this.view.badge?.value ?? 0;
    if (due === shown) return;
    this.view.badge =
      due === 0
        ? undefined
        : { value: due, tooltip: `${due} due today: "What Next?" names the first` };
  }
}
