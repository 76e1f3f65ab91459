/** Which exercises a mock interview asks aloud, and what it suggests once it is over. */
import type { ExerciseSummary } from '../../core/content.ts';
import type { Kind } from '../../core/kinds.ts';
import { afterMock } from '../../core/mock/next.ts';
import type { Suggestion } from '../../core/schedule/what-next.ts';
import type { Sitting } from '../../core/sitting.ts';
import type { Services } from '../services.ts';

const ORAL: readonly Kind[] = ['rapid-fire', 'deep-dive', 'unknown'];

export function isOral(exercise: ExerciseSummary): boolean {
  return ORAL.includes(exercise.kind);
}

export function nextAfterMock(services: Services, sitting: Sitting): readonly Suggestion[] {
  const { index, history, planner, settings } = services;
  return afterMock(sitting, index, history.ledger, planner.schedule, {
    now: services.now(),
    role: settings.role,
    plan: planner.studyPlan,
  });
}
