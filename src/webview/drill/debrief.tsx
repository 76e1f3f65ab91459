/** What is told at the end: facts first, then how it felt and what comes next. */
import { formatClock, totalElapsed } from '../../core/clock.ts';
import type { Drill } from '../../core/content.ts';
import { debrief, type Debrief } from '../../core/debrief.ts';
import type { AttemptOnPage } from '../../protocol/clock-page.ts';
import type { DrillPageState } from '../../protocol/drill-page.ts';
import { RatingChoice, Times } from '../shared/debrief.tsx';
import { Button, Fold, HtmlText, Sign } from '../shared/parts.tsx';
import { count } from '../shared/words.ts';

interface DebriefProps {
  readonly drill: Drill;
  readonly state: DrillPageState;
  readonly attempt: AttemptOnPage;
}

export function DebriefSection({ drill, state, attempt }: DebriefProps) {
  const facts = debrief(drill, state.bands, attempt, state.now);
  return (
    <section class="section debrief" id="debrief" aria-labelledby="debrief-title">
      <h2 id="debrief-title" tabIndex={-1} data-landing="">
        Debrief
      </h2>
      <p class="result">
        <Sign shape={attempt.passed ? 'check' : 'dash'} tone={attempt.passed ? 'good' : 'quiet'} />{' '}
        <strong>{attempt.passed ? 'Your code passed' : 'Your code has not passed yet'}</strong>,{' '}
        {formatClock(totalElapsed(attempt.clock, state.now))} in all.
      </p>
      <Times phases={facts.phases} clock={attempt.clock} />
      <Points facts={facts} drill={drill} />
      {drill.hints.length > 0 && (
        <>
          <h3>Hints</h3>
          <p>
            {facts.hints === 0 ? 'None taken.' : `${facts.hints} of ${drill.hints.length} taken.`}
          </p>
        </>
      )}
      <RatingChoice rating={attempt.rating} suggested={attempt.suggested} />
      <Next state={state} />
    </section>
  );
}

function Points({ facts, drill }: { facts: Debrief; drill: Drill }) {
  const all = drill.phases.reduce((sum, phase) => sum + phase.talking.length, 0);
  const missed = facts.missed.length;
  return (
    <>
      <h3>Talking points</h3>
      {missed === 0 ? (
        <p>You made all {all}.</p>
      ) : (
        <Fold
          id="missed"
          openAtFirst={missed <= 4}
          summary={`${all - missed} of ${all} made; ${count(missed, 'was', 'were')} missed`}
        >
          <ul>
            {facts.missed.map(({ point }) => (
              <li key={point.id}>
                <HtmlText inline html={point.say} />
              </li>
            ))}
          </ul>
        </Fold>
      )}
    </>
  );
}

function Next({ state }: { state: DrillPageState }) {
  return (
    <>
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
        <Button command="compare-solution">Compare with the solution</Button>
      </div>
    </>
  );
}
