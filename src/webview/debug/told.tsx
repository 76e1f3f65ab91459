/** One mistake of the program: what became of it, why it is one, and its repair as a diff. */
import type { DiffLine } from '../../core/debugging/lines.ts';
import type { ToldOnPage } from '../../protocol/debug-page.ts';
import { Fold, Rich, Sign } from '../shared/parts.tsx';
import { beforeText, toldText } from './words.ts';

export function Told({ told }: { told: ToldOnPage }) {
  const before = beforeText(told.before);
  return (
    <div class="told">
      <h3>
        <Sign shape={told.found ? 'check' : 'cross'} tone={told.found ? 'good' : 'bad'} />{' '}
        {told.title}
      </h3>
      <p>
        <span class="sentence">{toldText(told)}.</span> {before}
      </p>
      <Repair lines={told.repair} title={told.title} />
      <Fold id={`told-${told.id}`} openAtFirst={!told.found} summary="Why, and how it shows">
        <dl class="explained">
          <dt>Why</dt>
          <dd>
            <Rich html={told.why} />
          </dd>
          <dt>How it shows</dt>
          <dd>
            <Rich html={told.notice} />
          </dd>
          <dt>The fix</dt>
          <dd>
            <Rich html={told.fix} />
          </dd>
        </dl>
      </Fold>
    </div>
  );
}

const SIGNS: Readonly<Record<DiffLine['kind'], string>> = { keep: ' ', remove: '-', add: '+' };

/** From the program as it was handed out to one without the mistake. */
function Repair({ lines, title }: { lines: readonly (DiffLine | null)[]; title: string }) {
  return (
    <pre class="diff" tabIndex={0} role="group" aria-label={`Repair of: ${title}`}>
      {lines.map((line, at) =>
        line === null ? (
          <span key={at}>{'  …\n'}</span>
        ) : (
          <span key={at} class={line.kind}>
            {`${SIGNS[line.kind]} ${line.text}\n`}
          </span>
        ),
      )}
    </pre>
  );
}
