/**
 * The script of all pages but the board: one file, because what the pages share is most of each, and because it is then
 * there after one request. The document says which page it is.
 */
import type { PageName } from '../protocol/page-names.ts';
import * as article from './article/main.tsx';
import * as clinic from './clinic/main.tsx';
import * as debug from './debug/main.tsx';
import * as drill from './drill/main.tsx';
import * as mock from './mock/main.tsx';
import * as oral from './oral/main.tsx';
import * as round from './round/main.tsx';
import * as statistics from './statistics/main.tsx';
import * as whiteboard from './whiteboard/main.tsx';

const PAGES: Readonly<Record<Exclude<PageName, 'board'>, { start(): void }>> = {
  article,
  clinic,
  debug,
  drill,
  mock,
  oral,
  round,
  statistics,
  whiteboard,
};

const page = document.documentElement.dataset['page'] as keyof typeof PAGES;
PAGES[page].start();
