/**
 * The fold of the whole history: what every event together says about attempts, drills and the checklist.
 * Events are applied one by one in the order of the log; the cost of each does not grow with the history.
 */
import { newClock, stepClock, totalElapsed, type ClockState } from './clock.ts';
import type { Event } from './events.ts';

export type Checked = Extract<Event, { kind: 'checked' }>;
export type Rating = 1 | 2 | 3 | 4;

export interface Attempt {
  readonly id: string;
  readonly drill: string;
  readonly file: string;
  readonly startedAt: number;
  readonly clock: ClockState;
  /** Ids of the talking points that were ticked. */
  readonly points: ReadonlySet<string>;
  /** Indices of the hints that were opened. */
  readonly hints: ReadonlySet<number>;
  readonly felt: Rating | null;
  readonly lastCheck: Checked | null;
  /** Wall-clock time of the first pass, or null. */
  readonly passedAt: number | null;
}

export type DrillState = 'new' | 'in-progress' | 'passed';

export interface DrillProgress {
  readonly state: DrillState;
  /** Newest first. */
  readonly attempts: readonly Attempt[];
  /** Total milliseconds of the fastest finished attempt that passed, or null. */
  readonly bestMs: number | null;
  readonly lastCheck: Checked | null;
  readonly solutionViews: number;
}

export type ItemState = 'open' | 'ticked' | 'earned';

interface DrillRecord {
  attempts: string[];
  lastCheck: Checked | null;
  passes: number;
  lastPass: number;
  solutionViews: number;
  /** Mistake id to the attempts (or file, outside an attempt) in which it was made, with the time of the last. */
  mistakes: Map<string, Map<string, number>>;
}

export class Ledger {
  private readonly attempts = new Map<string, Attempt>();
  private readonly drills = new Map<string, DrillRecord>();
  private readonly ticks = new Map<string, { on: boolean; order: number }>();
  private resetOrder = 0;
  private order = 0;
  private currentId: string | null = null;

  constructor(events: Iterable<Event> = []) {
    for (const event of events) this.apply(event);
  }

  apply(event: Event): void {
    this.order += 1;
    switch (event.kind) {
      case 'attempt-started':
        this.start(event);
        return;
      case 'checked':
        this.check(event);
        return;
      case 'solution-viewed':
        this.record(event.drill).solutionViews += 1;
        return;
      case 'item-ticked':
        this.ticks.set(event.item, { on: event.on, order: this.order });
        return;
      case 'checklist-reset':
        this.ticks.clear();
        this.resetOrder = this.order;
        return;
      case 'file-archived':
        return;
      default:
        this.change(event);
    }
  }

  attempt(id: string): Attempt | undefined {
    return this.attempts.get(id);
  }

  /** The newest attempt that is not finished. A drill's older attempt ends when a new one of it begins. */
  current(): Attempt | null {
    return (this.currentId !== null && this.attempts.get(this.currentId)) || null;
  }

  /** The newest attempt at `drill`, finished or not. */
  latest(drill: string): Attempt | null {
    const id = this.drills.get(drill)?.attempts.at(-1);
    return (id !== undefined && this.attempts.get(id)) || null;
  }

  drill(id: string): DrillProgress {
    const record = this.drills.get(id);
    if (!record) {
      return { state: 'new', attempts: [], bestMs: null, lastCheck: null, solutionViews: 0 };
    }
    const attempts = record.attempts.flatMap((one) => this.attempts.get(one) ?? []).reverse();
    const times = attempts
      .filter((one) => one.passedAt !== null && one.clock.finished && one.clock.started)
      .map((one) => totalElapsed(one.clock, 0));
    return {
      state:
        record.passes > 0
          ? 'passed'
          : attempts.length > 0 || record.lastCheck
            ? 'in-progress'
            : 'new',
      attempts,
      bestMs: times.length > 0 ? Math.min(...times) : null,
      lastCheck: record.lastCheck,
      solutionViews: record.solutionViews,
    };
  }

