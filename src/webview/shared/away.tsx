/** The window was closed, or the computer slept, while the clock ran: says so, and lets the user decide. */
import type { AttemptOnPage } from '../../protocol/clock-page.ts';
import { Button } from './parts.tsx';
import { spanText } from '../../core/clock.ts';

export function Away({ attempt }: { attempt: AttemptOnPage }) {
  const { aways, since, finished } = attempt.clock;
  const away = aways.at(-1);
  if (!away || away.counted || since !== null || finished) return null;
  return (
    <section class="section notice" aria-labelledby="away-title">
      <h2 id="away-title">Welcome back</h2>
      <p>
        The window was closed or the computer slept for {spanText(away.ms)}, and that time is not
        counted.
      </p>
      <div class="buttons">
        <Button command="resume" look="primary">
          Resume
        </Button>
        <Button command="count-away">Count it</Button>
      </div>
    </section>
  );
}
