/**
 * The fold of the whole history: what every event together says about attempts, drills and the checklist.
 * Events are applied one by one in the order of the log; the cost of each does not grow with the history.
 */
import {
  newAttempt,
  replacedAt,
  stepAttempt,
  withCheck,
  type Attempt,
  type Checked,
} from './attempt.ts';
import {
  earnersOf,
  itemState,
  type ChecklistFacts,
  type ItemState,
  type Tick,
} from './checklist-facts.ts';
import { paused, totalElapsed } from './clock.ts';
import type { Event } from './events.ts';
import { kindOf } from './kinds.ts';
import { newSitting, stepSitting, withAttempt, type Sitting } from './sitting.ts';

export type { Attempt, Checked, Rating } from './attempt.ts';
export type { Sitting } from './sitting.ts';

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

interface DrillRecord {
  attempts: string[];
  lastCheck: Checked | null;
  solutionViews: number;
  /** Mistake id to the attempts (or file, outside an attempt) in which it was made, with the time of the last. */
  mistakes: Map<string, Map<string, number>>;
}

export class Ledger {
  private readonly attempts = new Map<string, Attempt>();
  private readonly drills = new Map<string, DrillRecord>();
  private readonly sittings = new Map<string, Sitting>();
  private readonly ticks = new Map<string, Tick>();
  private readonly passes = new Map<string, string>();
  /** Answers that still hold. A view asks for all of them at once, several times over. */
  private readonly progress = new Map<string, DrillProgress>();
  private reset = '';
  /** By exercise, when its attempts that the user deleted had ended. */
  private readonly forgotten = new Map<string, number[]>();
  private currentId: string | null = null;
  private toldDamage = 0;

  constructor(events: Iterable<Event> = []) {
    for (const event of events) this.apply(event);
  }

  apply(event: Event): void {
    switch (event.kind) {
      case 'attempt-started':
        this.start(event);
        return;
      case 'checked':
        this.check(event);
        return;
      case 'attempt-forgotten':
        this.forget(event.attempt);
        return;
      case 'solution-viewed':
        this.record(event.exerciseId).solutionViews += 1;
        return;
      case 'sitting-started':
        if (!this.sittings.has(event.sitting)) this.sittings.set(event.sitting, newSitting(event));
        return;
      case 'sitting-mistake':
      case 'sitting-finished': {
        const sitting = this.sittings.get(event.sitting);
        if (sitting) this.sittings.set(sitting.id, stepSitting(sitting, event));
        return;
      }
      case 'item-ticked':
        this.ticks.set(event.item, { on: event.on, id: event.id });
        return;
      case 'checklist-reset':
        this.reset = event.id;
        return;
      case 'file-archived':
        return;
      case 'damage-told':
        this.toldDamage = Math.max(this.toldDamage, event.lines);
        return;
      default:
        this.change(event);
    }
  }

  /** Of how many damaged lines in the history the user was told. */
  get damageTold(): number {
    return this.toldDamage;
  }

  attempt(id: string): Attempt | undefined {
    return this.attempts.get(id);
  }

  /** Every attempt at every exercise, oldest first. */
  allAttempts(): Iterable<Attempt> {
    return this.attempts.values();
  }

  sitting(id: string): Sitting | undefined {
    return this.sittings.get(id);
  }

  /** The newest sitting of its sort that is not finished, or null. */
  openSitting(of: Sitting['of']): Sitting | null {
    const newest = [...this.sittings.values()].findLast((one) => one.of === of);
    return newest?.finishedAt === null ? newest : null;
  }

  /** Every sitting, oldest first. */
  allSittings(): Iterable<Sitting> {
    return this.sittings.values();
  }

  /**
   * The attempt that was begun or resumed last, until it is finished. Only its clock can run: a person works at one
   * exercise at a time, so the clock of another stops when two windows start two drills at the same moment.
   */
  current(): Attempt | null {
    return (this.currentId !== null && this.attempts.get(this.currentId)) || null;
  }

  /** The newest attempt at `drill`, finished or not. */
  latest(drill: string): Attempt | null {
    const id = this.drills.get(drill)?.attempts.at(-1);
    return (id !== undefined && this.attempts.get(id)) || null;
  }

  /** The same object as long as nothing changed. */
  drill(id: string): DrillProgress {
    const progress = this.progress.get(id) ?? this.progressOf(id);
    this.progress.set(id, progress);
    return progress;
  }

  private progressOf(id: string): DrillProgress {
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
        this.passes.has(id) || attempts.some(answered)
          ? 'passed'
          : attempts.length > 0 || record.lastCheck
            ? 'in-progress'
            : 'new',
      attempts,
      bestMs: times.length > 0 ? times.reduce((best, ms) => Math.min(best, ms)) : null,
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
    return before.length > 0
      ? { times: before.length, last: before.reduce((last, at) => Math.max(last, at)) }
      : null;
  }

