/** Draw an Architecture: the drawing's file on a board, and the page with the task and the clock beside it. */
import * as vscode from 'vscode';
import { blankDrawing } from '../../core/drawing-file.ts';
import type { Services } from '../services.ts';
import type { OpenOptions } from '../practice/navigator.ts';
import { startInFile } from '../practice/start.ts';
import type { BoardEditors } from './board-editors.ts';
import type { WhiteboardPanel } from './whiteboard-panel.ts';
import { openReference } from './reference.ts';

/** The board's share of the window when the page is opened beside it. */
const SHARE = 0.68;

export function startDrawing(
  services: Services,
  boards: BoardEditors,
  panel: WhiteboardPanel,
  id: string,
  options: OpenOptions,
): Promise<void> {
  return startInFile(
    services,
    {
      file: {
        exercise: id,
        name: `${id}.excalidraw`,
        blank: () => Promise.resolve(blankDrawing(id)),
      },
      compare: {
        label: '$(open-preview) Look at the reference',
        description: 'pauses the clock and opens it read-only in its own tab',
        run: () => openReference(services, boards, id),
      },
      async show(path) {
        const alone = vscode.window.tabGroups.all.length === 1;
        // The board first: a page opened in an empty window would take the first column.
        await boards.open(path, vscode.ViewColumn.One);
        // And until it runs: in VS Code for the browser the first two pages of a window share a service worker that
        // is only being installed, and what the second asks for while the first is loading is sometimes never answered.
        await boards.whenThere(path);
        await panel.open(id);
        // A board needs more room than a page of text; columns that the user made stay as they are.
        if (alone) await giveRoom();
      },
    },
    options,
  );
}

async function giveRoom(): Promise<void> {
  await vscode.commands.executeCommand('vscode.setEditorLayout', {
    orientation: 0,
    groups: [{ size: SHARE }, { size: 1 - SHARE }],
  });
}
