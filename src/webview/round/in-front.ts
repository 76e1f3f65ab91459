/** The data behind the question in front of the user. */
import type { Round, RoundPageState, RoundQuestion } from '../../protocol/round-page.ts';
import type { Received } from '../shared/received.ts';

export interface InFrontProps {
  readonly round: Round;
  readonly received: Received<RoundPageState>;
  readonly question: RoundQuestion;
}
