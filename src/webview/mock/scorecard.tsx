/** The scorecard: facts for each part, what was said to be ticked, the general mistakes, and what comes next. */
import type { ComponentChildren } from 'preact';
import { formatClock, totalElapsed } from '../../core/clock.ts';
import type { GuideMistake } from '../../core/content.ts';
import { phaseTimes } from '../../core/debrief.ts';
import type { Mock, MockPageState, MockPart, PartResult } from '../../protocol/mock-page.ts';
import { Outline } from '../shared/answer.tsx';
import { RatingChoice, Times } from '../shared/debrief.tsx';
import { PageContext, usePage, type PageMessage } from '../shared/page.ts';
import { Button, Fold, FoldSection, HtmlText, Sign } from '../shared/parts.tsx';
import { Tick } from '../shared/tick.tsx';

export function Scorecard({ mock, state }: { mock: Mock; state: MockPageState }) {
  const reached = mock.parts.filter(({ exercise }) => state.results[exercise]);
  return (
    <main class="debrief">
      <header>
        <h1 tabIndex={-1} data-landing="">
          Scorecard
        </h1>
      </header>
      <section class="section">
        <p class="result">
          <strong>{formatClock(state.before)}</strong> of {mock.minutes} minutes, {reached.length}{' '}
          of {mock.parts.length} parts.
        </p>
        <p class="aside">
          Open each part, tick what you really said, and rate it. The rating decides when the
          exercise comes back.
        </p>
      </section>
      {mock.parts.map((part) => (
        <PartSection
          key={part.exercise}
          part={part}
          result={state.results[part.exercise]}
          now={state.now}
        />
      ))}
      <General general={mock.general} admitted={state.admitted} />
      <Next next={state.next} />
    </main>
  );
}

interface PartSectionProps {
  readonly part: MockPart;
  readonly result: PartResult | undefined;
  readonly now: number;
}

function PartSection({ part, result, now }: PartSectionProps) {
  const id = `part-${part.exercise.replaceAll('/', '-')}`;
  if (!result) {
    return (
      <section class="section" aria-labelledby={id}>
        <h2 id={id}>{part.title}</h2>
        <p class="aside">Not reached.</p>
      </section>
    );
  }
  const { attempt } = result;
  return (
    <FoldSection id={id} title={part.title} aside={formatClock(totalElapsed(attempt.clock, now))}>
      <Of attempt={attempt.id}>
        <Times phases={phaseTimes(part.phases, {}, attempt.clock, now)} clock={attempt.clock} />
        <Code result={result} />
        {part.oral && <Said part={part} result={result} />}
        <RatingChoice name={id} rating={attempt.rating} suggested={attempt.suggested} />
      </Of>
    </FoldSection>
  );
}

/** What is sent from here says of which part it is. */
function Of({ attempt, children }: { attempt: string; children: ComponentChildren }) {
  const page = usePage();
  const post = (message: PageMessage): void => page.post({ ...message, attempt });
  return <PageContext.Provider value={{ ...page, post }}>{children}</PageContext.Provider>;
}

function Code({ result: { passed, mistakes } }: { result: PartResult }) {
  if (passed === null) return null;
  return (
    <>
      <p class="result">
        <Sign shape={passed ? 'check' : 'cross'} tone={passed ? 'good' : 'bad'} />{' '}
        {passed ? 'The code passed.' : 'The code did not pass.'}
      </p>
      {mistakes.length > 0 && (
        <>
          <h3>Mistakes named</h3>
          <ul>
            {mistakes.map((title) => (
              <li key={title}>{title}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Said({ part, result }: { part: MockPart; result: PartResult }) {
  return (
    <>
      {part.oral?.phases.map((phase) => (
        <div key={phase.id}>
          <h3>{part.phases.length > 1 ? phase.title : 'What did you say?'}</h3>
          <Outline points={phase.outline} ticked={result.attempt.points} of={`${part.exercise}-`} />
          <Fold id={`model-${part.exercise}-${phase.id}`} summary="Model answer">
            <HtmlText html={phase.answer} />
          </Fold>
        </div>
      ))}
    </>
  );
}

interface GeneralProps {
  readonly general: readonly GuideMistake[];
  readonly admitted: readonly string[];
}

function General({ general, admitted }: GeneralProps) {
  return (
    <section class="section" aria-labelledby="general-title">
      <h2 id="general-title">Mistakes that cost offers</h2>
      <p class="aside">Be honest: tick what happened today.</p>
      <ul class="points">
        {general.map(({ id, title }) => (
          <li key={id}>
            <Tick
              id={`general-${id}`}
              on={admitted.includes(id)}
              message={(on) => ({ type: 'mistake', mistake: id, on })}
            />
            <label for={`general-${id}`}>{title}</label>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Next({ next }: { next: MockPageState['next'] }) {
  const { post } = usePage();
  return (
    <section class="section" aria-labelledby="next-title">
      <h2 id="next-title">Practise next</h2>
      <ol class="how">
        {next.map(({ title, reason }, index) => (
          <li key={title}>
            <button type="button" class="link" onClick={() => post({ type: 'open-next', index })}>
              {title}
            </button>
            <br />
            {reason}
          </li>
        ))}
      </ol>
      {next.length === 0 && <p>Nothing is due.</p>}
      <div class="buttons">
        <Button command="export" look="primary">
          Export as Markdown
        </Button>
        <Button command="new-mock">New interview</Button>
      </div>
    </section>
  );
}
