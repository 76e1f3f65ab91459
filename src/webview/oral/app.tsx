/** The page: what is shown, and in which order. */
import type { Oral } from '../../core/content.ts';
import type { OralPageState, Practice } from '../../protocol/oral-page.ts';
import { Away } from '../shared/away.tsx';
import { Clock } from '../shared/clock.tsx';
import { Measured, Waiting } from '../shared/frame.tsx';
import { Button, FoldSection, HtmlText } from '../shared/parts.tsx';
import { Clarifying, HowItRuns } from '../shared/reading.tsx';
import type { Received } from '../shared/received.ts';
import { Answers } from './answers.tsx';
import { DebriefSection } from './debrief.tsx';
import { Afterwards } from './afterwards.tsx';
import { mayShowAnswers, type Model } from './model.ts';
import { Review } from './review.tsx';
import { DuePoint } from './say-now.tsx';

export function App({ model: { oral, received, practice } }: { model: Model }) {
  if (!oral || !received) return <Waiting page="oral" title={oral?.title} />;
  return <Content oral={oral} received={received} practice={practice} />;
}

interface ContentProps {
  readonly oral: Oral;
  readonly received: Received<OralPageState>;
  readonly practice: readonly Practice[];
}

function Content({ oral, received, practice }: ContentProps) {
  const { state } = received;
  const { attempt } = state;
  const finished = attempt?.clock.finished === true;
  const begun = attempt?.clock.started === true || finished;
  const shown = mayShowAnswers(state);
  return (
    <>
      <header>
        <h1>{oral.title}</h1>
      </header>
      <Measured>
        <Clock
          phases={oral.phases}
          received={received}
          now={(phase, ms) => <DuePoint phase={phase} ms={ms} />}
        />
      </Measured>
      <main>
        {attempt && <Away key="away" attempt={attempt} />}
        {finished && <DebriefSection key="debrief" oral={oral} state={state} attempt={attempt} />}
        <FoldSection key="question" id="question" title="Question" openAtFirst={!shown}>
          <div class={begun ? '' : 'asked small'}>
            <HtmlText html={oral.question} />
          </div>
          <Aids state={state} shown={shown} />
        </FoldSection>
        {state.review && <Review key="review" review={state.review} state={state} />}
        {!begun && <HowItRuns key="how" phases={oral.phases} bands={state.bands} />}
        {oral.clarifying.length > 0 && <Clarifying key="clarifying" exchanges={oral.clarifying} />}
        {attempt && shown && (
          <Answers key="answers" oral={oral} attempt={attempt} whole={finished} />
        )}
        <Afterwards key="after" oral={oral} practice={practice} shown={shown} />
      </main>
    </>
  );
}

/** The file, and the answers for those who need them before the end. */
function Aids({ state: { attempt, fileName }, shown }: { state: OralPageState; shown: boolean }) {
  const mayReveal = !shown && attempt?.clock.started === true;
  if (fileName === null && !mayReveal) return null;
  return (
    <div class="buttons">
      {fileName !== null && <Button command="open-file">Open {fileName}</Button>}
      {fileName !== null && <Button command="review">Review design</Button>}
      {mayReveal && (
        <Button command="reveal" look="link">
          Pause the clock and show the answers
        </Button>
      )}
    </div>
  );
}
