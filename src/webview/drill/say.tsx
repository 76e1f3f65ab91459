/** The talking points of the current phase, to tick while speaking. */
import { elapsed, formatClock } from '../../core/clock.ts';
import type { Drill, Phase, TalkingPoint } from '../../core/content.ts';
import { duePoint } from '../../core/debrief.ts';
import type { AttemptOnPage } from '../../protocol/clock-page.ts';
import type { Received } from '../shared/received.ts';
import type { DrillPageState } from '../../protocol/drill-page.ts';
import { Button, HtmlText } from '../shared/parts.tsx';
import { Tick, tickOf } from '../shared/tick.tsx';
import { useHostNow } from '../shared/time.ts';

/** Id of the checkbox of a talking point; the line in the clock is a label of it. */
export function pointInput(point: TalkingPoint): string {
  return `point-${point.id}`;
}

interface SayNowProps {
  readonly phase: Phase;
  readonly attempt: AttemptOnPage | null;
  readonly ms: number;
}

/** The point whose time has come, as a label of its checkbox; the phase's cue where there is none. */
export function DuePoint({ phase, attempt, ms }: SayNowProps) {
  const due = attempt && duePoint(phase, attempt.points, ms);
  if (!due) return <>{phase.cue}</>;
  return (
    <label for={pointInput(due)} title="Click when you have said it">
      <strong>Say now: </strong>
      <HtmlText inline html={due.say} />
    </label>
  );
}

interface SayProps {
  readonly drill: Drill;
  readonly phase: Phase;
  readonly attempt: AttemptOnPage;
  readonly received: Received<DrillPageState>;
}

export function TalkingPoints({ drill, phase, attempt, received }: SayProps) {
  const ms = elapsed(attempt.clock, phase.id, useHostNow(received));
  const due = duePoint(phase, attempt.points, ms);
  const said = phase.talking.filter((point) => attempt.points.includes(point.id)).length;
  const previous = drill.phases[drill.phases.indexOf(phase) - 1];
  return (
    <section class="section say" aria-labelledby="say-title">
      <h2 id="say-title">
        Say it aloud{' '}
        <span class="aside">
          {said} of {phase.talking.length} said
        </span>
      </h2>
      <ul class="points">
        {phase.talking.map((point) => (
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

function Point({ point, on, due }: { point: TalkingPoint; on: boolean; due: boolean }) {
  const id = pointInput(point);
  return (
    <li class={due ? 'due' : on ? 'said' : ''}>
      <Tick
        id={id}
        on={on}
        message={tickOf(point)}
        aria-labelledby={`${id}-say`}
        aria-describedby={`${id}-more`}
      />
      <div>
        <label for={id} id={`${id}-say`}>
          <HtmlText inline html={point.say} />
        </label>{' '}
        <span id={`${id}-more`} class="more">
          {due && <strong>Now. </strong>}
          {!on && !due && <span class="aside whole">at {formatClock(point.at * 1000)}</span>}
          {due && point.example !== null && (
            <q>
              <HtmlText inline html={point.example} />
            </q>
          )}
        </span>
      </div>
    </li>
  );
}
