/**
 * How well an exercise is remembered, by the FSRS-6 model of memory (`ts-fsrs`): a card is a pure function of its
 * reviews, so other parameters or a newer model recompute it, and nothing is migrated.
 */
import { FSRSAlgorithm } from 'ts-fsrs';
import type { Review } from './review.ts';

const DAY_MS = 86_400_000;

export interface Card {
  readonly reviews: number;
  /** How often it was rated "again". */
  readonly lapses: number;
  /** Days until the chance to recall it falls to 90%. */
  readonly stability: number;
  /** From 1 (easy) to 10. */
  readonly difficulty: number;
  /** Wall-clock milliseconds of the last review. */
  readonly last: number;
  /** When the chance to recall it falls to the desired retention: wall-clock milliseconds, at least a day later. */
  readonly due: number;
}

export class Memory {
  private readonly fsrs: FSRSAlgorithm;

  /** `retention` is the chance to recall, from 0.7 to 0.97, at which a card falls due. */
  constructor(retention: number) {
    this.fsrs = new FSRSAlgorithm({
      request_retention: Math.min(0.97, Math.max(0.7, retention)),
      // An interview is weeks away: no steps of minutes, and no chance in the dates.
      enable_short_term: false,
      enable_fuzz: false,
    });
  }

  /** The card after `reviews`, in any order; null when there are none. */
  card(reviews: readonly Review[]): Card | null {
    const inOrder = [...reviews].sort((a, b) => a.at - b.at);
    return inOrder.reduce<Card | null>((card, review) => this.after(card, review), null);
  }

  /** The card after one more review, which is not earlier than those before; `card` is null for the first. */
  after(card: Card | null, { at, rating }: Review): Card {
    const state = this.fsrs.next_state(card, card ? daysBetween(card.last, at) : 0, rating);
    const days = Math.max(1, this.fsrs.next_interval(state.stability, 0));
    return {
      reviews: (card?.reviews ?? 0) + 1,
      lapses: (card?.lapses ?? 0) + (rating === 1 ? 1 : 0),
      stability: state.stability,
      difficulty: state.difficulty,
      last: at,
      due: at + days * DAY_MS,
    };
  }

  /** The chance, from 0 to 1, to recall the card at wall-clock time `at`. */
  recall(card: Card, at: number): number {
    return this.fsrs.forgetting_curve(daysBetween(card.last, at), card.stability);
  }
}

/** Days from `from` to `to`, fractions too; none when the system clock was set back between them. */
function daysBetween(from: number, to: number): number {
  return Math.max(0, to - from) / DAY_MS;
}
