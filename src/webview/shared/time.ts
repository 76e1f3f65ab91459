/** Drawing the running clock: only while it runs and can be seen. */
import { useEffect, useState } from 'preact/hooks';
import { elapsed } from '../../core/clock.ts';
import type { ClockOnPage } from '../../protocol/clock-page.ts';
import { hostTime, type Received } from './received.ts';

/** The host's wall clock now. Draws the component again when the shown second changes. */
export function useHostNow(received: Received<ClockOnPage>): number {
  const [, draw] = useState(0);
  const clock = received.state.attempt?.clock;
  const running = clock !== undefined && clock.since !== null;
  useEffect(() => {
    if (!running) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tick = (): void => {
      clearTimeout(timer);
      if (document.hidden) return;
      draw((n) => n + 1);
      const shown = elapsed(clock, clock.phase, hostTime(received, Date.now()));
      timer = setTimeout(tick, untilNextSecond(shown));
    };
    document.addEventListener('visibilitychange', tick);
    tick();
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', tick);
    };
  }, [received, running]);
  return hostTime(received, Date.now());
}

/** Milliseconds until the next whole second, and a little more so that rounding never shows the old one. */
export function untilNextSecond(ms: number): number {
  return 1000 - (Math.floor(ms) % 1000) + 5;
}
