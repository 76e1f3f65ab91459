/** A log and what this window did, folded in order from the beginning. */
import { inSlices } from '../core/slices.ts';
import { Damage } from '../protocol/damage.ts';
import { Fold, inOrder } from './fold.ts';
import { LogFile } from './log-file.ts';
import { eventsIn, eventsSlowly } from './logged-events.ts';
import type { OwnEvents } from './own-events.ts';

export interface FoldedFile {
  readonly log: LogFile;
  readonly fold: Fold;
  readonly damage: Damage;
  /** Something that this window did is no longer in the file. */
  readonly lost: boolean;
}

/** A short file at once. Throws when it cannot be read. */
export function foldedAtOnce(file: string, own: OwnEvents): Fold {
  const events = eventsIn(new LogFile(file).readNew());
  const fold = new Fold();
  fold.take(events.concat(own.waiting));
  return fold;
}

/** A file of any length, while others get their turn; null if `isOver` says so before the end. Rejects when it cannot be read. */
export async function foldedSlowly(
  file: string,
  own: OwnEvents,
  isOver: () => boolean,
): Promise<FoldedFile | null> {
  while (!isOver()) {
    const [log, fold, damage] = [new LogFile(file), new Fold(), new Damage()];
    const events = inOrder(await eventsSlowly(log, damage));
    await inSlices(events, (event) => fold.add(event));
    // What came meanwhile. Where that sorts before the rest, or the file is another now, all begins again.
    const read = log.readNew();
    const late = eventsIn(read, damage);
    fold.take(late);
    for (const some of [events, late]) own.found(some);
    const lost = own.holdLost(fold.seen);
    fold.take(own.waiting);
    if (!fold.disordered && !read.restarted) return { log, fold, damage, lost };
  }
  return null;
}
