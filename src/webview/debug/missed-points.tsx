/** The talking points that were not ticked. */
import type { CuedPhase } from '../../core/content.ts';
import type { DebugDrill } from '../../protocol/debug-page.ts';
import { Fold } from '../shared/parts.tsx';
import { count } from '../shared/words.ts';

/** More than so many would push what comes next off the page. */
const SHOWN_AT_FIRST = 4;

interface UnsaidProps {
  readonly drill: DebugDrill;
  readonly phases: readonly CuedPhase[];
  /** Ids of the points that were ticked. */
  readonly said: readonly string[];
}

export function MissedPoints({ drill, phases, said }: UnsaidProps) {
  const all = phases.flatMap(({ id }) => drill.talk[id]?.talking ?? []);
  const missed = all.filter(({ id }) => !said.includes(id));
  return (
    <>
      <h3>Talking points</h3>
      {missed.length === 0 ? (
        <p>You made all {all.length}.</p>
      ) : (
        <Fold
          id="missed"
          openAtFirst={missed.length <= SHOWN_AT_FIRST}
          summary={`${all.length - missed.length} of ${all.length} made; ${count(missed.length, 'was', 'were')} missed`}
        >
          <ul>
            {missed.map(({ id, say }) => (
              <li key={id}>{say}</li>
            ))}
          </ul>
        </Fold>
      )}
    </>
  );
}
