/** What every part of the page may use: sending, the shortcuts, and which folds are open. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { FromPage, Shortcuts } from '../../protocol/drill-page.ts';

export interface Page {
  readonly post: (message: FromPage) => void;
  readonly shortcuts: Shortcuts;
  /** What the user opened or closed by hand. */
  readonly open: Readonly<Record<string, boolean>>;
  readonly setOpen: (id: string, open: boolean) => void;
}

export const PageContext = createContext<Page>({
  post: () => undefined,
  shortcuts: {},
  open: {},
  setOpen: () => undefined,
});

export function usePage(): Page {
  return useContext(PageContext);
}
