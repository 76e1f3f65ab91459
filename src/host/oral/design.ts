/** System Design: the file with the six steps, and the page with the clock beside it. */
import * as vscode from 'vscode';
import { designFileName, designText, firstLineOfDesign } from '../../core/design/design-file.ts';
import { exerciseOf } from '../../core/content.ts';
import { UserError } from '../../core/errors.ts';
import type { App } from '../app.ts';
import { openBeside } from '../practice/beside.ts';
import { openAt } from '../practice/drill-document.ts';
import type { WorkFile } from '../practice/scaffold.ts';
import { startInFile, type ExistingFileChoice } from '../practice/start.ts';
import type { OralPanel } from './oral-panel.ts';

export function startDesign(
  app: App,
  panel: OralPanel,
  id: string,
  choice?: ExistingFileChoice,
): Promise<void> {
  return startInFile(
    app,
    {
      file: designFile(app, id),
      compare: {
        label: '$(open-preview) Open the model answer',
        description: 'to read beside yours',
        run: () => openAnswer(app, id),
      },
      show: (path) =>
        openBeside(
          () => openAt(path, firstLineOfDesign),
          () => panel.open(id),
        ),
    },
    choice,
  );
}

async function openAnswer(app: App, id: string): Promise<void> {
  const file = vscode.Uri.file(app.catalogue.answerFile(id));
  await vscode.commands.executeCommand('markdown.showPreview', file);
}

function designFile(app: App, id: string): WorkFile {
  return {
    exercise: id,
    name: designFileName(id),
    async blank() {
      const summary = exerciseOf(app.index, id);
      if (!summary) throw new UserError(`There is no design task "${id}".`);
      return designText(summary, (await app.catalogue.oral(id)).phases);
    },
  };
}
