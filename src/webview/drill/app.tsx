/** The page: what is shown, and in which order. */
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { Drill } from '../../core/content.ts';
import type { DrillPageState } from '../../protocol/drill-page.ts';
import { Away } from './away.tsx';
import { Check } from './check.tsx';
import { Clock } from './clock.tsx';
import { DebriefSection } from './debrief.tsx';
import { TheEnd } from './end.tsx';
import { useFocusKept } from './focus.ts';
import { CommonMistakes, GeneralMistakes } from './mistakes.tsx';
import { mayShowEnd, stageOf, type Model, type Received, type Stage } from './model.ts';
import { PageContext, type Page } from './page.ts';
import { Clarifying, Contract, Equations, Hints, HowItRuns, Question } from './reading.tsx';
import { Say } from './say.tsx';

interface AppProps {
  readonly model: Model;
  readonly post: Page['post'];
  readonly open: Page['open'];
  readonly setOpen: (ids: readonly string[], open: boolean) => void;
  readonly dismiss: () => void;
}

export function App({ model, post, open, setOpen, dismiss }: AppProps) {
  const { drill, received, shortcuts } = model;
  useFocusKept();
  const page = useMemo<Page>(
    () => ({ post, shortcuts, open, setOpen: (id, on) => setOpen([id], on) }),
    [post, shortcuts, open, setOpen],
  );
  return (
    <PageContext.Provider value={page}>
      {drill && received && <Content model={model} drill={drill} received={received} />}
      {!(drill && received) && (
        <main class="section">
          <h1>{drill?.title ?? 'Drill'}</h1>
          <p class="aside">One moment…</p>
        </main>
      )}
      <ErrorNotice message={model.error} dismiss={dismiss} />
      <div class="heard" aria-live="polite">
        <p key={model.said.turn}>{model.said.text}</p>
      </div>
    </PageContext.Provider>
  );
}

function Content({ model, drill, received }: { model: Model; drill: Drill; received: Received }) {
  const { state } = received;
  const stage = stageOf(state);
  const attempt = state.attempt;
  const phase = attempt
    ? drill.phases.find((one) => one.id === attempt.clock.phase)
    : drill.phases[0];
  const sections = order(stage, state);
  return (
    <>
      <header>
        <h1>{drill.title}</h1>
      </header>
      <Measured>
        <Clock drill={drill} received={received} stage={stage} phase={phase} />
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
                  <Say
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
              return <HowItRuns key={section} drill={drill} bands={state.bands} />;
          }
        })}
        {mayShowEnd(state) && <TheEnd key="end" drill={drill} shown />}
        <Hints key="hints" drill={drill} state={state} />
        <Clarifying key="clarifying" drill={drill} />
        <Equations key="equations" drill={drill} />
        <CommonMistakes key="mistakes" drill={drill} state={state} />
        <GeneralMistakes key="general" general={model.general} />
        {!mayShowEnd(state) && <TheEnd key="end" drill={drill} shown={false} />}
      </main>
    </>
  );
}

type Section = 'debrief' | 'say' | 'check' | 'question' | 'contract' | 'how';

/** What matters most at this stage comes first. */
function order(stage: Stage, state: DrillPageState): readonly Section[] {
  // Whoever checked wants to see what it said, at whatever stage.
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

/** Tells the styles how high the clock is, so that nothing that gets the focus hides behind it. */
function Measured({ children }: { children: preact.ComponentChildren }) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => {
      document.documentElement.style.setProperty('--clock-height', `${element.offsetHeight}px`);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <div class="top" ref={box}>
      {children}
    </div>
  );
}

function ErrorNotice({ message, dismiss }: { message: string | null; dismiss: () => void }) {
  return (
    <div role="alert" class={message === null ? '' : 'trouble'}>
      {message !== null && (
        <>
          <p>{message}</p>
          <button type="button" class="secondary" onClick={dismiss}>
            Dismiss
          </button>
        </>
      )}
    </div>
  );
}
