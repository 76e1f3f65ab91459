/** Architectures drawn on a board, as one feature. */
import * as vscode from 'vscode';
import { exerciseOf } from '../../core/content.ts';
import { UserError } from '../../core/errors.ts';
import { kindOf } from '../../core/kinds.ts';
import { STORED } from '../../core/stored.ts';
import type { Services, GetServices } from '../services.ts';
import { exerciseArgument } from '../commands/register.ts';
import type { Disposables } from '../disposables.ts';
import type { Feature } from '../feature.ts';
import { COMMANDS } from '../ids.ts';
import { pickExercise } from '../practice/practise.ts';
import { existingFileChoice } from '../practice/start.ts';
import { BoardEditors } from './board-editors.ts';
import { startDrawing } from './draw.ts';
import { BoardReviews } from './reviews.ts';
import { whiteboardPanel, type WhiteboardPanel } from './whiteboard-panel.ts';

export function boardFeature(
  { extensionUri, globalStorageUri }: vscode.ExtensionContext,
  getServices: GetServices,
  store: Disposables,
): Feature & { readonly boards: BoardEditors } {
  const references = [
    vscode.Uri.joinPath(extensionUri, 'drills'),
    vscode.Uri.joinPath(globalStorageUri, STORED.drills),
  ];
  const boards = new BoardEditors(references, (problem) => {
    void getServices().then(({ log }) => log.warn(problem));
  });
  store.add(boards.joinSaves());
  const reviews = store.add(new BoardReviews(boards));
  const panel = store.add(whiteboardPanel(extensionUri, getServices, boards, reviews));
  return {
    boards,
    pages: [panel],
    openers: {
      whiteboard: (services, id, options) => startDrawing(services, boards, panel, id, options),
    },
    commands: {
      [COMMANDS.draw]: async (services, argument, choice) => {
        const id = await chosen(services, argument);
        if (id === undefined) return;
        await startDrawing(services, boards, panel, id, { choice: existingFileChoice(choice) });
      },
      [COMMANDS.reviewDrawing]: async (services, argument) => {
        const id = named(services, argument) ?? inFront(services, boards, panel);
        if (id === null) throw new UserError(NOTHING);
        await reviews.review(services, id);
        await panel.open(id);
      },
    },
    connect(services) {
      store.add(reviews.onDidChange(() => void panel.refresh()));
      store.add(
        vscode.workspace.onDidChangeTextDocument(({ document }) =>
          reviews.noteChanged(services, document),
        ),
      );
    },
  };
}

const NOTHING = 'There is no drawing to review here. Start one with "Draw an Architecture".';
const FOREIGN =
  'This drawing does not belong to an attempt, so there is nothing to review it against. Start one with "Draw an Architecture" and paste your drawing there.';

/** The editor's title gives the file's address as argument; anything else names the exercise itself. */
function named(services: Pick<Services, 'history' | 'index'>, argument: unknown): string | null {
  if (!(argument instanceof vscode.Uri)) return exerciseArgument(argument) ?? null;
  return reviewable(services, argument.fsPath);
}

/** Never another drawing than the one that the user looks at. */
function reviewable(services: Pick<Services, 'history' | 'index'>, path: string): string {
  const id = exerciseAt(services, path);
  if (id === null) throw new UserError(FOREIGN);
  return id;
}

function exerciseAt(services: Pick<Services, 'history' | 'index'>, path: string): string | null {
  const { index, history } = services;
  const known = index.exercises.find(({ id }) => history.ledger.latest(id)?.file === path);
  return known?.kind === 'whiteboard' ? known.id : null;
}

async function chosen(
  services: Pick<Services, 'history' | 'index'>,
  argument: unknown,
): Promise<string | undefined> {
  const id = exerciseArgument(argument);
  if (id === undefined)
    return (await pickExercise(services, ['whiteboard'], 'Draw an architecture'))?.id;
  if (exerciseOf(services.index, id)?.kind === 'whiteboard') return id;
  throw new UserError(`There is no architecture "${id}". The Drills view shows them all.`);
}

function inFront(
  services: Pick<Services, 'history' | 'index'>,
  boards: BoardEditors,
  panel: WhiteboardPanel,
): string | null {
  if (boards.active !== null) return reviewable(services, boards.active);
  const candidates = [
    panel.isActive ? panel.subject : null,
    services.history.ledger.current()?.exerciseId ?? null,
    panel.subject,
  ];
  return candidates.find((id) => id !== null && kindOf(id) === 'whiteboard') ?? null;
}
