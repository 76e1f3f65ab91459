/** A generated question: its code, what is asked, and how it is worked out. */
import { codeOf } from '../../core/clinics/code.ts';
import { formatAnswer } from '../../core/clinics/answer.ts';
import type { Question } from '../../core/clinics/question.ts';
import { TickMark } from '../shared/parts.tsx';

export function Asked({ question }: { question: Question }) {
  return (
    <>
      <pre tabIndex={0} role="group" aria-label="The layers">
        <code>{codeOf(question.layers)}</code>
      </pre>
      <p id="asked">
        <TickMark text={question.ask} />
      </p>
    </>
  );
}

export function Solution({ question }: { question: Question }) {
  return (
    <div class="solution">
      <p>
        <strong>The answer is {formatAnswer(question.answer)}.</strong>
      </p>
      <p class="aside">The rule</p>
      {question.rule.map((line) => (
        <p key={line} class="formula">
          {line}
        </p>
      ))}
      <p class="aside">With the numbers</p>
      <ol>
        {question.steps.map((line) => (
          <li key={line} class="formula">
            {line}
          </li>
        ))}
      </ol>
    </div>
  );
}
