/** The user's hands on the clock: each action is one event. Each first checks whether the computer slept. */
import { exerciseOf, type ContentIndex } from './content.ts';
import { UserError } from './errors.ts';
import type { Attempt } from './ledger.ts';
import type { ClockHeartbeat } from './clock-heartbeat.ts';
import type { History, Lease } from './ports.ts';

/** What moves on the clock need. */
export interface ClockServices {
  readonly history: History;
  readonly lease: Lease;
  readonly heartbeat: ClockHeartbeat;
  /** The content as it is now. */
  readonly index: ContentIndex;
  readonly log: { info(line: string): void };
}

/**
 * Starts a new attempt with its clock standing, and returns its id; another exercise's running clock is paused first.
 * `within` is the round or mock interview that it is part of.
 */
export async function beginAttempt(
  services: ClockServices,
  exercise: string,
  file: string | null,
  within?: string,
): Promise<string> {
  pauseCurrent(services);
  const attempt = crypto.randomUUID();
  services.history.append({
    kind: 'attempt-started',
    attempt,
    exerciseId: exercise,
    file,
    phase: phasesOf(services, exercise)[0] ?? '',
    session: services.history.session,
    ...(within === undefined ? {} : { sittingId: within }),
  });
  services.log.info(`attempt ${attempt} at ${exercise}${file === null ? '' : ` in ${file}`}`);
  await services.history.flush();
  return attempt;
}

export function resumeClock(services: ClockServices, attempt: Attempt): void {
  if (attempt.clock.since !== null || attempt.clock.finished) return;
  pauseCurrent(services);
  services.history.append({ kind: 'clock-resumed', ...here(services, attempt) });
  services.lease.hold(attempt.id);
}

export function pauseClock(services: ClockServices, attempt: Attempt): void {
  if (services.heartbeat.beat() || attempt.clock.since === null) return;
  services.history.append({ kind: 'clock-paused', ...here(services, attempt) });
}

/** Start, pause or resume, whichever fits. */
export function toggleClock(services: ClockServices, attempt: Attempt): void {
  if (services.heartbeat.beat()) return;
  if (attempt.clock.since === null) resumeClock(services, attempt);
  else pauseClock(services, attempt);
}

/** Goes to the next phase, starting the clock if it never ran; finishes after the last. */
export function nextPhase(services: ClockServices, attempt: Attempt): void {
  const next = neighbour(services, attempt, 1);
  if (next === null) finishAttempt(services, attempt);
  else enter(services, attempt, next, 'user');
}

export function previousPhase(services: ClockServices, attempt: Attempt): void {
  const previous = neighbour(services, attempt, -1);
  if (previous === null) throw new UserError('This is the first phase.');
  enter(services, attempt, previous, 'undone');
}

/** A pass takes the clock to its closing phase; nothing happens when it is already there. */
export function enterClosing(services: ClockServices, attempt: Attempt): void {
  const last = phasesOf(services, attempt.exerciseId).at(-1);
  if (last === undefined || attempt.clock.phase === last || attempt.clock.finished) return;
  enter(services, attempt, last, 'passed');
}

export function finishAttempt(services: ClockServices, attempt: Attempt): void {
  services.heartbeat.beat();
  if (!attempt.clock.finished) {
    services.history.append({ kind: 'attempt-finished', ...here(services, attempt) });
  }
}

/** Notes that the answer is shown, which stops the clock. */
export function revealAnswer(services: ClockServices, attempt: Attempt): void {
  services.heartbeat.beat();
  services.history.append({ kind: 'answer-revealed', attempt: attempt.id });
}

/** Counts the newest stretch of time away that was left out. */
export function countAway(services: ClockServices, attempt: Attempt): void {
  const away = attempt.clock.aways.findLast((one) => !one.counted);
  if (!away) throw new UserError('There is no time away to count.');
  services.history.append({ kind: 'away-counted', away: away.id, ...here(services, attempt) });
}

function pauseCurrent(services: ClockServices): void {
  const running = services.history.ledger.current();
  if (running) pauseClock(services, running);
}

function enter(
  services: ClockServices,
  attempt: Attempt,
  phase: string,
  reason: 'user' | 'passed' | 'undone',
): void {
  services.heartbeat.beat();
  services.history.append({ kind: 'phase-entered', phase, reason, ...here(services, attempt) });
  if (!attempt.clock.started) resumeClock(services, attempt);
}

function neighbour(services: ClockServices, attempt: Attempt, step: 1 | -1): string | null {
  const phases = phasesOf(services, attempt.exerciseId);
  return phases[phases.indexOf(attempt.clock.phase) + step] ?? null;
}

function phasesOf(services: ClockServices, exercise: string): readonly string[] {
  return exerciseOf(services.index, exercise)?.phases.map(({ id }) => id) ?? [];
}

function here(services: ClockServices, attempt: Attempt): { attempt: string; session: string } {
  return { attempt: attempt.id, session: services.history.session };
}
