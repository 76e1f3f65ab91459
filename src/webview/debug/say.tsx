/** What to say aloud in the current phase, to tick while speaking. */
import { elapsed, formatClock } from '../../core/clock.ts';
import type { CuedPhase } from '../../core/content.ts';
import type { Talk } from '../../core/debugging/exercise.ts';
import type { AttemptOnPage } from '../../protocol/clock-page.ts';
import type { DebugDrill, DebugPageState } from '../../protocol/debug-page.ts';
import { phaseOf } from '../shared/clock.tsx';
import { Button } from '../shared/parts.tsx';
import type { Received } from '../shared/received.ts';
import { Tick, tickOf } from '../shared/tick.tsx';
import { useHostNow } from '../shared/time.ts';

/** The newest point whose time has come, unless it was said. */
function dueIn(talking: readonly Talk[], points: readonly string[], ms: number): Talk | null {
  const due = talking.filter(({ at }) => at * 1000 <= ms).at(-1);
  return due && !points.includes(due.id) ? due : null;
}

interface SayNowProps {
  readonly drill: DebugDrill;
  readonly phase: CuedPhase;
  readonly attempt: AttemptOnPage | null;
  readonly ms: number;
}

/** The point whose time has come, as a label of its checkbox; the phase's cue where there is none. */
export function DuePoint({ drill, phase, attempt, ms }: SayNowProps) {
  const due = attempt && dueIn(drill.talk[phase.id]?.talking ?? [], attempt.points, ms);
  if (!due) return <>{phase.cue}</>;
  return (
    <label for={`point-${due.id}`} title="Click when you have said it">
      <strong>Say now: </strong>
      {due.say}
    </label>
  );
}

interface SayProps {
  readonly drill: DebugDrill;
  readonly received: Received<DebugPageState>;
}

export function TalkingPoints({ drill, received }: SayProps) {
  const now = useHostNow(received);
  const { attempt, phases } = received.state;
  const phase = phaseOf(phases, attempt);
  if (!attempt || !phase) return null;
  const talking = drill.talk[phase.id]?.talking ?? [];
  const due = dueIn(talking, attempt.points, elapsed(attempt.clock, phase.id, now));
  const said = talking.filter(({ id }) => attempt.points.includes(id)).length;
  const previous = phases[phases.indexOf(phase) - 1];
  return (
    <section class="section say" aria-labelledby="say-title">
      <h2 id="say-title">
        Say it aloud{' '}
        <span class="aside">
          {said} of {talking.length} said
        </span>
      </h2>
      <ul class="points">
        {talking.map((point) => (
          <Point
            key={point.id}
            point={point}
            on={attempt.points.includes(point.id)}
            due={point === due}
          />
        ))}
      </ul>
      {previous && (
        <p>
          <Button command="previous-phase" look="link">
            Back to “{previous.title}”
          </Button>
        </p>
      )}
    </section>
  );
}

function Point({ point, on, due }: { point: Talk; on: boolean; due: boolean }) {
  const id = `point-${point.id}`;
  return (
    <li class={due ? 'due' : on ? 'said' : ''}>
      <Tick id={id} on={on} message={tickOf(point)} />
      <div>
        <label for={id}>{point.say}</label>{' '}
        <span class="more">
          {due && <strong>Now.</strong>}
          {!on && !due && <span class="aside whole">at {formatClock(point.at * 1000)}</span>}
        </span>
      </div>
    </li>
  );
}
