/** The page of a rapid-fire round; its subject is the sitting. */
import type * as vscode from 'vscode';
import { pauseClock } from '../../core/clock-control.ts';
import { exerciseOf } from '../../core/content.ts';
import { restoredSitting } from '../../core/restored-sitting.ts';
import { attemptIn, placeInRound } from '../../core/round.ts';
import type { Sitting } from '../../core/sitting.ts';
import type { FromEveryPage } from '../../protocol/page.ts';
import {
  parseFromRoundPage,
  type FromRoundPage,
  type Round,
  type RoundPageState,
  type ToRoundPage,
} from '../../protocol/round-page.ts';
import type { App, Ready } from '../app.ts';
import { PANELS } from '../ids.ts';
import { attemptOnPage } from '../panels/clock-actions.ts';
import { PagePanel, type PageKind } from '../panels/page-panel.ts';
import { nextOnPage } from '../schedule/suggestion.ts';
import { practiceOf } from './practice-links.ts';
import { performInRound } from './round-actions.ts';
import { inFront, sittingOf } from './sittings.ts';

export type FromRound = Exclude<FromRoundPage, FromEveryPage>;
export type RoundPanel = PagePanel<FromRound, ToRoundPage>;

const ROUND_PAGE: PageKind<FromRound, ToRoundPage> = {
  page: 'round',
  viewType: PANELS.round,
  title: 'Rapid-fire round',
  titleOf: (app, id) => titleOf(app, sittingOf(app, id).exercises),
  column: 'active',
  kinds: ['rapid-fire'],
  exerciseOf(app, id) {
    const sitting = sittingOf(app, id);
    const { position } = placeInRound(sitting, app.history.ledger);
    return sitting.exercises[position] ?? null;
  },
  subjectOf: (app, exercise) => app.history.ledger.latest(exercise)?.within ?? null,
  parse: parseFromRoundPage,
  async content(app, id) {
    const round = await roundOf(app, sittingOf(app, id));
    return { title: round.title, message: { type: 'round', round } };
  },
  state: (app, id) => ({ type: 'state', state: roundState(app, sittingOf(app, id)) }),
  perform: performInRound,
  restore: ({ index, history }, id) => restoredSitting(index, history.ledger, 'round', id),
  // Nobody sees the question any more.
  closed(app, id) {
    const attempt = inFront(app, sittingOf(app, id));
    if (attempt) pauseClock(app, attempt);
  },
};

export function roundPanel(extensionUri: vscode.Uri, ready: Ready): RoundPanel {
  return new PagePanel(extensionUri, ready, ROUND_PAGE);
}

/** A round of one question has that question's title. */
function titleOf(app: App, exercises: readonly string[]): string | null {
  const [only] = exercises;
  if (exercises.length !== 1 || only === undefined) return null;
  return exerciseOf(app.index, only)?.title ?? null;
}

async function roundOf(app: App, { id, exercises }: Sitting): Promise<Round> {
  const orals = await Promise.all(exercises.map((one) => app.catalogue.oral(one)));
  return {
    id,
    title: titleOf(app, exercises) ?? ROUND_PAGE.title,
    questions: orals.map((oral) => ({
      oral,
      ask: exerciseOf(app.index, oral.id)?.question ?? oral.title,
      practice: practiceOf(app, oral),
    })),
  };
}

function roundState(app: App, sitting: Sitting): RoundPageState {
  const { ledger } = app.history;
  const { stage, position } = placeInRound(sitting, ledger);
  const attempts = sitting.exercises.flatMap((id) => {
    const attempt = attemptIn(sitting, ledger, id);
    const exercise = exerciseOf(app.index, id);
    return attempt && exercise ? [[id, attemptOnPage(attempt, exercise)] as const] : [];
  });
  const exercise = exerciseOf(app.index, sitting.exercises[position] ?? '');
  return {
    stage,
    position,
    attempt: attempts.find(([id]) => id === exercise?.id)?.[1] ?? null,
    now: app.now(),
    bands: exercise ? app.settings.bands(exercise) : {},
    attempts: Object.fromEntries(attempts),
    due: Object.fromEntries(
      attempts.flatMap(([id]) => {
        const due = app.planner.schedule.of(id)?.due;
        return due === undefined ? [] : [[id, due]];
      }),
    ),
    next: stage === 'over' ? nextOnPage(app, sitting.exercises.at(-1) ?? '') : null,
  };
}
