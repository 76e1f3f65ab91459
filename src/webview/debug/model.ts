/** What the page of a debugging drill knows. Pure. */
import type { DebugDrill, DebugPageState, ToDebugPage } from '../../protocol/debug-page.ts';
import { BASE, saying, type BaseModel } from '../shared/base-model.ts';
import { debriefed, news, type News } from '../shared/news.ts';
import type { Received } from '../shared/received.ts';
import { announcement } from './words.ts';

export interface Model extends BaseModel {
  readonly drill: DebugDrill | null;
  readonly received: Received<DebugPageState> | null;
}

export const EMPTY: Model = { ...BASE, drill: null, received: null };

/** The model after a message. `at` is when the host sent it, by the page's clock. */
export function receive(model: Model, message: ToDebugPage, at: number): Model {
  switch (message.type) {
    case 'drill': {
      const received = model.drill?.id === message.drill.id ? model.received : null;
      return { ...model, drill: message.drill, received };
    }
    case 'state': {
      const said = saying(model, announcement(model.received?.state ?? null, message.state));
      return { ...model, received: { state: message.state, at }, said };
    }
    case 'error':
      return { ...model, error: message.message };
  }
}

/** What may have appeared out of view: the debrief, what a check counted, and a hint. */
export function newsOf({ received }: Model): readonly News[] {
  if (!received) return [];
  const { attempt, debrief, endedAt, hints } = received.state;
  return [
    ...news(endedAt === null ? null : `check ${endedAt}`, 'check'),
    ...hints.flatMap(({ mistake, step }) => news(`hint ${mistake} ${step}`, 'last-hint')),
    ...(debrief === null ? [] : debriefed(attempt)),
  ];
}

export type Stage = 'ready' | 'going' | 'finished';

export function stageOf({ attempt, planted }: DebugPageState): Stage {
  if (attempt?.clock.finished === true) return 'finished';
  return attempt?.clock.started === true && planted !== null ? 'going' : 'ready';
}
