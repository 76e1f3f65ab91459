/** The pages and what each says while it waits. Activation loads this, so it imports nothing. */

/** The pages, each a folder of `src/webview`; the build makes a script of each. */
export type PageName =
  | 'drill'
  | 'debug'
  | 'oral'
  | 'round'
  | 'clinic'
  | 'mock'
  | 'statistics'
  | 'whiteboard'
  | 'board'
  | 'article';

/** What each page is waiting for, shown under its title until the host has sent it. */
export const WAITING: Readonly<Record<PageName, string>> = {
  drill: 'Loading the question and your clock…',
  debug: 'Loading the program and your clock…',
  oral: 'Loading the question and your clock…',
  round: 'Loading the questions…',
  clinic: 'Loading the clinic and your clock…',
  mock: 'Loading the interview…',
  statistics: 'Counting your attempts…',
  whiteboard: 'Loading the task and your clock…',
  board: 'Opening the board…',
  article: 'Loading the page…',
};
