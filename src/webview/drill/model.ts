/** What the page knows: the last messages of the host and when they came. Pure. */
import type { Drill, GuideMistake } from '../../core/content.ts';
import type { DrillPageState, ToPage, RevealTarget } from '../../protocol/drill-page.ts';
import { BASE, saying, type BaseModel } from '../shared/base-model.ts';
import { debriefed, news, type News } from '../shared/news.ts';
import { NO_SHORTCUTS, type Shortcuts } from '../shared/page.ts';
import type { Received } from '../shared/received.ts';
import { announcement } from './words.ts';

export interface Model extends BaseModel {
  readonly drill: Drill | null;
  readonly general: readonly GuideMistake[];
  readonly shortcuts: Shortcuts;
  readonly received: Received<DrillPageState> | null;
  /** A mistake that is still to be opened and brought into view. */
  readonly reveal: RevealTarget | null;
}

export const EMPTY: Model = {
  ...BASE,
  drill: null,
  general: [],
  shortcuts: NO_SHORTCUTS,
  received: null,
  reveal: null,
};

/** The model after a message. `at` is when the host sent it, by the page's clock. */
export function receive(model: Model, message: ToPage, at: number): Model {
  switch (message.type) {
    case 'drill': {
      const { drill, general, shortcuts } = message;
      const received = model.drill?.id === drill.id ? model.received : null;
      return { ...model, drill, general, shortcuts, received };
    }
    case 'state': {
      const before = model.received?.state ?? null;
      const said = saying(model, model.drill && announcement(model.drill, before, message.state));
      return { ...model, received: { state: message.state, at }, said };
    }
    case 'reveal':
      return { ...model, reveal: message.target };
    case 'error':
      return { ...model, error: message.message };
  }
}

/** Where a drill stands: this decides what is shown and what is open. */
export type Stage = 'ready' | 'narrate' | 'code' | 'close' | 'finished';

export function stageOf(state: DrillPageState): Stage {
  const clock = state.attempt?.clock;
  if (!clock?.started && !clock?.finished) return 'ready';
  if (clock.finished) return 'finished';
  return clock.phase === 'code' || clock.phase === 'close' ? clock.phase : 'narrate';
}

/** Whether a section is open as long as the user has not said otherwise. */
export function openAtFirst(section: 'question' | 'contract', stage: Stage): boolean {
  if (stage === 'ready' || stage === 'narrate') return true;
  return section === 'contract' && stage === 'code';
}

/** Complexity, trade-offs, follow-ups and papers would give the answer away before the end. */
export function mayShowEnd(state: DrillPageState): boolean {
  return state.attempt?.clock.finished === true || state.attempt?.passed === true;
}

/** What may have appeared out of view: the debrief, and what a check found. */
export function newsOf({ received }: Model): readonly News[] {
  if (!received) return [];
  const { attempt, check, exam } = received.state;
  const ended = exam ? null : (check?.endedAt ?? null);
  return [
    ...debriefed(attempt),
    ...news(ended === null ? null : `check ${ended}`, 'first-found', 'check'),
  ];
}

/** Ids of the mistakes that the last check found, the first explaining most. */
export function foundIn(state: DrillPageState): readonly string[] {
  const outcome = state.check?.outcome;
  return outcome?.outcome === 'graded' ? outcome.mistakes.map((one) => one.id) : [];
}
