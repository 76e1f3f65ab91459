/** Hints about what is left, one at a time, and the way out. */
import { useState } from 'preact/hooks';
import type { DebugPageState } from '../../protocol/debug-page.ts';
import { Button, Rich } from '../shared/parts.tsx';
import { Line } from './check.tsx';
import { HINT_TITLES } from './words.ts';

export function Hints({ state: { hints, moreHints } }: { state: DebugPageState }) {
  return (
    <section class="section" aria-labelledby="hints-title">
      <h2 id="hints-title">
        Hints <span class="aside">{hints.length > 0 ? `${hints.length} taken` : ''}</span>
      </h2>
      {hints.length === 0 && (
        <p class="aside">For one mistake after the other: where, how it shows, which line.</p>
      )}
      {hints.map((one) => (
        <div key={`${one.mistake} ${one.step}`}>
          <h3>{HINT_TITLES[one.step]}</h3>
          <Rich html={one.html} /> {one.line !== null && <Line line={one.line} />}
        </div>
      ))}
      <div class="buttons">
        {moreHints && (
          <Button command="show-hint">{hints.length > 0 ? 'Next hint' : 'Hint'}</Button>
        )}
        <GiveUp />
      </div>
    </section>
  );
}

/** Asks once more in its place: what is shown then is the answer. */
function GiveUp() {
  const [asked, setAsked] = useState(false);
  if (!asked) {
    return (
      <button type="button" class="link" onClick={() => setAsked(true)}>
        Give up
      </button>
    );
  }
  return (
    <>
      <span>This ends the attempt and shows every mistake.</span>
      <Button command="give-up">Show the mistakes</Button>
      <button type="button" class="link" onClick={() => setAsked(false)}>
        Keep looking
      </button>
    </>
  );
}