  /** What decides the final checklist. */
  get checklist(): ChecklistFacts {
    return { reset: this.reset, ticks: this.ticks, passes: this.passes };
  }

  /** An item's state, given the drills whose pass earns it. */
  item(id: string, provedBy: readonly string[]): ItemState {
    return itemState(this.checklist, id, provedBy);
  }

  /** Those of `drills` whose pass earns the item now. */
  earners(item: string, drills: readonly string[]): readonly string[] {
    return earnersOf(this.checklist, item, drills);
  }

  /** By exercise, when its attempts that the user deleted had ended: wall-clock milliseconds. */
  get deleted(): ReadonlyMap<string, readonly number[]> {
    return this.forgotten;
  }

  private keep(attempt: Attempt): void {
    this.attempts.set(attempt.id, attempt);
    this.progress.delete(attempt.exerciseId);
  }

  /** The record, for a caller that is about to change it. */
  private record(drill: string): DrillRecord {
    this.progress.delete(drill);
    let record = this.drills.get(drill);
    if (!record) {
      record = { attempts: [], lastCheck: null, solutionViews: 0, mistakes: new Map() };
      this.drills.set(drill, record);
    }
    return record;
  }

  /** A drill's older attempt ends when a new one of it begins. */
  private start(event: Extract<Event, { kind: 'attempt-started' }>): void {
    if (this.attempts.has(event.attempt)) return;
    this.stand(event.at);
    const older = this.latest(event.exerciseId);
    if (older && !older.clock.finished) {
      this.keep(replacedAt(older, event.at));
    }
    this.record(event.exerciseId).attempts.push(event.attempt);
    const attempt = newAttempt(event);
    this.keep(attempt);
    const sitting = this.sittings.get(attempt.sittingId ?? '');
    if (sitting)
      this.sittings.set(sitting.id, withAttempt(sitting, event.exerciseId, event.attempt));
    this.currentId = event.attempt;
  }

  /** The attempt no longer counts; what it earned on the checklist stays. */
  private forget(id: string): void {
    const attempt = this.attempts.get(id);
    if (!attempt) return;
    this.attempts.delete(id);
    if (attempt.finishedAt !== null) {
      const ends = this.forgotten.get(attempt.exerciseId);
      if (ends) ends.push(attempt.finishedAt);
      else this.forgotten.set(attempt.exerciseId, [attempt.finishedAt]);
    }
    const record = this.record(attempt.exerciseId);
    record.attempts = record.attempts.filter((one) => one !== id);
    for (const made of record.mistakes.values()) made.delete(id);
    if (record.lastCheck?.attempt === id) record.lastCheck = null;
    if (this.currentId === id) this.currentId = null;
  }

  /** Stops the current clock. */
  private stand(at: number): void {
    const current = this.current();
    if (current?.clock.since == null) return;
    this.keep({ ...current, clock: paused(current.clock, at) });
  }

  private check(event: Checked): void {
    const record = this.record(event.exerciseId);
    record.lastCheck = event;
    if (event.passed) this.passes.set(event.exerciseId, event.id);
    for (const mistake of event.mistakes) {
      const made = record.mistakes.get(mistake) ?? new Map<string, number>();
      record.mistakes.set(mistake, made.set(event.attempt ?? event.file, event.at));
    }
    const attempt = event.attempt === null ? undefined : this.attempts.get(event.attempt);
    if (!attempt) return;
    this.keep(withCheck(attempt, event));
  }

  private change(event: Extract<Event, { attempt: string }>): void {
    const attempt = this.attempts.get(event.attempt);
    if (!attempt) return;
    if (event.kind === 'clock-resumed' && !attempt.clock.finished) {
      if (this.currentId !== attempt.id) this.stand(event.at);
      this.currentId = attempt.id;
    }
    if (event.kind === 'attempt-finished' && this.currentId === attempt.id) this.currentId = null;
    const changed = stepAttempt(attempt, event);
    if (changed !== attempt) this.keep(changed);
    const isDone = event.kind === 'drawing-reviewed' || event.kind === 'repair-checked';
    if (!isDone || !event.passed) return;
    this.passes.set(attempt.exerciseId, event.id);
    this.progress.delete(attempt.exerciseId);
  }
}

/**
 * What is said aloud or designed cannot be checked: it is done when its clock ended and the candidate was not lost.
 * Code is done when it passes, a broken program when it is repaired, a drawing when its review finds no error.
 */
function answered({ exerciseId, file, clock, rating }: Attempt): boolean {
  const kind = kindOf(exerciseId);
  const isChecked =
    kind === 'whiteboard' || kind === 'debug' || (file !== null && kind === 'coding');
  return !isChecked && clock.finished && rating !== null && rating >= 2;
}
