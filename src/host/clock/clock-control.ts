/** The user's hands on the clock: each action is one event. Each first checks whether the computer slept. */
import { exerciseOf } from '../../core/content.ts';
import { UserError } from '../../core/errors.ts';
import type { Attempt } from '../../core/ledger.ts';
import type { Ground } from '../app.ts';

/**
 * Starts a new attempt with its clock standing, and returns its id; another exercise's running clock is paused first.
 * `within` is the round or mock interview that it is part of.
 */
export async function beginAttempt(
  app: Ground,
  exercise: string,
  file: string | null,
  within?: string,
): Promise<string> {
  pauseCurrent(app);
  const attempt = crypto.randomUUID();
  app.history.append({
    kind: 'attempt-started',
    attempt,
    drill: exercise,
    file,
    phase: phasesOf(app, exercise)[0] ?? '',
    session: app.history.session,
    ...(within === undefined ? {} : { within }),
  });
  app.log.info(`attempt ${attempt} at ${exercise}${file === null ? '' : ` in ${file}`}`);
  await app.history.flush();
  return attempt;
}

export function resumeClock(app: Ground, attempt: Attempt): void {
  if (attempt.clock.since !== null || attempt.clock.finished) return;
  pauseCurrent(app);
  app.history.append({ kind: 'clock-resumed', ...here(app, attempt) });
  app.lease.hold(attempt.id);
}

export function pauseClock(app: Ground, attempt: Attempt): void {
  if (app.keeper.look() || attempt.clock.since === null) return;
  app.history.append({ kind: 'clock-paused', ...here(app, attempt) });
}

/** Start, pause or resume, whichever fits. */
export function toggleClock(app: Ground, attempt: Attempt): void {
  if (app.keeper.look()) return;
  if (attempt.clock.since === null) resumeClock(app, attempt);
  else pauseClock(app, attempt);
}

/** Goes to the next phase, starting the clock if it never ran; finishes after the last. */
export function nextPhase(app: Ground, attempt: Attempt): void {
  const next = neighbour(app, attempt, 1);
  if (next === null) finishAttempt(app, attempt);
  else enter(app, attempt, next, 'user');
}

export function previousPhase(app: Ground, attempt: Attempt): void {
  const previous = neighbour(app, attempt, -1);
  if (previous === null) throw new UserError('This is the first phase.');
  enter(app, attempt, previous, 'undone');
}

/** A pass takes the clock to its closing phase; nothing happens when it is already there. */
export function enterClosing(app: Ground, attempt: Attempt): void {
  const last = phasesOf(app, attempt.drill).at(-1);
  if (last === undefined || attempt.clock.phase === last || attempt.clock.finished) return;
  enter(app, attempt, last, 'passed');
}

export function finishAttempt(app: Ground, attempt: Attempt): void {
  app.keeper.look();
  if (!attempt.clock.finished) {
    app.history.append({ kind: 'attempt-finished', ...here(app, attempt) });
  }
}

/** Notes that the answer is shown, which stops the clock. */
export function revealAnswer(app: Ground, attempt: Attempt): void {
  app.keeper.look();
  app.history.append({ kind: 'answer-revealed', attempt: attempt.id });
}

/** Counts the newest stretch of time away that was left out. */
export function countAway(app: Ground, attempt: Attempt): void {
  const away = attempt.clock.aways.findLast((one) => !one.counted);
  if (!away) throw new UserError('There is no time away to count.');
  app.history.append({ kind: 'away-counted', away: away.id, ...here(app, attempt) });
}

function pauseCurrent(app: Ground): void {
  const running = app.history.ledger.current();
  if (running) pauseClock(app, running);
}

function enter(
  app: Ground,
  attempt: Attempt,
  phase: string,
  reason: 'user' | 'passed' | 'undone',
): void {
  app.keeper.look();
  app.history.append({ kind: 'phase-entered', phase, reason, ...here(app, attempt) });
  if (!attempt.clock.started) resumeClock(app, attempt);
}

function neighbour(app: Ground, attempt: Attempt, step: 1 | -1): string | null {
  const phases = phasesOf(app, attempt.drill);
  return phases[phases.indexOf(attempt.clock.phase) + step] ?? null;
}

function phasesOf(app: Ground, exercise: string): readonly string[] {
  return exerciseOf(app.index, exercise)?.phases.map(({ id }) => id) ?? [];
}

function here(app: Ground, attempt: Attempt): { attempt: string; session: string } {
  return { attempt: attempt.id, session: app.history.session };
}
