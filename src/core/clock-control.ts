/** The user's hands on the clock: each action is one event. Each first checks whether the computer slept. */
import { exerciseOf, type ContentIndex } from './content.ts';
import { UserError } from './errors.ts';
import type { Attempt } from './ledger.ts';
import type { ClockKeeper } from './clock-keeper.ts';
import type { History, Lease } from './ports.ts';

/** What moves on the clock need. */
export interface ClockServices {
  readonly history: History;
  readonly lease: Lease;
  readonly keeper: ClockKeeper;
  /** The content as it is now. */
  readonly index: ContentIndex;
  readonly log: { info(line: string): void };
}

/**
 * Starts a new attempt with its clock standing, and returns its id; another exercise's running clock is paused first.
 * `within` is the round or mock interview that it is part of.
 */
export async function beginAttempt(
  app: ClockServices,
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

export function resumeClock(app: ClockServices, attempt: Attempt): void {
  if (attempt.clock.since !== null || attempt.clock.finished) return;
  pauseCurrent(app);
  app.history.append({ kind: 'clock-resumed', ...here(app, attempt) });
  app.lease.hold(attempt.id);
}

export function pauseClock(app: ClockServices, attempt: Attempt): void {
  if (app.keeper.look() || attempt.clock.since === null) return;
  app.history.append({ kind: 'clock-paused', ...here(app, attempt) });
}

/** Start, pause or resume, whichever fits. */
export function toggleClock(app: ClockServices, attempt: Attempt): void {
  if (app.keeper.look()) return;
  if (attempt.clock.since === null) resumeClock(app, attempt);
  else pauseClock(app, attempt);
}

/** Goes to the next phase, starting the clock if it never ran; finishes after the last. */
export function nextPhase(app: ClockServices, attempt: Attempt): void {
  const next = neighbour(app, attempt, 1);
  if (next === null) finishAttempt(app, attempt);
  else enter(app, attempt, next, 'user');
}

export function previousPhase(app: ClockServices, attempt: Attempt): void {
  const previous = neighbour(app, attempt, -1);
  if (previous === null) throw new UserError('This is the first phase.');
  enter(app, attempt, previous, 'undone');
}

/** A pass takes the clock to its closing phase; nothing happens when it is already there. */
export function enterClosing(app: ClockServices, attempt: Attempt): void {
  const last = phasesOf(app, attempt.drill).at(-1);
  if (last === undefined || attempt.clock.phase === last || attempt.clock.finished) return;
  enter(app, attempt, last, 'passed');
}

export function finishAttempt(app: ClockServices, attempt: Attempt): void {
  app.keeper.look();
  if (!attempt.clock.finished) {
    app.history.append({ kind: 'attempt-finished', ...here(app, attempt) });
  }
}

/** Notes that the answer is shown, which stops the clock. */
export function revealAnswer(app: ClockServices, attempt: Attempt): void {
  app.keeper.look();
  app.history.append({ kind: 'answer-revealed', attempt: attempt.id });
}

/** Counts the newest stretch of time away that was left out. */
export function countAway(app: ClockServices, attempt: Attempt): void {
  const away = attempt.clock.aways.findLast((one) => !one.counted);
  if (!away) throw new UserError('There is no time away to count.');
  app.history.append({ kind: 'away-counted', away: away.id, ...here(app, attempt) });
}

function pauseCurrent(app: ClockServices): void {
  const running = app.history.ledger.current();
  if (running) pauseClock(app, running);
}

function enter(
  app: ClockServices,
  attempt: Attempt,
  phase: string,
  reason: 'user' | 'passed' | 'undone',
): void {
  app.keeper.look();
  app.history.append({ kind: 'phase-entered', phase, reason, ...here(app, attempt) });
  if (!attempt.clock.started) resumeClock(app, attempt);
}

function neighbour(app: ClockServices, attempt: Attempt, step: 1 | -1): string | null {
  const phases = phasesOf(app, attempt.drill);
  return phases[phases.indexOf(attempt.clock.phase) + step] ?? null;
}

function phasesOf(app: ClockServices, exercise: string): readonly string[] {
  return exerciseOf(app.index, exercise)?.phases.map(({ id }) => id) ?? [];
}

function here(app: ClockServices, attempt: Attempt): { attempt: string; session: string } {
  return { attempt: attempt.id, session: app.history.session };
}
