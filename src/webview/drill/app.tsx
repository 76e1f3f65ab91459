/** The page: what is shown, and in which order. */
import type { Drill } from '../../core/content.ts';
import type { DrillPageState } from '../../protocol/drill-page.ts';
import { Away } from '../shared/away.tsx';
import { Clock, phaseOf } from '../shared/clock.tsx';
import { Measured, Waiting } from '../shared/frame.tsx';
import { Equations } from '../shared/reading.tsx';
import { Clarifying, HowItRuns } from '../shared/reading.tsx';
import type { Received } from '../shared/received.ts';
import { Check } from './check.tsx';
import { DebriefSection } from './debrief.tsx';
import { Debrief } from './end.tsx';
import { CommonMistakes, GeneralMistakes } from './mistakes.tsx';
import { mayShowEnd, stageOf, type Model, type Stage } from './model.ts';
import { Contract, Hints, Question } from './reading.tsx';
import { TalkingPoints, DuePoint } from './say.tsx';

export function App({ model }: { model: Model }) {
  const { drill, received } = model;
  if (!drill || !received) return <Waiting page="drill" title={drill?.title} />;
  return <Content model={model} drill={drill} received={received} />;
}

interface ContentProps {
  readonly model: Model;
  readonly drill: Drill;
  readonly received: Received<DrillPageState>;
}

function Content({ model, drill, received }: ContentProps) {
  const { state } = received;
  const stage = stageOf(state);
  const attempt = state.attempt;
  const phase = phaseOf(drill.phases, attempt);
  const sections = order(stage, state).filter((one) => one !== 'check' || !state.exam);
  return (
    <>
      <header>
        <h1>{drill.title}</h1>
      </header>
      <Measured>
        <Clock
          phases={drill.phases}
          received={received}
          now={(one, ms) => <DuePoint phase={one} attempt={attempt} ms={ms} />}
        />
      </Measured>
      <main>
        {attempt && <Away key="away" attempt={attempt} />}
        {sections.map((section) => {
          switch (section) {
            case 'debrief':
              return (
                attempt && (
                  <DebriefSection key={section} drill={drill} state={state} attempt={attempt} />
                )
              );
            case 'say':
              return (
                attempt &&
                phase && (
                  <TalkingPoints
                    key={section}
                    drill={drill}
                    phase={phase}
                    attempt={attempt}
                    received={received}
                  />
                )
              );
            case 'check':
              return <Check key={section} drill={drill} state={state} />;
            case 'question':
              return <Question key={section} drill={drill} stage={stage} />;
            case 'contract':
              return <Contract key={section} drill={drill} stage={stage} />;
            case 'how':
              return <HowItRuns key={section} phases={drill.phases} bands={state.bands} />;
          }
        })}
        {state.exam ? <InMock key="exam" /> : <Aids key="aids" model={model} drill={drill} />}
      </main>
    </>
  );
}

/** What helps, and what would give the answer away before the end. */
function Aids({ model, drill }: { model: Model; drill: Drill }) {
  const state = model.received?.state;
  if (!state) return null;
  return (
    <>
      {mayShowEnd(state) && <Debrief key="end" drill={drill} shown />}
      {drill.hints.length > 0 && <Hints key="hints" drill={drill} state={state} />}
      {drill.clarifying.length > 0 && <Clarifying key="clarifying" exchanges={drill.clarifying} />}
      {drill.equations.length > 0 && <Equations key="equations" equations={drill.equations} />}
      <CommonMistakes key="mistakes" drill={drill} state={state} />
      <GeneralMistakes key="general" general={model.general} />
      {!mayShowEnd(state) && <Debrief key="end" drill={drill} shown={false} />}
    </>
  );
}

function InMock() {
  return (
    <section class="section" aria-labelledby="exam-title">
      <h2 id="exam-title">Mock interview</h2>
      <p class="aside">
        Hints, common mistakes and the check of your code come when the interview is over. End this
        part on the interview page.
      </p>
    </section>
  );
}

type Section = 'debrief' | 'say' | 'check' | 'question' | 'contract' | 'how';

/** What matters most at this stage comes first. */
function order(stage: Stage, state: DrillPageState): readonly Section[] {
  // After a check, people want to see its result, whatever the stage.
  const asked = state.check ? (['check'] as const) : [];
  const off = !state.check && state.checksOff !== null ? (['check'] as const) : [];
  switch (stage) {
    case 'ready':
      return [...asked, 'question', 'how', 'contract', ...off];
    case 'narrate':
      return [...asked, 'say', 'question', 'contract', ...off];
    case 'code':
      return state.check
        ? ['check', 'say', 'contract', 'question']
        : ['say', 'check', 'contract', 'question'];
    case 'close':
      return ['say', 'check', 'question', 'contract'];
    case 'finished':
      return ['debrief', 'check', 'question', 'contract'];
  }
}
