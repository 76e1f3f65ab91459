/** One mistake of the program: what became of it, why it is one, and its repair as a diff. */
import { Fragment } from 'preact';
import type { DiffLine } from '../../core/debugging/lines.ts';
import type { DebriefedMistakeOnPage } from '../../protocol/debug-page.ts';
import { Fold, HtmlText, Sign } from '../shared/parts.tsx';
import { beforeText, toldText } from './words.ts';

export function MistakeOutcome({ told }: { told: DebriefedMistakeOnPage }) {
  const before = beforeText(told.before);
  return (
    <article class="told">
      <h3>
        <Sign shape={told.found ? 'check' : 'cross'} tone={told.found ? 'good' : 'bad'} />{' '}
        {told.title}
      </h3>
      <p>
        {toldText(told)} {before !== null && <span class="before">{before}</span>}
      </p>
      <Repair lines={told.repair} title={told.title} />
      <Fold
        id={`told-${told.id}`}
        openAtFirst={!told.found}
        summary="The reason, how to notice it and how to fix it"
      >
        <Explained told={told} />
      </Fold>
    </article>
  );
}

function Explained({ told }: { told: DebriefedMistakeOnPage }) {
  const parts = [
    ['Why it is wrong', told.why],
    ['How to notice it', told.notice],
    ['The fix', told.fix],
  ] as const;
  return (
    <dl class="explained">
      {parts.map(
        ([title, html]) =>
          html !== '' && (
            <Fragment key={title}>
              <dt>{title}</dt>
              <dd>
                <HtmlText html={html} />
              </dd>
            </Fragment>
          ),
      )}
    </dl>
  );
}

const SIGNS: Readonly<Record<DiffLine['kind'], string>> = { keep: ' ', remove: '-', add: '+' };

/** From the program as it was handed out to one without the mistake. */
function Repair({ lines, title }: { lines: readonly (DiffLine | null)[]; title: string }) {
  return (
    <pre class="diff" tabIndex={0} role="group" aria-label={`Repair of: ${title}`}>
      <code>
        {lines.map((line, at) =>
          line === null ? (
            <span key={at}>{'  …\n'}</span>
          ) : (
            <span key={at} class={line.kind}>
              {`${SIGNS[line.kind]} ${line.text}\n`}
            </span>
          ),
        )}
      </code>
    </pre>
  );
}
