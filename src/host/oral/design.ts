/** System Design: the file with the six steps, and the page with the clock beside it. */
import { designFileName, designText, firstLineOfDesign } from '../../core/design/design-file.ts';
import { exerciseOf } from '../../core/content.ts';
import { UserError } from '../../core/errors.ts';
import type { App } from '../app.ts';
import type { OpenArticle } from '../articles/article-panel.ts';
import { openBeside } from '../practice/beside.ts';
import { openAt } from '../practice/drill-document.ts';
import type { WorkFile } from '../practice/scaffold.ts';
import { startInFile, type ExistingFileChoice } from '../practice/start.ts';
import type { OralPanel } from './oral-panel.ts';

/** What a design opens. The user writes its file, which is only ever shown as text. */
export interface DesignPages {
  readonly panel: OralPanel;
  readonly openArticle: OpenArticle;
}

export function startDesign(
  app: App,
  { panel, openArticle }: DesignPages,
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
        run: () => openArticle(id),
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
