/** A drill that continues another begins with the user's own finished program from that one, if there is one. */
import * as vscode from 'vscode';
import { continuedText, type WorkFile } from '../../core/work-file.ts';
import type { Services } from '../services.ts';

/** The file of the drill; a new one starts from the program it continues. Reset brings the given program back. */
export function continuing(services: Services, drill: string, file: WorkFile): WorkFile {
  return {
    ...file,
    async blank() {
      const own = await continuedText(services, drill);
      if (own === null) return file.blank();
      vscode.window.setStatusBarMessage(
        '$(debug-continue) Starts with your finished program; Reset Drill restores the one provided',
        15_000,
      );
      return own;
    },
  };
}
