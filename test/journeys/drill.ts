/** What the journeys through a coding drill have in common. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type FrameLocator } from '@playwright/test';
import { markLine } from '../../src/core/drill-file.ts';
import { mistakeProgram } from '../../src/dev/mistake-program.ts';
import { ROOT } from '../../src/dev/places.ts';
import type { Workbench } from './workbench.ts';

export const DRILL = 'LSTM cell';
const ID = 'lstm-cell';
const FOLDER = join(ROOT, 'drills', 'coding', ID);

/** A file of the drill's folder with the mark that tells to which drill it belongs. */
export function drillFile(path: string): string {
  return marked(readFileSync(join(FOLDER, path), 'utf8'));
}

/** The same of a program with a mistake, by its name. */
export function drillMistake(name: string): string {
  return marked(mistakeProgram(ID, name));
}

function marked(text: string): string {
  return `${markLine(ID)}\n${text}`;
}

/** Starts the drill from the command palette and returns its page. */
export async function startDrill(workbench: Workbench): Promise<FrameLocator> {
  await workbench.runCommand('Tensor Drills: Begin a Coding Drill');
  await workbench.search(DRILL);
  const page = await workbench.webview('h1');
  await expect(page.getByRole('heading', { name: DRILL })).toBeVisible();
  await expect(workbench.editor).toContainText('class LSTMCell');
  return page;
}
