/** After the clock was stopped: what to tick, the model answer, and the rating that leads on. */
import { elapsed, formatClock, placeInBand } from '../../core/clock.ts';
import type { Oral } from '../../core/content.ts';
import type { AttemptOnPage } from '../../protocol/clock-page.ts';
import { Outline, Wrong } from '../shared/answer.tsx';
import { Bar, PLACE_SIGNS } from '../shared/bar.tsx';
import { RATING_WORDS } from '../shared/debrief.tsx';
import { useKeys, type Keys } from '../shared/keys.ts';
import { usePage, type Page } from '../shared/page.ts';
import { Button, Exchanges, FoldSection, HtmlText, Sign } from '../shared/parts.tsx';
import { PaperLine, PracticeList } from '../shared/reading.tsx';
import { bandText, PLACE_DONE } from '../shared/words.ts';
import { POINT_KEYS } from './keys.ts';
import type { InFrontProps } from './in-front.ts';

export function Answer(props: InFrontProps & { readonly attempt: AttemptOnPage }) {
  const { round, question, attempt, received } = props;
  const { oral, practice } = question;
  const page = usePage();
  const { post } = page;
  const [phase] = oral.phases;
  const points = phase?.outline ?? [];
  const rate = (rating: number): void => post({ type: 'rate', attempt: attempt.id, rating });
  useKeys(keysOf(points, attempt, page, rate));
  const { position } = received.state;
  return (
    <main>
      <div class="section">
        <p class="aside">
          {position + 1} of {round.questions.length}
        </p>
        <h1 class="asked small" tabIndex={-1} data-landing="">
          <HtmlText inline html={inlineOf(oral.question)} />
        </h1>
        {phase && <Time attempt={attempt} phase={phase} />}
      </div>
      <section class="section" aria-labelledby="said-title">
        <h2 id="said-title">
          What did you say?{' '}
          <span class="aside">
            {attempt.points.length} of {points.length} ticked
          </span>
        </h2>
        <Outline points={points} ticked={attempt.points} keys={POINT_KEYS} />
      </section>
      <section class="section" aria-labelledby="model-title">
        <h2 id="model-title">Model answer</h2>
        {phase && <HtmlText html={phase.answer} />}
        {oral.wrong && <Wrong wrong={oral.wrong} />}
      </section>
      <section class="section" aria-labelledby="probe-title">
        <h2 id="probe-title">
          The interviewer asks next{' '}
          <kbd class="key" aria-hidden="true">
            I
          </kbd>
        </h2>
        <Exchanges id="probe" list={oral.followUps} />
      </section>
      <More oral={oral} practice={practice} />
      <Rate rating={attempt.rating} rate={rate} />
    </main>
  );
}

/** The fold of the first question that the interviewer would add. */
const PROBE = 'probe-0';

/** A question is one paragraph; a heading holds no paragraph. */
function inlineOf(html: Oral['question']): Oral['question'] {
  return html.trim().replace(/^<p>([\s\S]*)<\/p>$/, '$1') as Oral['question'];
}

function keysOf(
  points: readonly { readonly id: string }[],
  attempt: AttemptOnPage,
  page: Page,
  rate: (rating: number) => void,
): Keys {
  const { post } = page;
  const ticks = points.map(({ id }, i) => [
    POINT_KEYS[i] ?? '',
    () => post({ type: 'tick-point', point: id, on: !attempt.points.includes(id) }),
  ]);
  const ratings = RATING_WORDS.map(([rating]) => [String(rating), () => rate(rating)]);
  return {
    ...(Object.fromEntries([...ticks, ...ratings]) as Keys),
    i: () => page.setOpen(PROBE, page.open[PROBE] !== true),
    q: () => post({ type: 'command', command: 'end' }),
  };
}

interface TimeProps {
  readonly attempt: AttemptOnPage;
  readonly phase: Oral['phases'][number];
}

function Time({ attempt, phase }: TimeProps) {
  const ms = elapsed(attempt.clock, phase.id, 0);
  const place = placeInBand(ms, phase.band);
  return (
    <>
      <p>
        <strong>{formatClock(ms)}</strong> ·{' '}
        <span class={`place ${place}`}>
          <Sign shape={PLACE_SIGNS[place]} /> {PLACE_DONE[place]}
        </span>
        <span class="aside"> · aim for {bandText(phase.band)}</span>
      </p>
      <Bar ms={ms} band={phase.band} place={place} />
    </>
  );
}

function More({ oral, practice }: Pick<InFrontProps['question'], 'oral' | 'practice'>) {
  if (practice.length === 0 && oral.papers.length === 0) return null;
  return (
    <FoldSection id="more" title="Practise and read more">
      {practice.length > 0 && <PracticeList practice={practice} />}
      {oral.papers.map((paper) => (
        <p key={paper.title}>
          <PaperLine paper={paper} />
        </p>
      ))}
    </FoldSection>
  );
}

interface RateProps {
  readonly rating: number | null;
  readonly rate: (rating: number) => void;
}

/** Always in view: it is what leads on. */
function Rate({ rate }: RateProps) {
  return (
    <section class="rate" aria-labelledby="rate-title">
      <h2 id="rate-title">How did it go?</h2>
      <div class="buttons">
        {RATING_WORDS.map(([rating, words]) => (
          <button
            key={rating}
            type="button"
            class="secondary"
            aria-keyshortcuts={String(rating)}
            onClick={() => rate(rating)}
          >
            <kbd aria-hidden="true">{rating}</kbd>
            <span>{words}</span>
          </button>
        ))}
        <Button command="end" look="link">
          End the round
        </Button>
      </div>
    </section>
  );
}
