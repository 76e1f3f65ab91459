/** Reviews of drawings and designs in a thread of their own: a pattern or a drawing can take for ever. */
import type { BoardSpec, Refusal, Review } from '../../core/drawing-review.ts';
import { UserError } from '../../core/errors.ts';
import type { Reviewer } from '../../core/ports.ts';
import { Background } from './background.ts';
import type { DesignFinding } from '../../core/design-finding.ts';

const DEADLINE_MS = 15_000;

export class ThreadReviewer implements Reviewer {
  readonly #background: Background;

  /** `program` is the path of the thread's program. */
  constructor(
    program: string,
    private readonly log: (line: string) => void,
    private readonly deadlineMs = DEADLINE_MS,
  ) {
    this.#background = new Background({ program, deadlineMs });
  }

  async drawing(text: string, spec: BoardSpec): Promise<Review | Refusal> {
    const outcome = await this.#background.run('review-drawing', { text, spec });
    if (outcome.kind === 'done') return outcome.output;
    return { kind: 'refused', say: this.#why(outcome, 'drawing', DRAWING) };
  }

  async design(text: string): Promise<readonly DesignFinding[]> {
    const outcome = await this.#background.run('review-design', { text });
    if (outcome.kind === 'done') return outcome.output;
    throw new UserError(this.#why(outcome, 'design', 'Shorten it and try again.'));
  }

  dispose(): void {
    this.#background.dispose();
  }

  #why(
    outcome: { readonly kind: 'late' } | { readonly kind: 'failed'; readonly reason: string },
    what: string,
    advice: string,
  ): string {
    if (outcome.kind === 'late') {
      return `The review of this ${what} was stopped after ${this.deadlineMs / 1000} s. ${advice}`;
    }
    this.log(`The review of a ${what} failed: ${outcome.reason}`);
    return `This ${what} could not be reviewed; see the Tensor Drills log. Nothing was lost.`;
  }
}

const DRAWING =
  'The drawing is too large, or a pattern for this architecture takes too long. If it is the pattern, tell the author. Your drawing is unchanged.';
