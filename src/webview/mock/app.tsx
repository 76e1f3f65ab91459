/** The page: the part in front, with the one clock above all; the scorecard at the end. */
import type { Mock, MockPageState } from '../../protocol/mock-page.ts';
import { Waiting } from '../shared/frame.tsx';
import type { Received } from '../shared/received.ts';
import type { Model } from './model.ts';
import { Part } from './part.tsx';
import { Plan } from './plan.tsx';
import { Scorecard } from './scorecard.tsx';

export function App({ model: { mock, received } }: { model: Model }) {
  if (!mock || !received) return <Waiting page="mock" title="Mock interview" />;
  return <Content mock={mock} received={received} />;
}

function Content({ mock, received }: { mock: Mock; received: Received<MockPageState> }) {
  const { state } = received;
  if (state.stage === 'over') return <Scorecard mock={mock} state={state} />;
  const part = mock.parts[state.position];
  return (
    <>
      <header>
        <h1>Mock interview</h1>
      </header>
      {part && <Part key={part.exercise} part={part} mock={mock} received={received} />}
      <Plan mock={mock} state={state} />
    </>
  );
}
