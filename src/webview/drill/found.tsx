/** The mistakes that the last check found, named and explained. */
import type { Drill, Mistake } from '../../core/content.ts';
import type { FoundMistake } from '../../core/ports.ts';
import type { DrillPageState } from '../../protocol/drill-page.ts';
import { Fold, HtmlText, TickMark } from '../shared/parts.tsx';
import { madeBeforeText } from './words.ts';
import { Line } from './line.tsx';

interface FoundProps {
  readonly drill: Drill;
  readonly state: DrillPageState;
  readonly found: readonly FoundMistake[];
}

export function FoundMistakes({ drill, state, found }: FoundProps) {
  return (
    <>
      {found.map((one, at) => {
        const mistake = drill.mistakes.find((known) => known.id === one.id);
        const before = state.madeBefore[one.id];
        return (
          <article
            key={one.id}
            id={at === 0 ? 'first-found' : undefined}
            class={`found ${mistake?.severity ?? 'error'}`}
          >
            <h3>
              {mistake?.title ?? one.id}
              {mistake?.severity === 'note' && <span class="tag">does not fail the check</span>}
            </h3>
            <p>
              <TickMark text={one.message} /> {one.line !== null && <Line line={one.line} />}
            </p>
            {before && <p class="before">{madeBeforeText(before, state.now)}.</p>}
            {mistake && (
              <Fold id={`found-${one.id}`} summary="The reason, how to notice it and how to fix it">
                <Explained mistake={mistake} />
              </Fold>
            )}
          </article>
        );
      })}
    </>
  );
}

export function Explained({ mistake }: { mistake: Mistake }) {
  return (
    <dl class="explained">
      <dt>Why it is wrong</dt>
      <dd>
        <HtmlText html={mistake.why} />
      </dd>
      <dt>How to notice it</dt>
      <dd>
        <HtmlText html={mistake.notice} />
      </dd>
      <dt>The fix</dt>
      <dd>
        <HtmlText html={mistake.fix} />
      </dd>
    </dl>
  );
}
