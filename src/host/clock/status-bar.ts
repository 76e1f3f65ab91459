/** One short item: the phase and its time. A click offers what can be done now. */
import * as vscode from 'vscode';
import { elapsed, formatClock, placeInBand } from '../../core/clock.ts';
import { exerciseOf } from '../../core/content.ts';
import { forAttempt } from '../../core/debugging/exercise.ts';
import { kindOf, shortPhase } from '../../core/kinds.ts';
import type { Attempt } from '../../core/ledger.ts';
import type { Services } from '../services.ts';
import { COMMANDS, CONTEXTS } from '../ids.ts';

export class ClockStatus {
  private readonly item: vscode.StatusBarItem;
  private timer: NodeJS.Timeout | null = null;
  private context = '';

  constructor(private readonly services: Pick<Services, 'history' | 'index' | 'now' | 'settings'>) {
    this.item = vscode.window.createStatusBarItem(
      'tensorDrills.clock',
      vscode.StatusBarAlignment.Left,
      10,
    );
    this.item.name = 'Tensor Drills Clock';
    this.item.command = COMMANDS.clockActions;
  }

  /** Draws what is true now, and every second while the clock runs. */
  refresh(): void {
    const attempt = this.services.history.ledger.current();
    this.draw(attempt);
    const running = attempt?.clock.since != null;
    if (running)
      this.timer ??= setInterval(() => this.draw(this.services.history.ledger.current()), 1000);
    else this.stop();
    this.setContext(attempt);
  }

  dispose(): void {
    this.stop();
    this.item.dispose();
  }

  private stop(): void {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
  }

  private draw(attempt: Attempt | null): void {
    if (!attempt) {
      this.item.hide();
      return;
    }
    const { clock } = attempt;
    const exercise = exerciseOf(this.services.index, attempt.exerciseId);
    // Also while the file of its pack is broken.
    const phase = shortPhase(kindOf(attempt.exerciseId), clock.phase);
    const ms = elapsed(clock, clock.phase, this.services.now());
    const icon = clock.since === null ? '$(debug-pause)' : '$(watch)';
    const time = clock.started ? formatClock(ms) : 'ready';
    const over = this.place(attempt, ms) === 'over' ? ' over' : '';
    this.item.text = `${icon} ${phase} ${time}${over}`;
    this.item.tooltip = `${exercise?.title ?? attempt.exerciseId}: ${phase.toLowerCase()} ${time}${over}. Select to pause, change phase or finish.`;
    // No seconds for screen readers: they would be read again and again.
    this.item.accessibilityInformation = {
      label: `Tensor Drills clock, ${phase}, ${clock.since === null ? 'paused' : 'running'}`,
      role: 'button',
    };
    this.item.show();
  }

  private place(attempt: Attempt, ms: number): string {
    const exercise = exerciseOf(this.services.index, attempt.exerciseId);
    const band =
      exercise && this.services.settings.bands(forAttempt(exercise, attempt))[attempt.clock.phase];
    return band ? placeInBand(ms, band) : 'within';
  }

  private setContext(attempt: Attempt | null): void {
    const state = !attempt
      ? 'none'
      : attempt.clock.since !== null
        ? 'running'
        : attempt.clock.started
          ? 'paused'
          : 'ready';
    if (state === this.context) return;
    this.context = state;
    void vscode.commands.executeCommand('setContext', CONTEXTS.clock, state);
  }
}
