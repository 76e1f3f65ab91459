/** A drill that continues another begins with the user's own finished program from that one, if there is one. */
import * as vscode from 'vscode';
import { debugIdOf } from '../../core/debugging/exercise.ts';
import { markedDrill, markLine } from '../../core/drill-file.ts';
import type { App } from '../app.ts';
import { summaryOf, type WorkFile } from './scaffold.ts';

/** The file of the drill; a new one starts from the program it continues. Reset brings the given program back. */
export function continuing(app: App, drill: string, file: WorkFile): WorkFile {
  return {
    ...file,
    async blank() {
      const own = await finishedProgram(app, summaryOf(app, drill).continues);
      if (own === null) return file.blank();
      vscode.window.setStatusBarMessage(
        '$(debug-continue) Starts with your finished program; Reset Drill restores the one provided',
        15_000,
      );
      return `${markLine(drill)}\n${own}`;
    },
  };
}

/** What the file of the newest attempt that passed held last, written or repaired; null for none. */
async function finishedProgram(app: App, drill: string | undefined): Promise<string | null> {
  if (drill === undefined) return null;
  const { ledger } = app.history;
  const passed = [drill, debugIdOf(drill)]
    .flatMap((id) => ledger.drill(id).attempts)
    .filter(({ passedAt, codes }) => passedAt !== null && codes.length > 0)
    .sort((a, b) => (b.passedAt ?? 0) - (a.passedAt ?? 0));
  const hash = passed[0]?.codes.at(-1)?.hash;
  const text = hash === undefined ? null : await app.codes.get(hash);
  if (text === null) return null;
  return markedDrill(text) === null ? text : text.replace(/^.*\r?\n/, '');
}
