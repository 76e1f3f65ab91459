/** The question, large, with its clock; nothing of the answer. */
import { elapsed } from '../../core/clock.ts';
import type { AttemptOnPage } from '../../protocol/clock-page.ts';
import { Away } from '../shared/away.tsx';
import { ClockFace } from '../shared/clock.tsx';
import { Measured } from '../shared/frame.tsx';
import { useKeys } from '../shared/keys.ts';
import { usePage } from '../shared/page.ts';
import { Button, HtmlText } from '../shared/parts.tsx';
import { useHostNow } from '../shared/time.ts';
import type { InFrontProps } from './in-front.ts';

export function CurrentQuestion(props: InFrontProps & { readonly attempt: AttemptOnPage }) {
  const { round, received, question, attempt } = props;
  const { post } = usePage();
  const { position, bands } = received.state;
  const paused = attempt.clock.since === null;
  const ask = (command: string) => (): void => post({ type: 'command', command });
  useKeys({
    Space: ask('reveal'),
    Enter: ask('reveal'),
    p: ask(paused ? 'resume' : 'pause'),
    q: ask('end'),
  });
  const [phase] = question.oral.phases;
  const now = useHostNow(received);
  const ms = phase ? elapsed(attempt.clock, phase.id, now) : 0;
  return (
    <>
      <Measured>
        <section class="clock" aria-label="Clock">
          <ClockFace
            title="Answer aloud"
            aside={`${position + 1} of ${round.questions.length}`}
            ms={ms}
            band={bands[phase?.id ?? ''] ?? phase?.band ?? [30, 60]}
            paused={paused}
          />
        </section>
      </Measured>
      <main>
        <div class="section">
          <h1 class="heard" tabIndex={-1} data-landing="">
            Question {position + 1} of {round.questions.length}
          </h1>
          <Asked html={question.oral.question} />
          <div class="buttons">
            <Button command="reveal" look="primary">
              Stop and see the answer
            </Button>
            <Button command={paused ? 'resume' : 'pause'}>{paused ? 'Resume' : 'Pause'}</Button>
            <Button command="end">End the round</Button>
          </div>
        </div>
        <Away attempt={attempt} />
      </main>
    </>
  );
}

/** The question as large as it is asked. */
function Asked({ html }: { html: Parameters<typeof HtmlText>[0]['html'] }) {
  return (
    <div class="asked">
      <HtmlText html={html} />
    </div>
  );
}
