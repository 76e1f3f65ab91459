/** The page: what is shown, and in which order. */
import type { BoardTask, WhiteboardPageState } from '../../protocol/whiteboard-page.ts';
import type { Practice } from '../../protocol/oral-page.ts';
import { Away } from '../shared/away.tsx';
import { Clock, phaseOf } from '../shared/clock.tsx';
import { Measured, Waiting } from '../shared/frame.tsx';
import { Button, FoldSection, HtmlText } from '../shared/parts.tsx';
import type { Received } from '../shared/received.ts';
import { Afterwards } from './afterwards.tsx';
import { DebriefSection } from './debrief.tsx';
import { mayShowReference, type Model } from './model.ts';
import { Habits, Points } from './reading.tsx';
import { ReviewSection } from './review.tsx';

export function App({ model: { task, received, practice } }: { model: Model }) {
  if (!task || !received) return <Waiting page="whiteboard" title={task?.title} />;
  return <Content task={task} received={received} practice={practice} />;
}

interface ContentProps {
  readonly task: BoardTask;
  readonly received: Received<WhiteboardPageState>;
  readonly practice: readonly Practice[];
}

function Content({ task, received, practice }: ContentProps) {
  const { state } = received;
  const { attempt, review } = state;
  const finished = attempt?.clock.finished === true;
  return (
    <>
      <header>
        <h1>{task.title}</h1>
      </header>
      <Measured>
        <Clock phases={task.phases} received={received} />
      </Measured>
      <main>
        {attempt && <Away key="away" attempt={attempt} />}
        {finished && <DebriefSection key="debrief" task={task} state={state} attempt={attempt} />}
        <FoldSection key="question" id="question" title="Task" openAtFirst={!finished}>
          <HtmlText html={task.question} />
          <Aids state={state} />
        </FoldSection>
        {review && <ReviewSection key="review" review={review} />}
        <Points
          key="points"
          task={task}
          current={phaseOf(task.phases, attempt)?.id ?? null}
          ticked={attempt?.points ?? []}
          shown={finished || attempt?.revealed === true}
        />
        <Habits key="habits" />
        <Afterwards key="after" task={task} practice={practice} shown={finished} />
      </main>
    </>
  );
}

/** The drawing, its review, and the reference for those who have done what they can. */
function Aids({ state }: { state: WhiteboardPageState }) {
  const { attempt, fileName } = state;
  if (attempt === null) return null;
  const shown = mayShowReference(state);
  return (
    <div class="buttons">
      {fileName !== null && (
        <Button command="review" look="primary">
          Review drawing
        </Button>
      )}
      {fileName !== null && <Button command="open-file">Open {fileName}</Button>}
      {shown ? (
        <Button command="reference">Show the reference beside it</Button>
      ) : (
        attempt.clock.started && (
          <Button command="reference" look="link">
            Pause the clock and show the reference
          </Button>
        )
      )}
    </div>
  );
}
