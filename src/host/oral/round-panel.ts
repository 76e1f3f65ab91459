/** The page of a rapid-fire round; its subject is the sitting. */
import type * as vscode from 'vscode';
import { pauseClock } from '../../core/clock-control.ts';
import { exerciseOf } from '../../core/content.ts';
import { restoredSitting } from '../../core/restored-sitting.ts';
import { attemptIn, placeInRound } from '../../core/round.ts';
import type { Sitting } from '../../core/sitting.ts';
import {
  parseFromRoundPage,
  type Round,
  type RoundPageState,
  type ToRoundPage,
  type FromRound,
} from '../../protocol/round-page.ts';
import type { Services, GetServices } from '../services.ts';
import { PANELS } from '../ids.ts';
import { attemptOnPage } from '../panels/clock-actions.ts';
import { PagePanel, type PageKind } from '../panels/page-panel.ts';
import { nextOnPage } from '../schedule/suggestion.ts';
import { practiceOf } from './practice-links.ts';
import { performInRound } from './round-actions.ts';
import { inFront, sittingOf } from './sittings.ts';
export type RoundPanel = PagePanel<FromRound, ToRoundPage>;

const ROUND_PAGE: PageKind<FromRound, ToRoundPage> = {
  page: 'round',
  viewType: PANELS.round,
  title: 'Rapid-fire round',
  titleOf: (services, id) => titleOf(services, sittingOf(services, id).exercises),
  column: 'active',
  kinds: ['rapid-fire'],
  exerciseOf(services, id) {
    const sitting = sittingOf(services, id);
    const { position } = placeInRound(sitting, services.history.ledger);
    return sitting.exercises[position] ?? null;
  },
  subjectOf: (services, exercise) => services.history.ledger.latest(exercise)?.sittingId ?? null,
  parse: parseFromRoundPage,
  async content(services, id) {
    const round = await roundOf(services, sittingOf(services, id));
    return { title: round.title, message: { type: 'round', round } };
  },
  state: (services, id) => ({
    type: 'state',
    state: roundState(services, sittingOf(services, id)),
  }),
  perform: performInRound,
  restore: ({ index, history }, id) => restoredSitting(index, history.ledger, 'round', id),
  // Nobody sees the question any more.
  closed(services, id) {
    const attempt = inFront(services, sittingOf(services, id));
    if (attempt) pauseClock(services, attempt);
  },
};

export function roundPanel(extensionUri: vscode.Uri, getServices: GetServices): RoundPanel {
  return new PagePanel(extensionUri, getServices, ROUND_PAGE);
}

/** A round of one question has that question's title. */
function titleOf(services: Pick<Services, 'index'>, exercises: readonly string[]): string | null {
  const [only] = exercises;
  if (exercises.length !== 1 || only === undefined) return null;
  return exerciseOf(services.index, only)?.title ?? null;
}

async function roundOf(
  services: Pick<Services, 'catalogue' | 'index'>,
  { id, exercises }: Sitting,
): Promise<Round> {
  const orals = await Promise.all(exercises.map((one) => services.catalogue.oral(one)));
  return {
    id,
    title: titleOf(services, exercises) ?? ROUND_PAGE.title,
    questions: orals.map((oral) => ({
      oral,
      ask: exerciseOf(services.index, oral.id)?.question ?? oral.title,
      practice: practiceOf(services, oral),
    })),
  };
}

function roundState(services: Services, sitting: Sitting): RoundPageState {
  const { ledger } = services.history;
  const { stage, position } = placeInRound(sitting, ledger);
  const attempts = sitting.exercises.flatMap((id) => {
    const attempt = attemptIn(sitting, ledger, id);
    const exercise = exerciseOf(services.index, id);
    return attempt && exercise ? [[id, attemptOnPage(attempt, exercise)] as const] : [];
  });
  const exercise = exerciseOf(services.index, sitting.exercises[position] ?? '');
  return {
    stage,
    position,
    attempt: attempts.find(([id]) => id === exercise?.id)?.[1] ?? null,
    now: services.now(),
    bands: exercise ? services.settings.bands(exercise) : {},
    attempts: Object.fromEntries(attempts),
    due: Object.fromEntries(
      attempts.flatMap(([id]) => {
        const due = services.planner.schedule.of(id)?.due;
        return due === undefined ? [] : [[id, due]];
      }),
    ),
    next: stage === 'over' ? nextOnPage(services, sitting.exercises.at(-1) ?? '') : null,
  };
}
