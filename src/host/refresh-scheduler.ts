/** Decides when to redraw what is drawn from the history. */
import { joinChanges, type Change } from '../core/change.ts';

/** Something drawn from the history. */
export interface Refreshable {
  /** Redraws what `change` affects. */
  refresh(change: Change): unknown;
  /** The same after the content has changed; omitted if that makes no difference. */
  reload?(): unknown;
}

/** Joins the changes of one turn of the event loop and draws once: a check that passes makes several. */
export class RefreshScheduler {
  private change: Change = null;
  private isReload = false;
  private waiting: NodeJS.Immediate | null = null;

  constructor(private readonly refreshables: readonly Refreshable[]) {}

  request(change: Change): void {
    this.change = this.waiting === null ? change : joinChanges(this.change, change);
    this.waiting ??= setImmediate(() => this.draw());
  }

  requestReload(): void {
    this.isReload = true;
    this.request(null);
  }

  dispose(): void {
    if (this.waiting) clearImmediate(this.waiting);
  }

  draw(): void {
    const { change, isReload } = this;
    this.waiting = null;
    this.isReload = false;
    for (const one of this.refreshables) {
      if (isReload && one.reload) void one.reload();
      else void one.refresh(change);
    }
  }
}
