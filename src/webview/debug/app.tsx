/** The page: the clock, and below it what matters most at this stage. */
import type { DebugDrill, DebugPageState } from '../../protocol/debug-page.ts';
import { Away } from '../shared/away.tsx';
import { Clock } from '../shared/clock.tsx';
import { Measured, Waiting } from '../shared/frame.tsx';
import { FoldSection, HtmlText } from '../shared/parts.tsx';
import { HowItRuns } from '../shared/reading.tsx';
import type { Received } from '../shared/received.ts';
import { count } from '../shared/words.ts';
import { Check } from './check.tsx';
import { DebugDebrief } from './debrief.tsx';
import { Hints } from './hints.tsx';
import { stageOf, type Model } from './model.ts';
import { ReportSection } from './report.tsx';
import { TalkingPoints, DuePoint } from './say.tsx';
import { Suspicions } from './suspicions.tsx';

export function App({ model }: { model: Model }) {
  const { drill, received } = model;
  if (!drill || !received) return <Waiting page="debug" title={drill?.title} />;
  const { state } = received;
  return (
    <>
      <header>
        <h1>{drill.title}</h1>
      </header>
      <Measured>
        <Clock
          phases={state.phases}
          received={received}
          now={(one, ms) => <DuePoint drill={drill} phase={one} attempt={state.attempt} ms={ms} />}
        />
      </Measured>
      <main>
        {state.attempt && <Away key="away" attempt={state.attempt} />}
        <Body drill={drill} received={received} />
      </main>
    </>
  );
}

interface BodyProps {
  readonly drill: DebugDrill;
  readonly received: Received<DebugPageState>;
}

function Body({ drill, received }: BodyProps) {
  const { state } = received;
  return (
    <>
      {order(state).map((section) => {
        switch (section) {
          case 'debrief':
            return <DebugDebrief key={section} drill={drill} state={state} />;
          case 'task':
            return <Task key={section} state={state} />;
          case 'report':
            return state.report && <ReportSection key={section} report={state.report} />;
          case 'say':
            return <TalkingPoints key={section} drill={drill} received={received} />;
          case 'check':
            return <Check key={section} state={state} />;
          case 'suspicions':
            return <Suspicions key={section} state={state} />;
          case 'hints':
            return <Hints key={section} state={state} />;
          case 'how':
            return <HowItRuns key={section} phases={state.phases} bands={state.bands} />;
          case 'exam':
            return <InMock key={section} />;
        }
      })}
      <Asked key="asked" drill={drill} />
    </>
  );
}

type Section =
  'debrief' | 'task' | 'report' | 'say' | 'check' | 'suspicions' | 'hints' | 'how' | 'exam';

/** What matters most at this stage comes first. */
function order(state: DebugPageState): readonly Section[] {
  const { attempt, check, checksOff, exam } = state;
  switch (stageOf(state)) {
    case 'ready':
      return ['task', 'report', 'how'];
    case 'finished':
      return exam ? ['report', 'exam'] : ['debrief', 'report'];
    case 'going': {
      if (exam) return ['report', 'say', 'suspicions', 'exam'];
      if (check !== null) return ['check', 'say', 'report', 'suspicions', 'hints'];
      return attempt?.clock.phase === 'read' && checksOff === null
        ? ['report', 'say', 'suspicions', 'check', 'hints']
        : ['say', 'check', 'report', 'suspicions', 'hints'];
    }
  }
}

function Task({ state: { planted, fileName, exam } }: { state: DebugPageState }) {
  return (
    <section class="section" aria-labelledby="task-title">
      <h2 id="task-title">What to do</h2>
      <p>
        {planted === null ? (
          'Somebody else wrote a program, and it does not do what it should.'
        ) : (
          <>
            Somebody else wrote <code>{fileName}</code>, and there {planted === 1 ? 'is' : 'are'}{' '}
            <strong>{count(planted, 'mistake')}</strong> in it.
          </>
        )}{' '}
        Read it aloud and mark the lines that you suspect; then repair it.
        {!exam && ' Run it as often as you like. A check only counts the mistakes that are left.'}
      </p>
    </section>
  );
}

/** What the program is meant to do. */
function Asked({ drill }: { drill: DebugDrill }) {
  return (
    <>
      <FoldSection id="question" title="What it should do">
        <HtmlText html={drill.question} />
      </FoldSection>
      <FoldSection id="contract" title="Contract">
        <HtmlText html={drill.contract} />
      </FoldSection>
    </>
  );
}

function InMock() {
  return (
    <section class="section" aria-labelledby="exam-title">
      <h2 id="exam-title">Mock interview</h2>
      <p class="aside">
        Checks, hints and the debrief come when the interview is over. Run the program as often as
        you like, and end this part on the interview page.
      </p>
    </section>
  );
}
