/** System Design: the file with the six steps, and the page with the clock beside it. */
import { firstLineOfDesign } from '../../core/design-file.ts';
import { designFile } from '../../core/work-file.ts';
import type { Services } from '../services.ts';
import type { OpenArticle } from '../articles/article-panel.ts';
import { openBeside } from '../practice/beside.ts';
import { openAt } from '../practice/drill-document.ts';
import type { OpenOptions } from '../practice/navigator.ts';
import { startInFile } from '../practice/start.ts';
import type { OralPanel } from './oral-panel.ts';

/** What a design opens. The user writes its file, which is only ever shown as text. */
export interface DesignPages {
  readonly panel: OralPanel;
  readonly openArticle: OpenArticle;
}

export function startDesign(
  services: Services,
  { panel, openArticle }: DesignPages,
  id: string,
  options: OpenOptions = {},
): Promise<void> {
  return startInFile(
    services,
    {
      file: designFile(services, id),
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
    options,
  );
}
