/** What the review found, point by point; each leads to its elements on the board. */
import type { Finding, FindingSeverity, Review } from '../../core/drawing-review.ts';
import type { ReviewOnPage } from '../../protocol/whiteboard-page.ts';
import { usePage } from '../shared/page.ts';
import { Button, Fold, Sign, type Shape } from '../shared/parts.tsx';
import { errorsIn, reviewText } from './model.ts';

const SIGNS: Readonly<Record<FindingSeverity, { readonly shape: Shape; readonly tone: Tone }>> = {
  error: { shape: 'cross', tone: 'bad' },
  note: { shape: 'triangle', tone: 'warn' },
  habit: { shape: 'info', tone: 'quiet' },
};
type Tone = 'bad' | 'warn' | 'quiet';

const WORDS: Readonly<Record<FindingSeverity, string>> = {
  error: 'To put right',
  note: 'Could be better',
  habit: 'Good habit',
};

export function ReviewSection({ review }: { review: ReviewOnPage }) {
  const { result, stale } = review;
  const isGood = result.kind === 'review' && errorsIn(result.findings).length === 0;
  return (
    <section class="section" id="review" aria-labelledby="review-title">
      <h2 id="review-title" tabIndex={-1} data-landing="">
        Review
      </h2>
      <p class="result">
        <Sign shape={isGood ? 'check' : 'triangle'} tone={isGood ? 'good' : 'warn'} />{' '}
        {reviewText(review)}
      </p>
      {stale && (
        <p class="aside">
          The drawing has changed since this review.{' '}
          <Button command="review" look="link">
            Review it again
          </Button>
        </p>
      )}
      {result.kind === 'review' && <Points result={result} />}
    </section>
  );
}

function Points({ result }: { result: Review }) {
  const { findings, recognised, unread, variant } = result;
  return (
    <>
      {findings.length > 0 && (
        <ol class="findings">
          {findings.map((finding, i) => (
            <FindingLine key={i} finding={finding} />
          ))}
        </ol>
      )}
      {unread.length > 0 && (
        <ul class="findings">
          {unread.map(({ say, elements }) => (
            <li key={say}>
              {say} <ShowOnBoard elements={elements} about={say} />
            </li>
          ))}
        </ul>
      )}
      <Fold id="recognised" summary={`What was recognised: ${recognised.length}`}>
        <p>
          {variant !== null && <>Read as {variant.replaceAll('-', ' ')}. </>}
          Select an item to see which box it is. A box that was misread may need a different label.
        </p>
        <ul>
          {recognised.map(({ name, elements }) => (
            <li key={name}>
              <Select elements={elements}>{name}</Select>
            </li>
          ))}
        </ul>
      </Fold>
    </>
  );
}

function FindingLine({ finding: { severity, say, elements } }: { finding: Finding }) {
  const { shape, tone } = SIGNS[severity];
  return (
    <li>
      <Sign shape={shape} tone={tone} /> <strong>{WORDS[severity]}.</strong> {say}{' '}
      <ShowOnBoard elements={elements} about={say} />
    </li>
  );
}

/** Nothing for what is not on the board. */
function ShowOnBoard({ elements, about }: { elements: readonly string[]; about: string }) {
  if (elements.length === 0) return null;
  return (
    <Select elements={elements} label={`Show on the board: ${about}`}>
      Show on the board
    </Select>
  );
}

interface SelectProps {
  readonly elements: readonly string[];
  readonly label?: string;
  readonly children: string;
}

function Select({ elements, label, children }: SelectProps) {
  const { post } = usePage();
  return (
    <button
      type="button"
      class="link"
      aria-label={label}
      onClick={() => post({ type: 'select', elements: [...elements] })}
    >
      {children}
    </button>
  );
}
