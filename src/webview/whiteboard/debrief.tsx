/** What is told at the end: the result of the review, times against their bands, how it felt, what comes next. */
import { formatClock, totalElapsed } from '../../core/clock.ts';
import { phaseTimes } from '../../core/debrief.ts';
import type { AttemptOnPage } from '../../protocol/clock-page.ts';
import type { BoardTask, WhiteboardPageState } from '../../protocol/whiteboard-page.ts';
import { RatingChoice, Times } from '../shared/debrief.tsx';
import { Button } from '../shared/parts.tsx';

interface DebriefProps {
  readonly task: BoardTask;
  readonly state: WhiteboardPageState;
  readonly attempt: AttemptOnPage;
}

export function DebriefSection({ task, state, attempt }: DebriefProps) {
  const points = task.phases.flatMap((phase) => phase.points);
  const said = points.filter(({ id }) => attempt.points.includes(id)).length;
  const times = phaseTimes(task.phases, state.bands, attempt.clock, state.now);
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
        points ticked. Tick below what your drawing shows. {resultText(state, attempt)}
      </p>
      <Times phases={times} clock={attempt.clock} />
      <RatingChoice rating={attempt.rating} suggested={attempt.suggested} />
      {state.next && (
        <p>
          <strong>Next: {state.next.title}.</strong> {state.next.reason}
        </p>
      )}
      <div class="buttons">
        {state.review === null && (
          <Button command="review" look="primary">
            Review drawing
          </Button>
        )}
        <Button command="reference">Show the reference beside it</Button>
        {state.next && (
          <Button command="what-next" look={state.review === null ? 'secondary' : 'primary'}>
            Continue
          </Button>
        )}
        <Button command="new-attempt">New attempt</Button>
      </div>
    </section>
  );
}

function resultText({ review }: WhiteboardPageState, { passed }: AttemptOnPage): string {
  if (passed) return 'The review found nothing wrong.';
  return review === null
    ? 'The drawing has not been reviewed yet.'
    : 'The review found something to put right.';
}
