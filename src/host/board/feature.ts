/** Architectures drawn on a board, as one feature. */
import * as vscode from 'vscode';
import { exerciseOf } from '../../core/content.ts';
import { UserError } from '../../core/errors.ts';
import { kindOf } from '../../core/kinds.ts';
import type { App, Ready } from '../app.ts';
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

export function boardFeature(extensionUri: vscode.Uri, ready: Ready, store: Disposables): Feature {
  const boards = new BoardEditors(extensionUri, (problem) => {
    void ready().then(({ log }) => log.warn(problem));
  });
  store.add(boards.register());
  store.add(boards.joinSaves());
  const reviews = store.add(new BoardReviews(boards));
  const panel = store.add(whiteboardPanel(extensionUri, ready, boards, reviews));
  return {
    pages: [panel],
    openers: {
      whiteboard: (app, id, within) => startDrawing(app, boards, panel, id, undefined, within),
    },
    commands: {
      [COMMANDS.draw]: async (app, argument, choice) => {
        const id = await chosen(app, argument);
        if (id === undefined) return;
        await startDrawing(app, boards, panel, id, existingFileChoice(choice));
      },
      [COMMANDS.reviewDrawing]: async (app, argument) => {
        const id = named(app, argument) ?? inFront(app, boards, panel);
        if (id === null) throw new UserError(NOTHING);
        await reviews.review(app, id);
        await panel.open(id);
      },
    },
    connect(app) {
      store.add(reviews.onDidChange(() => void panel.refresh()));
      store.add(
        vscode.workspace.onDidChangeTextDocument(({ document }) =>
          reviews.noteChanged(app, document),
        ),
      );
    },
  };
}

const NOTHING = 'There is no drawing to review here. Start one with "Draw an Architecture".';
const FOREIGN =
  'This drawing does not belong to an attempt, so there is nothing to review it against. Start one with "Draw an Architecture" and paste your drawing there.';

/** The editor's title gives the file's address as argument; anything else names the exercise itself. */
function named(app: App, argument: unknown): string | null {
  if (!(argument instanceof vscode.Uri)) return exerciseArgument(argument) ?? null;
  return reviewable(app, argument.fsPath);
}

/** Never another drawing than the one that the user looks at. */
function reviewable(app: App, path: string): string {
  const id = exerciseAt(app, path);
  if (id === null) throw new UserError(FOREIGN);
  return id;
}

function exerciseAt(app: App, path: string): string | null {
  const { index, history } = app;
  const known = index.exercises.find(({ id }) => history.ledger.latest(id)?.file === path);
  return known?.kind === 'whiteboard' ? known.id : null;
}

async function chosen(app: App, argument: unknown): Promise<string | undefined> {
  const id = exerciseArgument(argument);
  if (id === undefined)
    return (await pickExercise(app, ['whiteboard'], 'Draw an architecture'))?.id;
  if (exerciseOf(app.index, id)?.kind === 'whiteboard') return id;
  throw new UserError(`There is no architecture "${id}". The Drills view shows them all.`);
}

function inFront(app: App, boards: BoardEditors, panel: WhiteboardPanel): string | null {
  if (boards.active !== null) return reviewable(app, boards.active);
  const candidates = [
    panel.isActive ? panel.subject : null,
    app.history.ledger.current()?.drill ?? null,
    panel.subject,
  ];
  return candidates.find((id) => id !== null && kindOf(id) === 'whiteboard') ?? null;
}
