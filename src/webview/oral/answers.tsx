/** The answers, phase by phase: the outline to tick, and the model answer. */
import type { Oral, OralPhase } from '../../core/content.ts';
import type { AttemptOnPage } from '../../protocol/clock-page.ts';
import { Outline } from '../shared/answer.tsx';
import { Button, Fold, FoldSection, HtmlText } from '../shared/parts.tsx';

interface AnswersProps {
  readonly oral: Oral;
  readonly attempt: AttemptOnPage;
  /** Whether the attempt is over: before that, what is still to be said stays folded. */
  readonly whole: boolean;
}

export function Answers({ oral, attempt, whole }: AnswersProps) {
  const current = oral.phases.findIndex(({ id }) => id === attempt.clock.phase);
  const isFile = oral.kind === 'system-design';
  return (
    <>
      <section class="section" id="answers" aria-labelledby="answers-title">
        <h2 id="answers-title" tabIndex={-1} data-landing={whole ? undefined : ''}>
          {isFile ? 'Rubric and model answer' : 'What did you say?'}
        </h2>
        <p class="aside">
          {whole
            ? 'Be honest: tick what you made clear. The debrief counts what you tick.'
            : 'The clock is paused. Tick what you made clear, then resume for the next phase, or finish.'}
        </p>
        {isFile && (
          <div class="buttons">
            <Button command="open-answer">Open the model answer beside yours</Button>
          </div>
        )}
      </section>
      {oral.phases.map((phase, i) => (
        <PhaseAnswer
          key={phase.id}
          phase={phase}
          number={i + 1}
          ticked={attempt.points}
          openAtFirst={whole || i === current}
          modelOpen={!isFile}
        />
      ))}
    </>
  );
}

interface PhaseAnswerProps {
  readonly phase: OralPhase;
  readonly number: number;
  readonly ticked: readonly string[];
  readonly openAtFirst: boolean;
  readonly modelOpen: boolean;
}

function PhaseAnswer({ phase, number, ticked, openAtFirst, modelOpen }: PhaseAnswerProps) {
  const said = phase.outline.filter(({ id }) => ticked.includes(id)).length;
  return (
    <FoldSection
      id={`phase-${phase.id}`}
      title={`${number}. ${phase.title}`}
      aside={`${said} of ${phase.outline.length}`}
      openAtFirst={openAtFirst}
    >
      <Outline points={phase.outline} ticked={ticked} />
      <Fold id={`model-${phase.id}`} summary="Model answer" openAtFirst={modelOpen}>
        <HtmlText html={phase.answer} />
      </Fold>
    </FoldSection>
  );
}
