import { Waiting } from '../shared/frame.tsx';
import { Answer } from './answer.tsx';
import { CurrentQuestion } from './asking.tsx';
import { End } from './end.tsx';
import { questionOf, type Model } from './model.ts';
import { Ready } from './ready.tsx';
import type { InFrontProps } from './in-front.ts';

export function App({ model: { round, received } }: { model: Model }) {
  if (!round || !received) return <Waiting page="round" title={round?.title} />;
  const { state } = received;
  const question = questionOf(round, state);
  if (state.stage === 'over' || !question) return <End round={round} state={state} />;
  return <InFront round={round} received={received} question={question} />;
}

function InFront(props: InFrontProps) {
  const { stage, attempt } = props.received.state;
  if (stage === 'ready' || !attempt) return <Ready {...props} />;
  const Part = stage === 'asking' ? CurrentQuestion : Answer;
  return <Part {...props} key={attempt.id} attempt={attempt} />;
}
