/** Around every page: what its parts may use, what went wrong, and what screen readers hear. */
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { WAITING, type PageName } from '../../protocol/page-names.ts';
import { useFocusKept } from './focus.ts';
import type { BaseModel } from './base-model.ts';
import { NO_SHORTCUTS, PageContext, type Page, type Shortcuts } from './page.ts';

interface FrameProps {
  readonly model: BaseModel;
  readonly shortcuts: Shortcuts | undefined;
  readonly post: Page['post'];
  readonly sent: Page['sent'];
  readonly carriedOut: Page['carriedOut'];
  readonly open: Page['open'];
  readonly setOpen: (ids: readonly string[], open: boolean) => void;
  readonly dismiss: () => void;
  readonly children: ComponentChildren;
}

export function Frame({ model, post, open, setOpen, dismiss, children, ...rest }: FrameProps) {
  const { sent, carriedOut } = rest;
  const shortcuts = rest.shortcuts ?? NO_SHORTCUTS;
  useFocusKept();
  const page = useMemo<Page>(
    () => ({ post, sent, carriedOut, shortcuts, open, setOpen: (id, on) => setOpen([id], on) }),
    [post, sent, carriedOut, shortcuts, open, setOpen],
  );
  return (
    <PageContext.Provider value={page}>
      {children}
      <ErrorNotice message={model.error} dismiss={dismiss} />
      <div class="heard" aria-live="polite">
        <p key={model.said.turn}>{model.said.text}</p>
      </div>
    </PageContext.Provider>
  );
}

/** Shown until the host has sent everything: the same as the document shows from its first moment, before any script runs. */
export function Waiting({ page, title }: { page: PageName; title: string | undefined }) {
  return (
    <main class="section">
      <h1>{title ?? document.title}</h1>
      <p class="aside">{WAITING[page]}</p>
    </main>
  );
}

/** Tells the styles how high the clock is, so that nothing that gets the focus hides behind it. */
export function Measured({ children }: { children: ComponentChildren }) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => {
      document.documentElement.style.setProperty('--clock-height', `${element.offsetHeight}px`);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <div class="top" ref={box}>
      {children}
    </div>
  );
}

function ErrorNotice({ message, dismiss }: { message: string | null; dismiss: () => void }) {
  return (
    <div role="alert" class={message === null ? '' : 'trouble'}>
      {message !== null && (
        <>
          <p>{message}</p>
          <button type="button" class="secondary" onClick={dismiss}>
            Dismiss
          </button>
        </>
      )}
    </div>
  );
}
