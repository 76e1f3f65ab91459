/** The end of a round of output sizes: what was right, what was missed, and how it is worked out. */
import { TOPIC_NAMES, TOPICS } from '../../core/clinics/question.ts';
import type { Round } from '../../core/clinics/round.ts';
import type { CuedPhase } from '../../core/content.ts';
import type { ClinicPageState } from '../../protocol/clinic-page.ts';
import { Fold, Sign } from '../shared/parts.tsx';
import { count } from '../shared/words.ts';
import { CaseDebrief } from './ending.tsx';
import { Asked, Solution } from './solution.tsx';

interface DebriefProps {
  readonly state: ClinicPageState;
  readonly round: Round;
  readonly phases: readonly CuedPhase[];
}

export function SizesDebrief({ state, round, phases }: DebriefProps) {
  const { answers, level } = round;
  const right = answers.filter((one) => one.correct).length;
  const missed = answers.filter((one) => !one.correct);
  const topics = TOPIC_NAMES.filter((name) => answers.some((one) => one.question.topic === name));
  return (
    <section class="section debrief" id="debrief" aria-labelledby="debrief-title">
      <h2 id="debrief-title" tabIndex={-1} data-landing="">
        Debrief
      </h2>
      <p class="result">
        {answers.length === 0 ? (
          'No questions were answered.'
        ) : (
          <>
            <strong>
              {right} of {count(answers.length, 'question')} right
            </strong>
            , ending at difficulty {level}.
          </>
        )}
      </p>
      {topics.length > 0 && (
        <ul class="topics">
          {topics.map((name) => {
            const own = answers.filter((one) => one.question.topic === name);
            const good = own.filter((one) => one.correct).length;
            return (
              <li key={name}>
                <Sign
                  shape={good === own.length ? 'check' : 'cross'}
                  tone={good === own.length ? 'good' : 'bad'}
                />{' '}
                {TOPICS[name].title}: {good} of {own.length}
              </li>
            );
          })}
        </ul>
      )}
      {missed.length > 0 && (
        <>
          <h3>Missed</h3>
          <div class="list">
            {missed.map(({ question, given }, i) => (
              <Fold
                key={question.id}
                id={`missed-${i}`}
                summary={`${TOPICS[question.topic].title}: you answered ${given}`}
              >
                <Asked question={question} />
                <Solution question={question} />
              </Fold>
            ))}
          </div>
        </>
      )}
      <CaseDebrief state={state} phases={phases} />
    </section>
  );
}
