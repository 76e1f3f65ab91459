/** Hints about what is left, one at a time. */
import type { DebugPageState, HintOnPage } from '../../protocol/debug-page.ts';
import { Button, HtmlText } from '../shared/parts.tsx';
import { Line } from './check.tsx';
import { GiveUp } from './give-up.tsx';
import { HINT_TITLES } from './words.ts';

export function Hints({ state }: { state: DebugPageState }) {
  const { attempt, check, hints, moreHints, planted } = state;
  const isRepaired = check?.kind === 'counted' && check.passed;
  if (isRepaired && hints.length === 0) return null;
  return (
    <section class="section" aria-labelledby="hints-title">
      <h2 id="hints-title">
        Hints <span class="aside">{hints.length > 0 ? `${hints.length} taken` : ''}</span>
      </h2>
      {hints.length === 0 && (
        <p class="aside">
          The hints cover one mistake at a time, giving first the function, then the symptom, then
          the line. The debrief counts the ones you open.
        </p>
      )}
      {hints.map((one) => (
        <Hint
          key={`${one.mistake} ${one.step}`}
          hint={one}
          isOnly={planted === 1}
          isLast={one === hints.at(-1)}
        />
      ))}
      {moreHints && (
        <div class="buttons">
          <Button command="show-hint">{hints.length > 0 ? 'Next hint' : 'First hint'}</Button>
        </div>
      )}
      {!isRepaired && <GiveUp key={attempt?.id} />}
    </section>
  );
}

interface HintProps {
  readonly hint: HintOnPage;
  /** Of a program with one mistake: then there is none to tell it from. */
  readonly isOnly: boolean;
  readonly isLast: boolean;
}

function Hint({ hint: { mistake, step, html, line }, isOnly, isLast }: HintProps) {
  return (
    <article
      id={isLast ? 'last-hint' : undefined}
      class="hint"
      tabIndex={-1}
      data-landing={isLast ? '' : undefined}
    >
      <h3>
        {HINT_TITLES[step]}
        {!isOnly && <span class="aside"> · mistake {mistake + 1}</span>}
      </h3>
      <HtmlText html={html} />
      {line !== null && <Line line={line}>Show the line</Line>}
    </article>
  );
}
