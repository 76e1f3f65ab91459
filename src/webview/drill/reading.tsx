/** What there is to read: the question, the contract, hints. */
import type { Drill } from '../../core/content.ts';
import type { DrillPageState } from '../../protocol/drill-page.ts';
import { openAtFirst, type Stage } from './model.ts';
import { Button, FoldSection, HtmlText } from '../shared/parts.tsx';

export function Question({ drill, stage }: { drill: Drill; stage: Stage }) {
  return (
    <FoldSection id="question" title="Question" openAtFirst={openAtFirst('question', stage)}>
      <HtmlText html={drill.question} />
    </FoldSection>
  );
}

export function Contract({ drill, stage }: { drill: Drill; stage: Stage }) {
  return (
    <FoldSection id="contract" title="Contract" openAtFirst={openAtFirst('contract', stage)}>
      <HtmlText html={drill.contract} />
    </FoldSection>
  );
}

export function Hints({ drill, state }: { drill: Drill; state: DrillPageState }) {
  const opened = state.attempt?.hints ?? [];
  const shown = drill.hints.flatMap((html, i) => (opened.includes(i) ? [{ html, i }] : []));
  const all = drill.hints.length;
  return (
    <FoldSection id="hints" title="Hints" aside={`${shown.length} of ${all} opened`}>
      {shown.length === 0 && (
        <p class="aside">
          Hints range from a nudge to almost the full answer. The debrief counts the ones you open.
        </p>
      )}
      {shown.map(({ html, i }) => (
        <article
          key={i}
          class="hint"
          tabIndex={-1}
          data-landing={i === shown.at(-1)?.i ? '' : undefined}
        >
          <h3>Hint {i + 1}</h3>
          <HtmlText html={html} />
        </article>
      ))}
      <div class="buttons">
        {state.attempt === null ? (
          <p class="aside">Start the clock to open them.</p>
        ) : (
          shown.length < all && (
            <Button command="show-hint">
              Show hint {shown.length + 1} of {all}
            </Button>
          )
        )}
        {shown.length === all && (
          <Button command="compare-solution" look="link">
            Compare with the solution
          </Button>
        )}
      </div>
    </FoldSection>
  );
}
