/** When each exercise is due: a fold of the history, for every kind of exercise alike. */
import type { ExerciseSummary } from '../content.ts';
import type { Attempt, Ledger } from '../ledger.ts';
import { endOfDay } from './days.ts';
import { Memory, type Card } from './memory.ts';
import { withSyncedReviews, type SyncedReviews } from './elsewhere.ts';
import { reviewsIn, type Review } from './review.ts';

export interface ScheduleOptions {
  /** Chance to recall, from 0.7 to 0.97, at which an exercise falls due. */
  readonly retention: number;
  /** Wall-clock milliseconds of the interview, or null when no date is set. */
  readonly interview: number | null;
}

export interface Scheduled {
  readonly exercise: ExerciseSummary;
  readonly card: Card;
  /** When to see it again: the card's time, or earlier where it would not last until the interview. */
  readonly due: number;
}

const DAY_MS = 86_400_000;
/** What would not be almost certain on the day of the interview is seen once more in the days before it. */
const PEAK_DAYS = 3;
const PEAK_RECALL = 0.95;

export class Schedule {
  private readonly memory: Memory;
  private readonly byId: ReadonlyMap<string, Scheduled>;

  constructor(
    ledger: Ledger,
    private readonly exercises: readonly ExerciseSummary[],
    private readonly options: ScheduleOptions,
    elsewhere: SyncedReviews = new Map(),
    before?: { readonly schedule: Schedule; readonly stale: ReadonlySet<string> },
  ) {
    this.memory = new Memory(options.retention);
    const own = before
      ? reviewsIn(attemptsAt(before.stale, ledger), exercises)
      : reviewsIn(ledger.allAttempts(), exercises);
    this.byId = new Map(
      exercises.flatMap((exercise) => {
        const { id } = exercise;
        const isKnown = before !== undefined && !before.stale.has(id);
        const scheduled = isKnown
          ? before.schedule.of(id)
          : this.scheduled(
              exercise,
              withSyncedReviews(own.get(id), elsewhere.get(id), ledger.deleted.get(id)),
            );
        return scheduled ? [[id, scheduled]] : [];
      }),
    );
  }

  /** The schedule after only the reviews of these exercises, by id, have changed. */
  renewed(ledger: Ledger, stale: ReadonlySet<string>, elsewhere: SyncedReviews): Schedule {
    const before = { schedule: this, stale };
    return new Schedule(ledger, this.exercises, this.options, elsewhere, before);
  }

  /** What was practised at least once, in the order of the content. */
  get seen(): readonly Scheduled[] {
    return [...this.byId.values()];
  }

  /** What was never practised, in the order of the content. */
  get fresh(): readonly ExerciseSummary[] {
    return this.exercises.filter(({ id }) => !this.byId.has(id));
  }

  of(id: string): Scheduled | null {
    return this.byId.get(id) ?? null;
  }

  /** The chance, from 0 to 1, to recall the exercise at `at`; 0 when it was never practised. */
  recall(id: string, at: number): number {
    const known = this.byId.get(id);
    return known ? this.memory.recall(known.card, at) : 0;
  }

  /** Whether the exercise is due by the end of the day of `now`. */
  isDue(id: string, now: number): boolean {
    const known = this.byId.get(id);
    return known !== undefined && known.due < endOfDay(now);
  }

  /** What is due by the end of the day of `now`, what is forgotten most first. */
  due(now: number): readonly Scheduled[] {
    const end = endOfDay(now);
    return this.seen
      .filter(({ due }) => due < end)
      .map((one) => ({ one, recall: this.memory.recall(one.card, now) }))
      .sort((a, b) => a.recall - b.recall)
      .map(({ one }) => one);
  }

  private scheduled(exercise: ExerciseSummary, reviews: readonly Review[]): Scheduled | null {
    const card = this.memory.card(reviews);
    return card && { exercise, card, due: this.dueTime(card) };
  }

  private dueTime(card: Card): number {
    const { interview } = this.options;
    if (interview === null || interview <= card.last) return card.due;
    const peak = interview - PEAK_DAYS * DAY_MS;
    if (card.last >= peak || this.memory.recall(card, interview) >= PEAK_RECALL) return card.due;
    return Math.min(card.due, peak);
  }
}

function* attemptsAt(exercises: ReadonlySet<string>, ledger: Ledger): Generator<Attempt> {
  for (const id of exercises) yield* ledger.drill(id).attempts.toReversed();
}
