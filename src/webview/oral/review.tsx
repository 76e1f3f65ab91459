import type { OralPageState } from '../../protocol/oral-page.ts';
import { usePage } from '../shared/page.ts';
import { Sign } from '../shared/parts.tsx';
import { reviewText } from './model.ts';
import type { DesignFinding } from '../../core/design-finding.ts';

interface ReviewProps {
  readonly review: readonly DesignFinding[];
  readonly state: OralPageState;
}

export function Review({ review, state }: ReviewProps) {
  const { post } = usePage();
  return (
    <section class="section" id="review" aria-labelledby="review-title">
      <h2 id="review-title">Review</h2>
      <p class="result">
        <Sign
          shape={review.length === 0 ? 'check' : 'triangle'}
          tone={review.length === 0 ? 'good' : 'warn'}
        />{' '}
        {reviewText(review.length)}
      </p>
      <ul class="findings">
        {review.map(({ id, title, advice, line }) => (
          <li key={id}>
            <strong>{title}</strong>{' '}
            <button type="button" class="link" onClick={() => post({ type: 'open-line', line })}>
              line {line}
            </button>
            <br />
            {advice}
          </li>
        ))}
      </ul>
      <p class="aside">
        The review finds what is missing from {state.fileName} but does not judge what you wrote. It
        runs again each time you save the file.
      </p>
    </section>
  );
}
