/** The mistakes that are often made in this drill, and those that cost offers everywhere. */
import type { Drill, GuideMistake, Mistake } from '../../core/content.ts';
import type { DrillPageState } from '../../protocol/drill-page.ts';
import { Explained } from './found.tsx';
import { foundIn } from './model.ts';
import { usePage } from '../shared/page.ts';
import { Fold, FoldSection, HtmlText, Sign } from '../shared/parts.tsx';
import { count } from '../shared/words.ts';

const SHOWN_AT_FIRST = 8;

/** The found ones first, in the order in which they were found; the others stay in theirs. */
export function foundFirst(all: readonly Mistake[], found: readonly string[]): readonly Mistake[] {
  const top = found.flatMap((id) => all.find((one) => one.id === id) ?? []);
  return [...top, ...all.filter((one) => !top.includes(one))];
}

export function CommonMistakes({ drill, state }: { drill: Drill; state: DrillPageState }) {
  const page = usePage();
  const found = foundIn(state);
  const all = foundFirst(drill.mistakes, found);
  const showAll = page.open['all-mistakes'] ?? false;
  const shown = showAll ? all : all.slice(0, Math.max(SHOWN_AT_FIRST, found.length));
  return (
    <FoldSection id="mistakes" title="Common mistakes" aside={String(all.length)}>
      <div class="list">
        {shown.map((one) => (
          <Fold
            key={one.id}
            id={`mistake-${one.id}`}
            summary={
              <>
                <span class="mistake-title">{one.title}</span>
                <Marks
                  found={found.includes(one.id)}
                  times={state.madeBefore[one.id]?.times ?? 0}
                />
              </>
            }
          >
            <Explained mistake={one} />
          </Fold>
        ))}
      </div>
      {all.length > shown.length || showAll ? (
        <button type="button" class="link" onClick={() => page.setOpen('all-mistakes', !showAll)}>
          {showAll ? 'Show fewer' : `Show all ${all.length}`}
        </button>
      ) : null}
    </FoldSection>
  );
}

function Marks({ found, times }: { found: boolean; times: number }) {
  return (
    <>
      {found && (
        <span class="tag">
          <Sign shape="cross" tone="bad" /> in your code
        </span>
      )}
      {times > 0 && <span class="aside">made before: {count(times, 'time')}</span>}
    </>
  );
}

export function GeneralMistakes({ general }: { general: readonly GuideMistake[] }) {
  if (general.length === 0) return null;
  return (
    <FoldSection id="general" title="Mistakes that cost offers" aside={String(general.length)}>
      <div class="list">
        {general.map((one) => (
          <Fold key={one.id} id={`general-${one.id}`} summary={one.title}>
            <dl class="explained">
              <dt>What happens</dt>
              <dd>
                <HtmlText html={one.happens} />
              </dd>
              <dt>What it costs</dt>
              <dd>
                <HtmlText html={one.costs} />
              </dd>
              <dt>Instead</dt>
              <dd>
                <HtmlText html={one.instead} />
              </dd>
              <dt>For example</dt>
              <dd>
                <HtmlText html={one.example} />
              </dd>
            </dl>
          </Fold>
        ))}
      </div>
    </FoldSection>
  );
}
