/** The lines that the user suspects, as the program was handed out. */
import type { DebugPageState, SuspicionOnPage } from '../../protocol/debug-page.ts';
import { usePage } from '../shared/page.ts';
import { Line } from './check.tsx';

export function Suspicions({ state: { suspicions } }: { state: DebugPageState }) {
  return (
    <section class="section" aria-labelledby="suspicions-title">
      <h2 id="suspicions-title">
        Suspicions <span class="aside">{suspicions.length > 0 ? suspicions.length : ''}</span>
      </h2>
      {suspicions.length === 0 ? (
        <p class="aside">
          Mark a line before you change it: <kbd>Ctrl+Alt+D L</kbd> with the cursor on it. At the
          end you see which were right.
        </p>
      ) : (
        <ul class="suspicions">
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
  return (
    <>
      <code>{one.text.trim()}</code>{' '}
      {one.now === null ? <span class="aside">changed since</span> : <Line line={one.now} />}{' '}
      <button
        type="button"
        class="link"
        aria-label={`Take back: ${one.text.trim()}`}
        onClick={() => post({ type: 'clear-suspicion', line: one.line })}
      >
        Take back
      </button>
    </>
  );
}
