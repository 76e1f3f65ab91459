/** The page of a deep dive, an unknown question or a system design; its subject is the exercise. */
import type * as vscode from 'vscode';
import { pauseClock } from '../../core/clock-control.ts';
import { exerciseOf } from '../../core/content.ts';
import type { Kind } from '../../core/kinds.ts';
import { parseFromOralPage, type ToOralPage, type FromOral } from '../../protocol/oral-page.ts';
import type { GetServices } from '../services.ts';
import type { OpenArticle } from '../articles/article-panel.ts';
import { PANELS } from '../ids.ts';
import { clockOnPage } from '../panels/clock-actions.ts';
import { PagePanel, type PageKind } from '../panels/page-panel.ts';
import { shortcuts } from '../panels/shortcuts.ts';
import { nextOnPage } from '../schedule/suggestion.ts';
import type { DesignReviews } from './design-reviews.ts';
import { performOnOral } from './oral-actions.ts';
import { practiceOf } from './practice-links.ts';
export type OralPanel = PagePanel<FromOral, ToOralPage>;

/** The kinds that this page shows. */
export const ORAL_KINDS: readonly Kind[] = ['deep-dive', 'unknown', 'system-design'];

export function oralPanel(
  extensionUri: vscode.Uri,
  getServices: GetServices,
  reviews: DesignReviews,
  openArticle: OpenArticle,
): OralPanel {
  const kind: PageKind<FromOral, ToOralPage> = {
    page: 'oral',
    viewType: PANELS.oral,
    title: 'Tensor Drills',
    // A design is written in the first column; what is only said aloud needs no other.
    column: 'beside',
    kinds: ORAL_KINDS,
    parse: parseFromOralPage,
    async content(services, id) {
      const oral = await services.catalogue.oral(id);
      const practice = practiceOf(services, oral);
      const keys = shortcuts();
      return { title: oral.title, message: { type: 'oral', oral, practice, shortcuts: keys } };
    },
    async state(services, id) {
      const file = services.history.ledger.latest(id)?.file ?? null;
      return {
        type: 'state',
        state: {
          ...clockOnPage(services, id),
          fileName: file?.split(/[\\/]/).at(-1) ?? null,
          review: await reviews.of(services, id),
          askedAt: reviews.askedAt(id),
          next: nextOnPage(services, id),
        },
      };
    },
    perform: (services, id, message) =>
      performOnOral(services, { openArticle, reviews }, id, message),
    restore: ({ index, history }, id) => {
      const current = history.ledger.current()?.exerciseId;
      const known = [id, current].find((one) => {
        const exercise = one == null ? undefined : exerciseOf(index, one);
        return exercise !== undefined && ORAL_KINDS.includes(exercise.kind);
      });
      return known ?? null;
    },
    // Who only speaks does not see the clock any more; who writes goes on writing.
    closed(services, id) {
      const attempt = services.history.ledger.latest(id);
      if (attempt?.file === null) pauseClock(services, attempt);
    },
  };
  return new PagePanel(extensionUri, getServices, kind);
}
