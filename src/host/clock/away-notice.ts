/** Says that the clock was paused for time away, wherever the user is: its page may be out of sight. */
import * as vscode from 'vscode';
import { countAway, resumeClock } from '../../core/clock-control.ts';
import { spanText } from '../../core/clock.ts';
import type { App } from '../app.ts';

const RESUME = 'Resume Clock';
const COUNT = 'Count the Time Away';

export function tellAway(app: App): void {
  app.keeper.onAway((id, ms) => {
    void tell(app, id, ms);
  });
}

async function tell(app: App, id: string, ms: number): Promise<void> {
  const answer = await vscode.window.showInformationMessage(
    `The clock is paused. The window was closed or the computer slept for ${spanText(ms)}, and that time is not counted.`,
    RESUME,
    COUNT,
  );
  const attempt = app.history.ledger.attempt(id);
  if (!attempt || attempt.clock.finished) return;
  if (answer === RESUME) resumeClock(app, attempt);
  if (answer === COUNT) countAway(app, attempt);
}
