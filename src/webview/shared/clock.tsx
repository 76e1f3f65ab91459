/** The clock and what to do now: always in view. */
import type { ComponentChildren } from 'preact';
import { elapsed, formatClock, placeInBand, totalElapsed } from '../../core/clock.ts';
import type { CuedPhase } from '../../core/content.ts';
import type { AttemptOnPage, ClockOnPage } from '../../protocol/clock-page.ts';
import { Bar, PLACE_SIGNS } from './bar.tsx';
import { Button, Sign } from './parts.tsx';
import type { Received } from './received.ts';
import { useHostNow } from './time.ts';
import { bandText, PLACE_NOW, wholeBandText } from './words.ts';
import type { Band } from '../../core/basics.ts';

interface ClockProps<Phase extends CuedPhase> {
  readonly phases: readonly Phase[];
  readonly received: Received<ClockOnPage>;
  /** What to say or do now, so many milliseconds into the phase; null for the phase's cue. */
  readonly now?: (phase: Phase, ms: number) => ComponentChildren;
  /** More buttons, after the clock's own. */
  readonly children?: ComponentChildren;
}

/** The phase that the attempt is in; the first before there is one. */
export function phaseOf<Phase extends CuedPhase>(
  phases: readonly Phase[],
  attempt: AttemptOnPage | null,
): Phase | undefined {
  return attempt ? phases.find((one) => one.id === attempt.clock.phase) : phases[0];
}

export function Clock<Phase extends CuedPhase>(props: ClockProps<Phase>) {
  const { phases, received } = props;
  const { state } = received;
  const now = useHostNow(received);
  const attempt = state.attempt;
  const phase = phaseOf(phases, attempt);
  const finished = attempt?.clock.finished === true;
  const ready = !finished && attempt?.clock.started !== true;
  return (
    <section class="clock" aria-label="Clock">
      {finished && <Done ms={totalElapsed(attempt.clock, now)} />}
      {ready && <Ready phases={phases} state={state} />}
      {attempt && phase && !finished && !ready && (
        <Running
          {...props}
          phase={phase}
          attempt={attempt}
          ms={elapsed(attempt.clock, phase.id, now)}
        />
      )}
      {!finished && (
        <Buttons last={phase === phases.at(-1)} attempt={attempt}>
          {props.children}
        </Buttons>
      )}
    </section>
  );
}

function Done({ ms }: { ms: number }) {
  return (
    <p class="face">
      <span class="time">{formatClock(ms)}</span>
      <span class="facts">
        <strong>Finished</strong>
      </span>
    </p>
  );
}

function Ready({ phases, state }: { phases: readonly CuedPhase[]; state: ClockOnPage }) {
  const all = phases.map((phase) => state.bands[phase.id] ?? phase.band);
  return (
    <p class="face">
      <span class="time">0:00</span>
      <span class="facts">
        <strong>Ready when you are</strong>
        <span>
          {phases.length > 1 && `${phases.length} phases, `}
          {wholeBandText(all)} in all
        </span>
      </span>
    </p>
  );
}

interface RunningProps<Phase extends CuedPhase> extends ClockProps<Phase> {
  readonly phase: Phase;
  readonly attempt: AttemptOnPage;
  readonly ms: number;
}

function Running<Phase extends CuedPhase>(props: RunningProps<Phase>) {
  const { phases, phase, attempt, received, ms } = props;
  const band = received.state.bands[phase.id] ?? phase.band;
  return (
    <>
      <ClockFace
        title={phase.title}
        aside={`${phases.indexOf(phase) + 1} of ${phases.length}`}
        ms={ms}
        band={band}
        paused={attempt.clock.since === null}
      />
      <p class="now">{props.now?.(phase, ms) ?? phase.cue}</p>
    </>
  );
}

interface FaceProps {
  readonly title: string;
  readonly aside: string;
  readonly ms: number;
  readonly band: Band;
  readonly paused: boolean;
}

/** The time of what runs, in words and as a picture against its band. */
export function ClockFace({ title, aside, ms, band, paused }: FaceProps) {
  const place = placeInBand(ms, band);
  return (
    <>
      <div class="face">
        <span class="time" role="timer">
          {formatClock(ms)}
        </span>
        <p class="facts">
          <span>
            <strong>{title}</strong> <span class="aside whole">{aside}</span>
          </span>
          <span>
            <span class={`place ${place}`}>
              <Sign shape={PLACE_SIGNS[place]} /> {PLACE_NOW[place]}
            </span>{' '}
            · <span class="heard">aim for </span>
            {bandText(band)}
            {paused && <span class="paused"> · Paused</span>}
          </span>
        </p>
      </div>
      <Bar ms={ms} band={band} place={place} />
    </>
  );
}

interface ButtonsProps {
  readonly last: boolean;
  readonly attempt: AttemptOnPage | null;
  readonly children?: ComponentChildren;
}

function Buttons({ last, attempt, children }: ButtonsProps) {
  if (!attempt?.clock.started) {
    return (
      <div class="buttons">
        <Button key="main" command="start" look="primary">
          Start
        </Button>
      </div>
    );
  }
  const running = attempt.clock.since !== null;
  return (
    <div class="buttons">
      <Button
        key="main"
        command={running ? 'pause' : 'resume'}
        look={running ? 'secondary' : 'primary'}
      >
        {running ? 'Pause' : 'Resume'}
      </Button>
      {!last && (
        <Button key="next" command="next-phase">
          Next phase
        </Button>
      )}
      <Button
        key="finish"
        id="finish"
        command="finish"
        look={last && running ? 'primary' : 'secondary'}
      >
        Finish
      </Button>
      {children}
    </div>
  );
}
