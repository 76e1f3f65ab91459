/** At most one notification per phase: when its recommended time runs out. Can be switched off. */
import * as vscode from 'vscode';
import { nextPhase } from '../../core/clock-control.ts';
import { elapsed, formatClock } from '../../core/clock.ts';
import { exerciseOf } from '../../core/content.ts';
import { forAttempt } from '../../core/debugging/exercise.ts';
import type { Services } from '../services.ts';

export class OverNotice {
  private timer: NodeJS.Timeout | null = null;
  /** Attempt and phase already told about. */
  private readonly told = new Set<string>();

  constructor(private readonly services: Services) {}

  /** Resets the timer after every change; the time is computed, not counted down. */
  refresh(): void {
    this.stop();
    const { services } = this;
    const attempt = services.history.ledger.current();
    const exercise = attempt ? exerciseOf(services.index, attempt.exerciseId) : undefined;
    if (!attempt || !exercise || attempt.clock.since === null) return;
    // Its page is in front, question and clock alone; a message over it would only be in the way.
    if (exercise.kind === 'rapid-fire') return;
    if (attempt.clock.session !== services.history.session || !services.settings.notifyPhaseOver)
      return;
    const { phase } = attempt.clock;
    const key = `${attempt.id} ${phase}`;
    const band = services.settings.bands(forAttempt(exercise, attempt))[phase];
    if (!band || this.told.has(key)) return;
    const left = band[1] * 1000 - elapsed(attempt.clock, phase, services.now());
    if (left < 0) {
      // Already over when this window came to it: telling now would only startle.
      this.told.add(key);
      return;
    }
    const title = exercise.phases.find(({ id }) => id === phase)?.title ?? phase;
    const last = exercise.phases.at(-1)?.id === phase;
    this.timer = setTimeout(() => void this.tell(key, title, band[1], last), left);
  }

  dispose(): void {
    this.stop();
  }

  private stop(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
  }

  private async tell(key: string, title: string, seconds: number, last: boolean): Promise<void> {
    // It is over only because the computer slept.
    if (this.services.heartbeat.beat()) return;
    this.told.add(key);
    const next = last ? 'Finish' : 'Next Phase';
    const answer = await vscode.window.showInformationMessage(
      `“${title}” has used its full ${formatClock(seconds * 1000)}. Move on, or take the time you need.`,
      next,
    );
    const attempt = this.services.history.ledger.current();
    if (answer === next && attempt && `${attempt.id} ${attempt.clock.phase}` === key) {
      nextPhase(this.services, attempt);
    }
  }
}
