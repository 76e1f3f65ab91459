/** The clock by keyboard, palette and status bar. */
import * as vscode from 'vscode';
import {
  countAway,
  finishAttempt,
  nextPhase,
  previousPhase,
  resumeClock,
  toggleClock,
} from '../../core/clock-control.ts';
import { kindOf } from '../../core/kinds.ts';
import type { Attempt } from '../../core/ledger.ts';
import type { Services } from '../services.ts';
import { COMMANDS } from '../ids.ts';
import { openPageOf, targetAttempt, type ExercisePage } from '../target.ts';
import type { Command } from './register.ts';

export function clockCommands(pages: readonly ExercisePage[]): Record<string, Command> {
  const onAttempt =
    (run: (services: Services, attempt: Attempt) => unknown): Command =>
    (services) =>
      run(services, targetAttempt(services, pages));
  return {
    [COMMANDS.startClock]: onAttempt(resumeClock),
    [COMMANDS.toggleClock]: onAttempt(toggleClock),
    [COMMANDS.nextPhase]: onAttempt(nextPhase),
    [COMMANDS.previousPhase]: onAttempt(previousPhase),
    [COMMANDS.countAway]: onAttempt(countAway),
    [COMMANDS.finish]: onAttempt(async (services, attempt) => {
      finishAttempt(services, attempt);
      await openPageOf(services, pages, attempt.exerciseId);
    }),
    [COMMANDS.clockActions]: onAttempt(clockActions),
  };
}

/** What can be done with the clock now, as a quick pick. */
async function clockActions(_services: Services, attempt: Attempt): Promise<void> {
  const { clock } = attempt;
  const running = clock.since !== null;
  const toggle = running
    ? '$(debug-pause) Pause'
    : clock.started
      ? '$(play) Resume'
      : '$(play) Start';
  const actions = [
    { label: toggle, command: COMMANDS.toggleClock },
    { label: '$(debug-step-over) Next phase', command: COMMANDS.nextPhase },
    { label: '$(debug-step-back) Previous phase', command: COMMANDS.previousPhase },
    { label: '$(question) Open the question', command: COMMANDS.openQuestion },
    ...(kindOf(attempt.exerciseId) === 'coding'
      ? [{ label: '$(lightbulb) Show a hint', command: COMMANDS.hint }]
      : []),
    { label: '$(stop-circle) Finish', command: COMMANDS.finish },
  ];
  const away = clock.aways.some((one) => !one.counted)
    ? [{ label: '$(history) Count the time away', command: COMMANDS.countAway }]
    : [];
  const picked = await vscode.window.showQuickPick([...actions, ...away], {
    title: 'Tensor Drills clock',
  });
  if (picked) await vscode.commands.executeCommand(picked.command);
}
