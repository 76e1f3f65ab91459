/** The page: the clock, and below it what matters most at this stage. */
import type { DebugDrill, DebugPageState } from '../../protocol/debug-page.ts';
import { Away } from '../shared/away.tsx';
import { Clock, phaseOf } from '../shared/clock.tsx';
import { Measured, OneMoment } from '../shared/frame.tsx';
import { FoldSection, Rich } from '../shared/parts.tsx';
import { HowItRuns } from '../shared/reading.tsx';
import { count } from '../shared/words.ts';
import { Check } from './check.tsx';
import { DebugDebrief } from './debrief.tsx';
import { Hints } from './hints.tsx';
import { stageOf, type Model } from './model.ts';
import { ReportSection } from './report.tsx';
import { Say, SayNow } from './say.tsx';
import { Suspicions } from './suspicions.tsx';

export function App({ model }: { model: Model }) {
  const { drill, received } = model;
  if (!drill || !received) return <OneMoment title={drill?.title ?? 'Debugging drill'} />;
  const { state } = received;
  const phase = phaseOf(state.phases, state.attempt);
  return (
    <>
      <header>
        <h1>{drill.title}</h1>
      </header>
      <Measured>
        <Clock
          phases={state.phases}
          received={received}
          now={(one, ms) => <SayNow drill={drill} phase={one} attempt={state.attempt} ms={ms} />}
        />
      </Measured>
      <main>
        {state.attempt && <Away key="away" attempt={state.attempt} />}
        {stageOf(state) === 'going' && state.attempt && phase && (
          <Say key="say" drill={drill} phase={phase} state={state} received={received} />
        )}
        <Body drill={drill} state={state} />
      </main>
    </>
  );
}

function Body({ drill, state }: { drill: DebugDrill; state: DebugPageState }) {
  const stage = stageOf(state);
  const report = state.report && <ReportSection key="report" report={state.report} />;
  const asked = <Asked key="asked" drill={drill} />;
  if (stage === 'ready') {
    return (
      <>
        <Task state={state} />
        {report}
        <HowItRuns phases={state.phases} bands={state.bands} />
        {asked}
      </>
    );
  }
  if (state.exam) {
    return (
      <>
        {report}
        {asked}
        <InMock />
      </>
    );
  }
  if (stage === 'finished') {
    return (
      <>
        <DebugDebrief state={state} />
        {report}
        {asked}
      </>
    );
  }
  return (
    <>
      <Check state={state} />
      {report}
      <Suspicions state={state} />
      <Hints state={state} />
      {asked}
    </>
  );
}

function Task({ state: { planted, fileName } }: { state: DebugPageState }) {
  return (
    <section class="section" aria-labelledby="task-title">
      <h2 id="task-title">What to do</h2>
      <p>
        Somebody else wrote <code>{fileName}</code>.{' '}
        {planted === null ? (
          'It does not do what it should.'
        ) : (
          <>
            There {planted === 1 ? 'is' : 'are'} <strong>{count(planted, 'mistake')}</strong> in it.
          </>
        )}{' '}
        Read it aloud and mark the lines that you suspect. Then find what is wrong and repair it.
        Run it as often as you like; a check says how many mistakes are left.
      </p>
    </section>
  );
}

/** What the program is meant to do. */
function Asked({ drill }: { drill: DebugDrill }) {
  return (
    <>
      <FoldSection id="question" title="What it should do">
        <Rich html={drill.question} />
      </FoldSection>
      <FoldSection id="contract" title="Contract">
        <Rich html={drill.contract} />
      </FoldSection>
    </>
  );
}

function InMock() {
  return (
    <section class="section" aria-labelledby="exam-title">
      <h2 id="exam-title">Mock interview</h2>
      <p class="aside">
        Checks, hints and the mistakes come when the interview is over. Run the program yourself,
        and end this part on the page of the interview.
      </p>
    </section>
  );
}
