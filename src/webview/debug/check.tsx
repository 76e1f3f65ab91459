/** How many mistakes are left, and what is newly broken; never what is left. */
import type { DebugCheckOnPage, DebugPageState } from '../../protocol/debug-page.ts';
import { usePage } from '../shared/page.ts';
import { Button, Sign, TickMark } from '../shared/parts.tsx';
import { checkText } from './words.ts';

export function Check({ state }: { state: DebugPageState }) {
  const { check, checksOff, running, stale, fileName } = state;
  return (
    <section class="section check" id="check" aria-labelledby="check-title">
      <h2 id="check-title" tabIndex={-1} data-landing="">
        Check{' '}
        <span class="aside">
          {running ? 'Checking…' : stale && check ? 'Edited since this check' : ''}
        </span>
      </h2>
      {checksOff !== null && <p class="notice">{checksOff}</p>}
      {check ? (
        <div class="last">
          <Result check={check} />
        </div>
      ) : (
        checksOff === null &&
        !running && (
          <p>A check says how many mistakes are left. Saving the file does not check it.</p>
        )
      )}
      <div class="buttons">
        {checksOff === null && <Button command="check">Check now</Button>}
        <Button command="open-file" look="link">
          Open {fileName}
        </Button>
      </div>
    </section>
  );
}

function Result({ check }: { check: DebugCheckOnPage }) {
  const good = check.kind === 'counted' && check.passed;
  return (
    <>
      <p class="result">
        <Sign shape={good ? 'check' : 'cross'} tone={good ? 'good' : 'bad'} />{' '}
        <strong>{checkText(check)}</strong>
      </p>
      {good && <p>Sum up what was wrong, then finish.</p>}
      {check.kind === 'failed' && (
        <p>
          <TickMark text={check.message} /> <Line line={check.line} />
        </p>
      )}
      {check.kind === 'counted' && check.broken.length > 0 && (
        <>
          <h3>Newly broken</h3>
          <ul>
            {check.broken.map(({ message, line }, at) => (
              <li key={at}>
                <TickMark text={message} /> <Line line={line} />
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

interface LineProps {
  readonly line: number | null;
  /** Where the line's number stands beside it already. */
  readonly children?: string;
}

/** A link to a line of the file, where one is known. */
export function Line({ line, children }: LineProps) {
  const { post } = usePage();
  if (line === null) return null;
  return (
    <button type="button" class="link" onClick={() => post({ type: 'open-line', line })}>
      {children ?? `Line ${line}`}
    </button>
  );
}
