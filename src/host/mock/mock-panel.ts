/** The page of a mock interview; its subject is the sitting. */
import type * as vscode from 'vscode';
import { exerciseOf, isDrill, type CuedPhase, type ExerciseSummary } from '../../core/content.ts';
import { forAttempt, TALK } from '../../core/debugging/exercise.ts';
import { UserError } from '../../core/errors.ts';
import { partFacts } from '../../core/mock/part-facts.ts';
import { mockElapsed, partOf, placeInMock } from '../../core/mock/place.ts';
import { minutesOf } from '../../core/schedule/minutes.ts';
import { restoredSitting } from '../../core/restored-sitting.ts';
import type { Sitting } from '../../core/sitting.ts';
import { totalElapsed } from '../../core/clock.ts';
import {
  parseFromMockPage,
  type Mock,
  type MockPageState,
  type MockPart,
  type PartResult,
  type ToMockPage,
  type FromMock,
} from '../../protocol/mock-page.ts';
import type { Services, GetServices } from '../services.ts';
import { PANELS } from '../ids.ts';
import { attemptOnPage } from '../panels/clock-actions.ts';
import { PagePanel, type PageKind } from '../panels/page-panel.ts';
import type { Openers } from '../practice/practise.ts';
import { nameOf } from '../schedule/suggestion.ts';
import { performInMock } from './mock-actions.ts';
import { isOral, nextAfterMock } from './next.ts';

export type MockPanel = PagePanel<FromMock, ToMockPage>;

/** What is asked and answered on the page itself. */

export function mockPanel(
  extensionUri: vscode.Uri,
  getServices: GetServices,
  openers: Openers,
): MockPanel {
  const kind: PageKind<FromMock, ToMockPage> = {
    page: 'mock',
    viewType: PANELS.mock,
    title: 'Mock interview',
    column: 'active',
    parse: parseFromMockPage,
    async content(services, id) {
      return {
        title: 'Mock interview',
        message: { type: 'mock', mock: await mockOf(services, id) },
      };
    },
    state: (services, id) => ({
      type: 'state',
      state: mockState(services, sittingOf(services, id)),
    }),
    perform: (services, id, message) =>
      performInMock(services, sittingOf(services, id), message, openers),
    restore: ({ index, history }, id) => restoredSitting(index, history.ledger, 'mock', id),
  };
  return new PagePanel(extensionUri, getServices, kind);
}

export function sittingOf({ history }: Pick<Services, 'history'>, id: string): Sitting {
  const sitting = history.ledger.sitting(id);
  if (!sitting) throw new UserError('This interview is not in your history. Start a new one.');
  return sitting;
}

async function mockOf(
  services: Pick<Services, 'catalogue' | 'history' | 'index'>,
  id: string,
): Promise<Mock> {
  const { exercises, minutes } = sittingOf(services, id);
  const known = exercises.flatMap((one) => exerciseOf(services.index, one) ?? []);
  const [parts, general] = await Promise.all([
    Promise.all(known.map((exercise) => partFor(services, exercise))),
    services.catalogue.guideMistakes(),
  ]);
  return { id, minutes: minutes ?? 0, parts, general };
}

async function partFor(
  services: Pick<Services, 'catalogue'>,
  exercise: ExerciseSummary,
): Promise<MockPart> {
  const { id, kind, title } = exercise;
  const oral = isOral(exercise) ? await services.catalogue.oral(id) : null;
  const phases: readonly CuedPhase[] =
    oral?.phases ??
    (isDrill(exercise)
      ? (await services.catalogue.drill(id)).phases
      : exercise.phases.map((phase) => ({
          ...phase,
          cue: kind === 'debug' ? (TALK[phase.id]?.cue ?? '') : '',
        })));
  return {
    ...{ exercise: id, kind, title, oral },
    minutes: minutesOf(exercise),
    phases: phases.map(({ id: phase, title: called, band, cue }) => ({
      ...{ id: phase, title: called, band, cue },
    })),
  };
}

function mockState(services: Services, sitting: Sitting): MockPageState {
  const { ledger } = services.history;
  const { stage, position } = placeInMock(sitting, ledger);
  const front = exerciseOf(services.index, sitting.exercises[position] ?? '');
  const attempt = front ? partOf(sitting, ledger, front.id) : null;
  const now = services.now();
  return {
    stage,
    position,
    attempt: attempt && front ? attemptOnPage(attempt, front) : null,
    now,
    bands: front ? services.settings.bands(forAttempt(front, attempt)) : {},
    before: mockElapsed(sitting, ledger, now) - (attempt ? totalElapsed(attempt.clock, now) : 0),
    results: Object.fromEntries(
      sitting.exercises.flatMap((id) => {
        const result = resultOf(services, sitting, id);
        return result ? [[id, result]] : [];
      }),
    ),
    admitted: [...sitting.mistakes],
    fileName: attempt?.file?.split(/[\\/]/).at(-1) ?? null,
    next:
      stage === 'over'
        ? nextAfterMock(services, sitting).map((one) => ({
            title: nameOf(one),
            reason: one.reason,
          }))
        : [],
  };
}

function resultOf(
  services: Pick<Services, 'history' | 'index'>,
  sitting: Sitting,
  id: string,
): PartResult | null {
  const exercise = exerciseOf(services.index, id);
  const attempt = partOf(sitting, services.history.ledger, id);
  if (!attempt || !exercise) return null;
  return {
    attempt: attemptOnPage(attempt, exercise),
    ...partFacts(attempt, services.index.exercises),
  };
}
