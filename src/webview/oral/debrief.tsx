/** What is told at the end: times against their bands, points said, how it felt, what comes next. */
import { formatClock, totalElapsed } from '../../core/clock.ts';
import type { Oral, OralPhase } from '../../core/content.ts';
import { phaseTimes } from '../../core/debrief.ts';
import type { AttemptOnPage } from '../../protocol/clock-page.ts';
import type { OralPageState } from '../../protocol/oral-page.ts';
import { RatingChoice, Times } from '../shared/debrief.tsx';
import { Button, Fold, HtmlText } from '../shared/parts.tsx';
import { count } from '../shared/words.ts';

interface DebriefProps {
  readonly oral: Oral;
  readonly state: OralPageState;
  readonly attempt: AttemptOnPage;
}

export function DebriefSection({ oral, state, attempt }: DebriefProps) {
  const points = oral.phases.flatMap(({ outline }) => outline);
  const said = points.filter(({ id }) => attempt.points.includes(id)).length;
  const times = phaseTimes(oral.phases, state.bands, attempt.clock, state.now);
  return (
    <section class="section debrief" id="debrief" aria-labelledby="debrief-title">
      <h2 id="debrief-title" tabIndex={-1} data-landing="">
        Debrief
      </h2>
      <p class="result">
        <strong>{formatClock(totalElapsed(attempt.clock, state.now))}</strong> in all,{' '}
        <strong>
          {said} of {points.length}
        </strong>{' '}
        points ticked.{said === 0 && ' Tick below what you said, to see what was missing.'}
      </p>
      <Times phases={times} clock={attempt.clock} />
      <Missed points={points} ticked={attempt.points} />
      <RatingChoice rating={attempt.rating} suggested={attempt.suggested} />
      {state.next && (
        <p>
          <strong>Next: {state.next.title}.</strong> {state.next.reason}
        </p>
      )}
      <div class="buttons">
        {state.next && (
          <Button command="what-next" look="primary">
            Continue
          </Button>
        )}
        <Button command="new-attempt">New attempt</Button>
      </div>
    </section>
  );
}

interface MissedProps {
  readonly points: OralPhase['outline'];
  readonly ticked: readonly string[];
}

/** Nothing before the first tick: the points are listed below then. */
function Missed({ points, ticked }: MissedProps) {
  const missed = points.filter(({ id }) => !ticked.includes(id));
  if (missed.length === 0 || missed.length === points.length) return null;
  return (
    <>
      <h3>Points missed</h3>
      <Fold
        id="missed"
        openAtFirst={missed.length <= 4}
        summary={`${count(missed.length, 'point')} not ticked`}
      >
        <ul>
          {missed.map((point) => (
            <li key={point.id}>
              <HtmlText inline html={point.say} />
            </li>
          ))}
        </ul>
      </Fold>
    </>
  );
}
