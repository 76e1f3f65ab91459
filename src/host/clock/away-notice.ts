/** Says that the clock was paused for time away, wherever the user is: its page may be out of sight. */
import * as vscode from 'vscode';
import { countAway, resumeClock } from '../../core/clock-control.ts';
import { spanText } from '../../core/clock.ts';
import type { Services } from '../services.ts';

const RESUME = 'Resume Clock';
const COUNT = 'Count the Time Away';

export function tellAway(services: Services): void {
  services.heartbeat.onAway((id, ms) => {
    void tell(services, id, ms);
  });
}

async function tell(services: Services, id: string, ms: number): Promise<void> {
  const answer = await vscode.window.showInformationMessage(
    `The clock is paused. The window was closed or the computer slept for ${spanText(ms)}, and that time is not counted.`,
    RESUME,
    COUNT,
  );
  const attempt = services.history.ledger.attempt(id);
  if (!attempt || attempt.clock.finished) return;
  if (answer === RESUME) resumeClock(services, attempt);
  if (answer === COUNT) countAway(services, attempt);
}
