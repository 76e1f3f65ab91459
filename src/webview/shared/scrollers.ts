/** Lets the keyboard scroll what is wider than the page; what fits is not a stop for Tab. */
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { RefObject } from 'preact';

function mark(entries: readonly ResizeObserverEntry[]): void {
  for (const { target } of entries) {
    if (!(target instanceof HTMLElement || target instanceof MathMLElement)) continue;
    if (target.scrollWidth > target.clientWidth || target.scrollHeight > target.clientHeight) {
      target.tabIndex = 0;
    } else {
      target.removeAttribute('tabindex');
    }
  }
}

/** For a box of compiled content; `content` tells when it is another one. */
export function useScrollers<T extends Element>(content: unknown): RefObject<T | null> {
  const box = useRef<T>(null);
  useLayoutEffect(() => {
    const wide = [
      ...(box.current?.querySelectorAll('pre, math[display="block"], .scrolling') ?? []),
    ];
    if (wide.length === 0) return undefined;
    const observer = new ResizeObserver(mark);
    for (const one of wide) observer.observe(one);
    return () => observer.disconnect();
  }, [content]);
  return box;
}
