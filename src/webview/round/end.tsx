/** What a round showed: times against their bands, points missed, ratings, and what to repeat. */
import { formatClock } from '../../core/clock.ts';
import { answerIn, shouldRepeat, type RoundAnswer } from '../../core/round.ts';
import type { Round, RoundPageState } from '../../protocol/round-page.ts';
import { PLACE_SIGNS } from '../shared/bar.tsx';
import { RATING_WORDS } from '../shared/debrief.tsx';
import { useKeys } from '../shared/keys.ts';
import { usePage } from '../shared/page.ts';
import { Button, HtmlText, Sign } from '../shared/parts.tsx';
import { count, PLACE_DONE } from '../shared/words.ts';
import { dueText } from './due.ts';
import { Picture } from './picture.tsx';

export function End({ round, state }: { round: Round; state: RoundPageState }) {
  const { post } = usePage();
  const answers = round.questions.flatMap(
    ({ oral }) => answerIn(oral, state.attempts[oral.id]) ?? [],
  );
  const again = answers.filter(shouldRepeat);
  const ask = (command: string) => (): void => post({ type: 'command', command });
  useKeys({ n: ask('new-round'), ...(again.length > 0 ? { r: ask('repeat') } : {}) });
  return (
    <main class="section debrief">
      <h1 tabIndex={-1} data-landing="">
        {round.title}
      </h1>
      <p class="result">{summary(round, answers)}</p>
      {answers.length > 0 && (
        <>
          <h2>Time</h2>
          <Picture answers={answers} />
          <Table answers={answers} state={state} />
          <Missed answers={answers} />
        </>
      )}
      <Again again={again} />
      {state.next && (
        <p>
          <strong>Next: {state.next.title}.</strong> {state.next.reason}
        </p>
      )}
      <div class="buttons">
        {again.length > 0 && (
          <Button command="repeat" look="primary">
            Repeat {again.length === 1 ? 'it' : `these ${again.length}`}
          </Button>
        )}
        <Button command="new-round" look={again.length > 0 ? 'secondary' : 'primary'}>
          New round
        </Button>
        {state.next && <Button command="what-next">Continue</Button>}
      </div>
    </main>
  );
}

function summary({ questions }: Round, answers: readonly RoundAnswer[]): string {
  const all =
    answers.length === questions.length
      ? `${count(answers.length, 'question')} answered`
      : `${answers.length} of ${count(questions.length, 'question')} answered`;
  if (answers.length === 0) return `${all}.`;
  const onTime = answers.filter(({ place }) => place === 'within').length;
  const said = answers.reduce((sum, { points, missed }) => sum + points - missed.length, 0);
  const points = answers.reduce((sum, one) => sum + one.points, 0);
  return `${all}: ${onTime} on time, ${said} of ${points} key points said.`;
}

interface TableProps {
  readonly answers: readonly RoundAnswer[];
  readonly state: RoundPageState;
}

function Table({ answers, state }: TableProps) {
  return (
    <table class="answers">
      <thead>
        <tr>
          <th scope="col">Question</th>
          <th scope="col">Time</th>
          <th scope="col">Said</th>
          <th scope="col">Felt</th>
          <th scope="col">Comes back</th>
        </tr>
      </thead>
      <tbody>
        {answers.map(({ question, ms, place, points, missed, rating: given }, i) => (
          <tr key={question.id}>
            <th scope="row">
              {i + 1}. {question.title}
            </th>
            <td data-of="Time">
              {formatClock(ms)}{' '}
              <span class={`place ${place}`}>
                <Sign shape={PLACE_SIGNS[place]} /> {PLACE_DONE[place]}
              </span>
            </td>
            <td data-of="Said">
              {points - missed.length} of {points}
            </td>
            <td data-of="Felt">{RATING_WORDS.find(([rating]) => rating === given)?.[1]}</td>
            <td data-of="Comes back">{dueText(state.due[question.id], state.now)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Missed({ answers }: { answers: readonly RoundAnswer[] }) {
  const some = answers.filter(({ missed }) => missed.length > 0);
  return (
    <>
      <h2>Points missed</h2>
      {some.length === 0 && <p>None: you ticked every point.</p>}
      {some.map(({ question, missed }) => (
        <div key={question.id}>
          <h3>{question.title}</h3>
          <ul>
            {missed.map((point) => (
              <li key={point.id}>
                <HtmlText inline html={point.say} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </>
  );
}

function Again({ again }: { again: readonly RoundAnswer[] }) {
  if (again.length === 0) return null;
  return (
    <>
      <h2>To repeat</h2>
      <p>
        You found {again.length === 1 ? 'this' : 'these'} hard, or missed most of the points:{' '}
        {again.map(({ question }) => question.title).join(', ')}.
      </p>
    </>
  );
}
