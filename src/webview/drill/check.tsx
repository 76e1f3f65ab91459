/** What the last check said, the most useful first. */
import type { CheckOutcome, CheckResult, Verdict } from '../../core/ports.ts';
import type { Drill } from '../../core/content.ts';
import { timedOut } from '../../core/timed-out.ts';
import type { DrillPageState } from '../../protocol/drill-page.ts';
import { FoundMistakes } from './found.tsx';
import { Button, Fold, Sign, TickMark } from '../shared/parts.tsx';
import { count } from '../shared/words.ts';
import { outcomeText } from './words.ts';
import { Line } from './line.tsx';

export function Check({ drill, state }: { drill: Drill; state: DrillPageState }) {
  const { check, checksOff, fileName } = state;
  const outcome = check?.outcome ?? null;
  return (
    <section class="section check" id="check" aria-labelledby="check-title">
      <h2 id="check-title">
        Check{' '}
        <span class="aside">
          {check?.running === true
            ? 'Checking…'
            : check?.stale === true && outcome
              ? 'Edited since this check'
              : ''}
        </span>
      </h2>
      {checksOff !== null && <p class="notice">{checksOff}</p>}
      {outcome ? (
        <div class="last">
          <Outcome drill={drill} state={state} outcome={outcome} />
        </div>
      ) : (
        checksOff === null &&
        check?.running !== true && (
          <p>
            Each time you save {fileName}, a check shows what works and which mistake is in the way.
          </p>
        )
      )}
      <div class="buttons">
        {checksOff === null && <Button command="check">Check now</Button>}
        <Button command="open-file" look="link">
          Open {fileName}
        </Button>
      </div>
    </section>
  );
}

interface OutcomeProps {
  readonly drill: Drill;
  readonly state: DrillPageState;
  readonly outcome: CheckOutcome;
}

function Outcome({ drill, state, outcome }: OutcomeProps) {
  const good = outcome.outcome === 'graded' && outcome.passed;
  return (
    <>
      <p class="result">
        <Sign shape={good ? 'check' : 'cross'} tone={good ? 'good' : 'bad'} />{' '}
        <strong>{outcomeText(outcome)}</strong>
      </p>
      {outcome.outcome === 'graded' ? (
        <>
          <FoundMistakes drill={drill} state={state} found={outcome.mistakes} />
          <Stages verdict={outcome} />
        </>
      ) : (
        <WhatToDo outcome={outcome} />
      )}
      {'output' in outcome && (
        <Output
          text={outcome.output}
          cut={outcome.outcome === 'graded' && outcome.outputTruncated}
        />
      )}
    </>
  );
}

function WhatToDo({ outcome }: { outcome: Exclude<CheckOutcome, Verdict> }) {
  switch (outcome.outcome) {
    case 'timed-out':
      return (
        <>
          <p>
            {timedOut(outcome).message} {outcome.line !== null && <Line line={outcome.line} />}
          </p>
          <p>
            Look for a loop that never ends, an <code>input()</code> or a download. If the code is
            just slow, try smaller sizes, or raise the time limit in the settings.
          </p>
        </>
      );
    case 'crashed':
      return (
        <>
          <pre tabIndex={0} role="group" aria-label="How Python stopped">
            {outcome.detail}
          </pre>
          <p>
            Run the file in a terminal to see the crash. The usual causes are running out of memory,
            endless recursion and <code>exit()</code>. Your file and the clock are unharmed.
          </p>
        </>
      );
    case 'cannot-start':
      return (
        <p>
          {outcome.reason} The clock and the talking points work without checks. Once this is fixed,
          check again.
        </p>
      );
    case 'cancelled':
      return <p>Save the file or check it again to get a result.</p>;
  }
}

function Stages({ verdict }: { verdict: Verdict }) {
  const failed = verdict.checks.filter((one) => one.status === 'failed');
  const rest = verdict.checks.filter((one) => one.status !== 'failed');
  const told = verdict.mistakes.map(({ message }) => message);
  const skipped = rest.filter((one) => one.status === 'skipped').length;
  const passed = rest.length - skipped;
  return (
    <>
      {failed.length > 0 && (
        <ul class="stages">
          {failed.map((one) => (
            <Stage key={one.id} stage={one} told={told} />
          ))}
        </ul>
      )}
      {rest.length > 0 && (
        <Fold
          id="stages"
          summary={
            <>
              {count(passed, 'stage')} passed
              {skipped > 0 && `, ${skipped} not reached`}
              <span class="aside">in {(verdict.durationMs / 1000).toFixed(2)} s</span>
            </>
          }
        >
          <ul class="stages">
            {rest.map((one) => (
              <Stage key={one.id} stage={one} />
            ))}
          </ul>
        </Fold>
      )}
    </>
  );
}

const STATUS = {
  passed: ['check', 'good', 'Passed'],
  failed: ['cross', 'bad', 'Failed'],
  skipped: ['dash', 'quiet', 'Not reached'],
} as const;

/** `told` is what the named mistakes above say already. */
function Stage({ stage, told = [] }: { stage: CheckResult; told?: readonly string[] }) {
  const [shape, tone, word] = STATUS[stage.status];
  return (
    <li>
      <Sign shape={shape} tone={tone} />
      <div>
        <p>
          <strong>{stage.title}</strong> <span class="aside">{word}</span>{' '}
          {stage.line !== null && <Line line={stage.line} />}
        </p>
        {stage.message !== null && !told.includes(stage.message) && (
          <p>
            <TickMark text={stage.message} />
          </p>
        )}
        {(stage.expected !== null || stage.actual !== null) && (
          <dl class="compare">
            <dt>Expected</dt>
            <dd>
              <code>{stage.expected ?? 'nothing'}</code>
            </dd>
            <dt>Actual</dt>
            <dd>
              <code>{stage.actual ?? 'nothing'}</code>
            </dd>
          </dl>
        )}
      </div>
    </li>
  );
}

function Output({ text, cut }: { text: string; cut: boolean }) {
  if (text === '') return null;
  return (
    <Fold id="output" summary="What your code printed">
      <pre class="output" tabIndex={0} role="group" aria-label="What your code printed">
        {text}
      </pre>
      {cut && <p class="aside">Your code printed more, but the middle is left out.</p>}
    </Fold>
  );
}
