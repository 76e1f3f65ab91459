/** What it could be, most likely first; ordered with buttons, so with the keyboard too. */
import { ordered, type Option } from '../../core/clinics/case.ts';
import { usePage } from '../shared/page.ts';
import { HtmlText } from '../shared/parts.tsx';

interface HypothesesProps {
  readonly hypotheses: readonly Option[];
  readonly order: readonly string[];
}

export function Hypotheses({ hypotheses, order }: HypothesesProps) {
  const { post } = usePage();
  const list = ordered(hypotheses, order);
  const move = (from: number, to: number): void => {
    if (to < 0 || to >= list.length) return;
    const ids = list.map((one) => one.id);
    const [moved] = ids.splice(from, 1);
    if (moved !== undefined) post({ type: 'order', order: ids.toSpliced(to, 0, moved) });
  };
  return (
    <section class="section" aria-labelledby="hypotheses-title">
      <h2 id="hypotheses-title">What could it be?</h2>
      <p class="aside">
        Rank them from most to least likely before you measure, and again as you learn more.
      </p>
      <ol class="ordering">
        {list.map((one, i) => (
          <li key={one.id}>
            <span id={`hypothesis-${one.id}`}>
              <HtmlText inline html={one.say} />
            </span>
            <span class="moves">
              <Move to="up" at={i} id={one.id} off={i === 0} go={() => move(i, i - 1)} />
              <Move
                to="down"
                at={i}
                id={one.id}
                off={i === list.length - 1}
                go={() => move(i, i + 1)}
              />
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

interface MoveProps {
  readonly to: 'up' | 'down';
  readonly at: number;
  readonly id: string;
  readonly off: boolean;
  readonly go: () => void;
}

/** Never `disabled`: what has moved to the end keeps the keyboard. */
function Move({ to, at, id, off, go }: MoveProps) {
  return (
    <button
      type="button"
      class="move"
      aria-label={`Move ${to}, now number ${at + 1}`}
      aria-describedby={`hypothesis-${id}`}
      aria-disabled={off}
      onClick={go}
    >
      <svg class="sign" viewBox="0 0 16 16" aria-hidden="true">
        <path d={to === 'up' ? 'M3.5 10 8 5.5 12.5 10' : 'M3.5 6 8 10.5 12.5 6'} />
      </svg>
    </button>
  );
}
