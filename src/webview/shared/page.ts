/** What every part of a page may use: sending, the shortcuts, and which folds are open. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

/** What a page sends; the host parses it on arrival. Each page's protocol says which there are. */
export interface PageMessage {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** Keys as people read them (`Shift+Alt+P N`), by command. */
export type Shortcuts = Readonly<Partial<Record<string, string>>>;
export const NO_SHORTCUTS: Shortcuts = {};

export interface Page {
  readonly post: (message: PageMessage) => void;
  /** How many messages the page has sent. */
  readonly sent: () => number;
  /** How many of them the host had carried out when it sent what is shown. */
  readonly carriedOut: number;
  readonly shortcuts: Shortcuts;
  /** What the user opened or closed by hand. */
  readonly open: Readonly<Record<string, boolean>>;
  readonly setOpen: (id: string, open: boolean) => void;
}

export const PageContext = createContext<Page>({
  post: () => undefined,
  sent: () => 0,
  carriedOut: 0,
  shortcuts: NO_SHORTCUTS,
  open: {},
  setOpen: () => undefined,
});

export function usePage(): Page {
  return useContext(PageContext);
}
