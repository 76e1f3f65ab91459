/** Output sizes: a question, an answer, the worked solution, the next question. */
import { useState } from 'preact/hooks';
import { readAnswer } from '../../core/clinics/answer.ts';
import type { SizesClinic } from '../../core/clinics/case.ts';
import { LEVELS } from '../../core/clinics/asked.ts';
import { TOPICS, type Question } from '../../core/clinics/question.ts';
import { ROUND, type Given, type Round } from '../../core/clinics/round.ts';
import type { CuedPhase } from '../../core/content.ts';
import type { ClinicPageState } from '../../protocol/clinic-page.ts';
import { usePage } from '../shared/page.ts';
import { Fold, HtmlText, Sign } from '../shared/parts.tsx';
import { isFinished } from './model.ts';
import { SizesDebrief } from './sizes-debrief.tsx';
import { Asked, Solution } from './solution.tsx';

interface SizesProps {
  readonly clinic: SizesClinic;
  readonly state: ClinicPageState;
  readonly phases: readonly CuedPhase[];
}

export function Sizes({ clinic, state, phases }: SizesProps) {
  const page = usePage();
  const { round } = state;
  if (!round) return null;
  if (isFinished(state)) return <SizesDebrief state={state} round={round} phases={phases} />;
  const count = round.answers.length;
  const last = round.answers.at(-1);
  const seen = `past-${count}`;
  const result = last && page.open[seen] !== true ? last : null;
  return (
    <>
      <section class="section" aria-labelledby="question-title">
        <h2 id="question-title">
          Question {result ? count : count + 1}
          <span class="tag">{TOPICS[(result?.question ?? round.next).topic].title}</span>
        </h2>
        <Standing round={round} />
        {result ? (
          <Result given={result} round={round} next={() => page.setOpen(seen, true)} />
        ) : (
          <Ask key={round.next.id} question={round.next} />
        )}
      </section>
      <section class="section">
        <Fold id="about" summary={<h2>How it works</h2>} openAtFirst={count === 0}>
          <HtmlText html={clinic.told} />
        </Fold>
      </section>
    </>
  );
}

function Standing({ round }: { round: Round }) {
  const { level, streak, answers } = round;
  const right = answers.filter((one) => one.correct).length;
  return (
    <p class="aside">
      Difficulty {level} of {LEVELS.length}
      {answers.length > 0 && ` · ${right} of ${answers.length} right`}
      {streak > 1 && ` · ${streak} in a row`}
    </p>
  );
}

function Ask({ question }: { question: Question }) {
  const { post } = usePage();
  const [given, setGiven] = useState('');
  const [why, setWhy] = useState<string | null>(null);
  const check = (event: Event): void => {
    event.preventDefault();
    const reading = readAnswer(question.answer, given);
    if (reading.kind === 'unreadable') setWhy(reading.why);
    else post({ type: 'answer', question: question.id, given });
  };
  const isShape = question.answer.kind === 'shape';
  return (
    <form onSubmit={check} noValidate>
      <Asked question={question} />
      <div class="buttons">
        <label for="given">{isShape ? 'Shape' : 'Number'}</label>
        <input
          id="given"
          type="text"
          class="given"
          data-landing=""
          autocomplete="off"
          spellcheck={false}
          maxLength={200}
          value={given}
          placeholder={isShape ? '(B, C, H, W)' : '9,408'}
          aria-describedby="asked why"
          aria-invalid={why !== null}
          onInput={(event) => {
            setGiven(event.currentTarget.value);
            setWhy(null);
          }}
        />
        <button type="submit" class="primary">
          Check
        </button>
      </div>
      <p id="why" class="why" role="alert">
        {why}
      </p>
    </form>
  );
}

interface ResultProps {
  readonly given: Given;
  readonly round: Round;
  readonly next: () => void;
}

function Result({ given: { question, given, correct }, round, next }: ResultProps) {
  const { post } = usePage();
  const whole = round.answers.length >= ROUND;
  const harder = round.next.level - question.level;
  return (
    <>
      <Asked question={question} />
      <p class="result">
        <Sign shape={correct ? 'check' : 'cross'} tone={correct ? 'good' : 'bad'} />{' '}
        <strong>{correct ? 'Right' : 'Not right'}</strong>: you answered <code>{given}</code>.
        {harder !== 0 && (harder > 0 ? ' The next one is harder.' : ' The next one is easier.')}
      </p>
      {correct ? (
        <Fold id={`solution-${round.answers.length}`} summary="Worked solution">
          <Solution question={question} />
        </Fold>
      ) : (
        <Solution question={question} />
      )}
      <div class="buttons">
        <button
          type="button"
          class={whole ? 'secondary' : 'primary'}
          data-landing=""
          onClick={next}
        >
          Next question
        </button>
        {whole && (
          <button
            type="button"
            class="primary"
            onClick={() => post({ type: 'command', command: 'finish' })}
          >
            Finish the round
          </button>
        )}
      </div>
    </>
  );
}
