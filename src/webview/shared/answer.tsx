/** Parts of an answer that is shown after it was given aloud. */
import type { Oral, OralPhase } from '../../core/content.ts';
import { HtmlText } from './parts.tsx';
import { Tick, tickOf } from './tick.tsx';

interface OutlineProps {
  readonly points: OralPhase['outline'];
  readonly ticked: readonly string[];
  /** Of which exercise they are, where a page shows several. */
  readonly of?: string;
  /** The key that ticks each point, where keys do. */
  readonly keys?: readonly string[];
}

/** Key points, to tick as said. */
export function Outline({ points, ticked, of = '', keys = [] }: OutlineProps) {
  return (
    <ul class="points">
      {points.map((point, i) => {
        const id = `point-${of}${point.id}`;
        const key = keys[i];
        return (
          <li key={point.id}>
            <Tick
              id={id}
              on={ticked.includes(point.id)}
              message={tickOf(point)}
              aria-keyshortcuts={key?.toUpperCase()}
            />
            <label for={id}>
              <HtmlText inline html={point.say} />
              {key !== undefined && (
                <kbd class="key" aria-hidden="true">
                  {key.toUpperCase()}
                </kbd>
              )}
            </label>
          </li>
        );
      })}
    </ul>
  );
}

/** The wrong answer heard most, and what is true. */
export function Wrong({ wrong }: { wrong: NonNullable<Oral['wrong']> }) {
  return (
    <dl class="explained">
      <dt>Often heard, but wrong</dt>
      <dd>
        <q>
          <HtmlText inline html={wrong.said} />
        </q>
      </dd>
      <dt>What is true</dt>
      <dd>
        <HtmlText html={wrong.truth} />
      </dd>
    </dl>
  );
}
