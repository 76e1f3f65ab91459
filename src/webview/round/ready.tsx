/** Before the first question, and before the next one of a round that was left. */
import { KIND } from '../../core/kinds.ts';
import { usePage } from '../shared/page.ts';
import { Button } from '../shared/parts.tsx';
import { useKeys } from '../shared/keys.ts';
import { bandText, count } from '../shared/words.ts';
import type { InFrontProps } from './in-front.ts';

export function Ready({ round, received }: InFrontProps) {
  const { post } = usePage();
  const { position } = received.state;
  const start = (): void => post({ type: 'command', command: 'start' });
  useKeys({ Space: start, Enter: start });
  const left = round.questions.length - position;
  const [phase] = KIND['rapid-fire'].phases;
  return (
    <main class="section">
      <h1>{round.title}</h1>
      <p>
        {position === 0
          ? `${count(left, 'question')}, each to be answered aloud in ${bandText(phase?.band ?? [30, 60])}.`
          : `${position} of ${round.questions.length} answered; ${count(left, 'question')} to go.`}
      </p>
      <p>
        The clock starts with the question. Say your answer, stop the clock, then tick what you said
        and rate it. You can leave at any time, and your answers are kept.
      </p>
      <div class="buttons">
        <Button command="start" look="primary">
          {position === 0 ? 'Start' : 'Resume'}
        </Button>
        {position > 0 && <Button command="end">End the round here</Button>}
      </div>
      <KeyList />
    </main>
  );
}

const KEYS = [
  ['Space', 'stop the clock and see the answer'],
  ['A to E', 'tick a point as said'],
  ['1 to 4', 'rate it and continue'],
  ['I', 'open the answer to the follow-up'],
  ['P', 'pause'],
  ['Q', 'end the round'],
] as const;

function KeyList() {
  return (
    <dl class="keys" aria-label="Keys">
      {KEYS.map(([key, does]) => (
        <div key={key}>
          <dt>
            <kbd class="key">{key}</kbd>
          </dt>
          <dd>{does}</dd>
        </div>
      ))}
    </dl>
  );
}
