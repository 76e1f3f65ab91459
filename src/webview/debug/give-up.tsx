/** The way out. Asks once more in its place, because what is shown then is the answer. */
import { useState } from 'preact/hooks';
import { Button } from '../shared/parts.tsx';

export function GiveUp() {
  const [asked, setAsked] = useState(false);
  return (
    <>
      <p role="status">{asked && 'This ends the attempt and shows every mistake.'}</p>
      <div class="buttons">
        {/* Stays, so that it keeps the keyboard: a second press takes the first one back. */}
        <button
          key="ask"
          type="button"
          class={asked ? 'secondary' : 'link'}
          onClick={() => setAsked(!asked)}
        >
          {asked ? 'Keep looking' : 'Give up'}
        </button>
        {asked && (
          <Button key="give-up" command="give-up">
            Show the mistakes
          </Button>
        )}
      </div>
    </>
  );
}
