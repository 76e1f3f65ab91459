/** The keys of a round. Letters tick points, numbers rate. */
import type { RoundCommand } from '../../protocol/round-page.ts';
import type { Shortcuts } from '../shared/page.ts';

/** Of the points, in their order; a question has up to five. */
export const POINT_KEYS = ['a', 'b', 'c', 'd', 'e'] as const;

/** As people read them, beside the buttons. */
export const SHOWN_KEYS: Shortcuts & Partial<Record<RoundCommand, string>> = {
  start: 'Space',
  reveal: 'Space',
  pause: 'P',
  resume: 'P',
  end: 'Q',
  'new-round': 'N',
  repeat: 'R',
};
