/** The lines that the user suspects, as the program was handed out. */
import type { DebugPageState, SuspicionOnPage } from '../../protocol/debug-page.ts';
import { usePage } from '../shared/page.ts';
import { keysText } from '../shared/words.ts';
import { Line } from './check.tsx';

export function Suspicions({ state: { suspicions } }: { state: DebugPageState }) {
  const { shortcuts } = usePage();
  const keys = shortcuts['suspect'];
  return (
    <section class="section" aria-labelledby="suspicions-title">
      <h2 id="suspicions-title" tabIndex={-1} data-landing="">
        Suspicions <span class="aside">{suspicions.length > 0 ? suspicions.length : ''}</span>
      </h2>
      {suspicions.length === 0 ? (
        <p class="aside">
          Put the cursor on a line that looks wrong and{' '}
          {keys === undefined ? (
            'run Suspect This Line'
          ) : (
            <>
              press <kbd>{keysText(keys)}</kbd>
            </>
          )}{' '}
          before you change it. At the end, you see which of your suspicions were right.
        </p>
      ) : (
        <ul>
          {suspicions.map((one) => (
            <li key={one.line}>
              <Suspected one={one} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Suspected({ one }: { one: SuspicionOnPage }) {
  const { post } = usePage();
  const text = `suspected-${one.line}`;
  return (
    <>
      <code id={text}>{one.text.trim()}</code>
      <br />
      {one.now === null ? (
        <span class="aside">Line {one.line}, changed since</span>
      ) : (
        <Line line={one.now} />
      )}{' '}
      ·{' '}
      <button
        type="button"
        class="link"
        aria-describedby={text}
        onClick={() => post({ type: 'clear-suspicion', line: one.line })}
      >
        Remove
      </button>
    </>
  );
}