  /** In how many earlier attempts at `drill` (not `except`) the mistake was made, and when last; null for never. */
  madeBefore(
    drill: string,
    mistake: string,
    except: string | null,
  ): { times: number; last: number } | null {
    const made = this.drills.get(drill)?.mistakes.get(mistake);
    if (!made) return null;
    const before = [...made].filter(([attempt]) => attempt !== except).map(([, at]) => at);
    return before.length > 0 ? { times: before.length, last: Math.max(...before) } : null;
  }

  /** An item's state, given the drills whose pass earns it. What is later wins: pass, tick or reset. */
  item(id: string, provedBy: readonly string[]): ItemState {
    const earned = Math.max(0, ...provedBy.map((drill) => this.drills.get(drill)?.lastPass ?? 0));
    const isEarned = earned > this.resetOrder;
    const tick = this.ticks.get(id);
    if (tick && !tick.on && !(isEarned && earned > tick.order)) return 'open';
    if (isEarned) return 'earned';
    return tick?.on === true ? 'ticked' : 'open';
  }

  private record(drill: string): DrillRecord {
    let record = this.drills.get(drill);
    if (!record) {
      record = {
        attempts: [],
        lastCheck: null,
        passes: 0,
        lastPass: 0,
        solutionViews: 0,
        mistakes: new Map(),
      };
      this.drills.set(drill, record);
    }
    return record;
  }

  private start(event: Extract<Event, { kind: 'attempt-started' }>): void {
    const older = this.latest(event.drill);
    if (older && !older.clock.finished) {
      this.attempts.set(older.id, {
        ...older,
        clock: stepClock(older.clock, { ...event, kind: 'attempt-finished' }),
      });
    }
    this.record(event.drill).attempts.push(event.attempt);
    this.attempts.set(event.attempt, {
      id: event.attempt,
      drill: event.drill,
      file: event.file,
      startedAt: event.at,
      clock: newClock(event.phase),
      points: new Set(),
      hints: new Set(),
      felt: null,
      lastCheck: null,
      passedAt: null,
    });
    this.currentId = event.attempt;
  }

  private check(event: Checked): void {
    const record = this.record(event.drill);
    record.lastCheck = event;
    if (event.passed) {
      record.passes += 1;
      record.lastPass = this.order;
    }
    for (const mistake of event.mistakes) {
      const made = record.mistakes.get(mistake) ?? new Map<string, number>();
      record.mistakes.set(mistake, made.set(event.attempt ?? event.file, event.at));
    }
    const attempt = event.attempt === null ? undefined : this.attempts.get(event.attempt);
    if (!attempt) return;
    const passedAt = attempt.passedAt ?? (event.passed ? event.at : null);
    this.attempts.set(attempt.id, { ...attempt, lastCheck: event, passedAt });
  }

  private change(event: Extract<Event, { attempt: string }>): void {
    const attempt = this.attempts.get(event.attempt);
    if (!attempt) return;
    this.attempts.set(attempt.id, stepAttempt(attempt, event));
    if (event.kind === 'attempt-finished' && this.currentId === attempt.id) this.currentId = null;
    if (event.kind === 'clock-resumed' && !attempt.clock.finished) this.currentId = attempt.id;
  }
}

function stepAttempt(attempt: Attempt, event: Event): Attempt {
  switch (event.kind) {
    case 'point-ticked': {
      const points = new Set(attempt.points);
      if (event.on) points.add(event.point);
      else points.delete(event.point);
      return { ...attempt, points };
    }
    case 'hint-opened':
      return { ...attempt, hints: new Set(attempt.hints).add(event.hint) };
    case 'attempt-felt':
      return { ...attempt, felt: event.rating };
    default:
      return { ...attempt, clock: stepClock(attempt.clock, event) };
  }
}
