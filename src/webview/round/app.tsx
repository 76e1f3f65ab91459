/** The page of a round: question after question, then what they showed. */
import type { Round, RoundPageState, RoundQuestion } from '../../protocol/round-page.ts';
import { Waiting } from '../shared/frame.tsx';
import type { Received } from '../shared/received.ts';
import { Answer } from './answer.tsx';
import { CurrentQuestion } from './asking.tsx';
import { End } from './end.tsx';
import { questionOf, type Model } from './model.ts';
import { Ready } from './ready.tsx';

export function App({ model: { round, received } }: { model: Model }) {
  if (!round || !received) return <Waiting page="round" title={round?.title} />;
  const { state } = received;
  const question = questionOf(round, state);
  if (state.stage === 'over' || !question) return <End round={round} state={state} />;
  return <InFront round={round} received={received} question={question} />;
}

export interface InFrontProps {
  readonly round: Round;
  readonly received: Received<RoundPageState>;
  readonly question: RoundQuestion;
}

function InFront(props: InFrontProps) {
  const { stage, attempt } = props.received.state;
  if (stage === 'ready' || !attempt) return <Ready {...props} />;
  const Part = stage === 'asking' ? CurrentQuestion : Answer;
  return <Part {...props} key={attempt.id} attempt={attempt} />;
}
