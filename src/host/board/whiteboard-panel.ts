/** The page with the task beside a board; its subject is the architecture. */
import type * as vscode from 'vscode';
import { exerciseOf, type Board } from '../../core/content.ts';
import {
  parseFromWhiteboardPage,
  type BoardTask,
  type ToWhiteboardPage,
  type FromWhiteboard,
} from '../../protocol/whiteboard-page.ts';
import type { GetServices } from '../services.ts';
import { PANELS } from '../ids.ts';
import { practiceOf } from '../oral/practice-links.ts';
import { clockOnPage } from '../panels/clock-actions.ts';
import { PagePanel, type PageKind } from '../panels/page-panel.ts';
import { shortcuts } from '../panels/shortcuts.ts';
import { nextOnPage } from '../schedule/suggestion.ts';
import type { BoardEditors } from './board-editors.ts';
import type { BoardReviews } from './reviews.ts';
import { performOnWhiteboard } from './whiteboard-actions.ts';
export type WhiteboardPanel = PagePanel<FromWhiteboard, ToWhiteboardPage>;

/** What drawings are held against would give the answer away, and is large. */
function taskOf(board: Board): BoardTask {
  const task: BoardTask & { spec?: unknown } = { ...board };
  delete task.spec;
  return task;
}

export function whiteboardPanel(
  extensionUri: vscode.Uri,
  getServices: GetServices,
  boards: BoardEditors,
  reviews: BoardReviews,
): WhiteboardPanel {
  const kind: PageKind<FromWhiteboard, ToWhiteboardPage> = {
    page: 'whiteboard',
    viewType: PANELS.whiteboard,
    title: 'Tensor Drills',
    column: 'beside',
    kinds: ['whiteboard'],
    parse: parseFromWhiteboardPage,
    async content(services, id) {
      const task = taskOf(await services.catalogue.board(id));
      const practice = practiceOf(services, task);
      return {
        title: task.title,
        message: { type: 'task', task, practice, shortcuts: shortcuts() },
      };
    },
    async state(services, id) {
      const file = services.history.ledger.latest(id)?.file ?? null;
      return {
        type: 'state',
        state: {
          ...clockOnPage(services, id),
          fileName: file?.split(/[\\/]/).at(-1) ?? null,
          review: await reviews.of(services, id),
          next: nextOnPage(services, id),
        },
      };
    },
    perform: (services, id, message) =>
      performOnWhiteboard({ services, boards, reviews }, id, message),
    restore: ({ index, history }, id) => {
      const known = [id, history.ledger.current()?.exerciseId].find(
        (one) => one != null && exerciseOf(index, one)?.kind === 'whiteboard',
      );
      return known ?? null;
    },
  };
  return new PagePanel(extensionUri, getServices, kind);
}
