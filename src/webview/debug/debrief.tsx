/** What is told at the end: what was found and missed, then the time, how it felt, and what comes next. */
import { formatClock, totalElapsed } from '../../core/clock.ts';
import { phaseTimes } from '../../core/debrief.ts';
import type {
  DebugDebriefOnPage,
  DebugDrill,
  DebugPageState,
  SuspicionOnPage,
} from '../../protocol/debug-page.ts';
import { RatingChoice, Times } from '../shared/debrief.tsx';
import { usePage } from '../shared/page.ts';
import { Button, Sign } from '../shared/parts.tsx';
import { count } from '../shared/words.ts';
import { MistakeOutcome } from './mistake-outcome.tsx';
import { MissedPoints } from './missed-points.tsx';
import { linesText, resultText } from './words.ts';

interface DebriefProps {
  readonly drill: DebugDrill;
  readonly state: DebugPageState;
}

export function DebugDebrief({ drill, state }: DebriefProps) {
  const { attempt, debrief, running } = state;
  if (!attempt) return null;
  return (
    <section class="section debrief" id="debrief" aria-labelledby="debrief-title">
      <h2 id="debrief-title" tabIndex={-1} data-landing="">
        Debrief <span class="aside">{running ? 'Checking the file once more…' : ''}</span>
      </h2>
      {debrief ? (
        <Facts debrief={debrief} ms={totalElapsed(attempt.clock, state.now)} />
      ) : (
        <p>The key to this program is not on this machine, so its mistakes cannot be shown.</p>
      )}
      <Times
        phases={phaseTimes(state.phases, state.bands, attempt.clock, state.now)}
        clock={attempt.clock}
      />
      <MissedPoints drill={drill} phases={state.phases} said={attempt.points} />
      <RatingChoice rating={attempt.rating} suggested={attempt.suggested} />
      <Next state={state} />
    </section>
  );
}

function Facts({ debrief, ms }: { debrief: DebugDebriefOnPage; ms: number }) {
  const good = debrief.mistakes.every(({ found }) => found) && debrief.broken.length === 0;
  return (
    <>
      <p class="result">
        <Sign shape={good ? 'check' : 'dash'} tone={good ? 'good' : 'quiet'} />{' '}
        <strong>{resultText(debrief)}</strong>, {formatClock(ms)} in all.
      </p>
      {debrief.mistakes.map((one) => (
        <MistakeOutcome key={one.id} told={one} />
      ))}
      {debrief.broken.length > 0 && (
        <>
          <h3>Newly broken</h3>
          <ul>
            {debrief.broken.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </>
      )}
      <h3>How you worked</h3>
      <ul>
        <li>{linesText(debrief)}</li>
        <li>
          <SuspicionFacts debrief={debrief} />
        </li>
        {debrief.timesBroken > 0 && (
          <li>{count(debrief.timesBroken, 'check')} found something newly broken.</li>
        )}
        <li>
          The code <code>{debrief.code}</code> recreates this program.
        </li>
      </ul>
    </>
  );
}

function SuspicionFacts({ debrief }: { debrief: DebugDebriefOnPage }) {
  const { rightSuspicions, wrongSuspicions } = debrief;
  const all = rightSuspicions.length + wrongSuspicions.length;
  if (all === 0) return <>You did not mark any lines as suspected.</>;
  const right = rightSuspicions.length;
  return (
    <>
      {right} of {count(all, 'suspicion')} {right === 1 ? 'was' : 'were'} right.
      {wrongSuspicions.length > 0 && (
        <>
          {' '}
          Nothing was wrong with:
          <SuspectedLines lines={wrongSuspicions} />
        </>
      )}
    </>
  );
}

function SuspectedLines({ lines }: { lines: readonly SuspicionOnPage[] }) {
  return (
    <ul>
      {lines.map(({ line, text }) => (
        <li key={line}>
          line {line}: <code>{text.trim()}</code>
        </li>
      ))}
    </ul>
  );
}

function Next({ state: { next, stages } }: { state: DebugPageState }) {
  const { post } = usePage();
  return (
    <>
      {stages.length > 0 && (
        <>
          <h3>Continue with this program</h3>
          <ul>
            {stages.map(({ id, title, passed }) => (
              <li key={id}>
                <button
                  type="button"
                  class="link"
                  onClick={() => post({ type: 'start-stage', drill: id })}
                >
                  {title}
                </button>{' '}
                {passed && <span class="aside">passed before</span>}
              </li>
            ))}
          </ul>
        </>
      )}
      {next && (
        <p>
          <strong>Next: {next.title}.</strong> {next.reason}
        </p>
      )}
      <div class="buttons">
        {next && (
          <Button command="what-next" look="primary">
            Continue
          </Button>
        )}
        <Button command="new-attempt">Another program</Button>
        <Button command="compare">Compare with the original</Button>
      </div>
    </>
  );
}
