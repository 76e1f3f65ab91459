/** What is told at the end: facts first, then how it felt and what comes next. */
import { formatClock, totalElapsed } from '../../core/clock.ts';
import type { Drill } from '../../core/content.ts';
import { debrief, type Debrief, type PhaseTime } from '../../core/debrief.ts';
import type { AttemptOnPage, DrillPageState } from '../../protocol/drill-page.ts';
import { Bar, PLACE_SIGNS } from './clock.tsx';
import { usePage } from './page.ts';
import { Button, Fold, Rich, Sign } from './parts.tsx';
import { bandText, count, PLACE_DONE, spanText } from './words.ts';

interface DebriefProps {
  readonly drill: Drill;
  readonly state: DrillPageState;
  readonly attempt: AttemptOnPage;
}

export function DebriefSection({ drill, state, attempt }: DebriefProps) {
  const facts = debrief(drill, state.bands, attempt, state.now);
  const away = attempt.clock.aways.filter((one) => !one.counted);
  return (
    <section class="section debrief" aria-labelledby="debrief-title">
      <h2 id="debrief-title" tabIndex={-1} data-landing="">
        Debrief
      </h2>
      <p class="result">
        <Sign shape={attempt.passed ? 'check' : 'dash'} tone={attempt.passed ? 'good' : 'quiet'} />{' '}
        <strong>{attempt.passed ? 'Your code passed' : 'Your code has not passed yet'}</strong>,{' '}
        {formatClock(totalElapsed(attempt.clock, state.now))} in all.
      </p>
      <h3>Time</h3>
      <ul class="times">
        {facts.phases.map((one) => (
          <PhaseLine key={one.phase.id} time={one} />
        ))}
      </ul>
      {away.length > 0 && (
        <p>
          Not counted: {spanText(away.reduce((sum, one) => sum + one.ms, 0))} with the window
          closed.{' '}
          <Button command="count-away" look="link">
            Count it
          </Button>
        </p>
      )}
      <Points facts={facts} drill={drill} />
      <h3>Hints</h3>
      <p>{facts.hints === 0 ? 'None taken.' : `${facts.hints} of ${drill.hints.length} taken.`}</p>
      <Felt felt={attempt.felt} />
      <Next state={state} />
    </section>
  );
}

function PhaseLine({ time: { phase, ms, band, place } }: { time: PhaseTime }) {
  const reached = ms > 0;
  return (
    <li>
      <p>
        <strong>{phase.title}</strong>{' '}
        {reached ? (
          <>
            {formatClock(ms)} ·{' '}
            <span class={`place ${place}`}>
              <Sign shape={PLACE_SIGNS[place]} /> {PLACE_DONE[place]}
            </span>
          </>
        ) : (
          'not reached'
        )}
        <span class="aside"> · aim for {bandText(band)}</span>
      </p>
      <Bar ms={ms} band={band} place={place} />
    </li>
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
                <Rich inline html={point.say} />
              </li>
            ))}
          </ul>
        </Fold>
      )}
    </>
  );
}

const FELT = [
  [1, 'I was lost'],
  [2, 'Hard'],
  [3, 'It went well'],
  [4, 'Easy'],
] as const;

function Felt({ felt }: { felt: number | null }) {
  const { post } = usePage();
  return (
    <fieldset>
      <legend>How did it feel?</legend>
      {FELT.map(([rating, words]) => (
        <label key={rating} class="felt">
          <input
            type="radio"
            name="felt"
            checked={felt === rating}
            onChange={() => post({ type: 'felt', rating })}
          />
          {words}
        </label>
      ))}
    </fieldset>
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
            Go on
          </Button>
        )}
        <Button command="new-attempt">New attempt</Button>
        <Button command="compare-solution">Compare with the solution</Button>
      </div>
    </>
  );
}
