/** The clock and what to do now: always in view. */
import {
  elapsed,
  formatClock,
  placeInBand,
  totalElapsed,
  type BandPlace,
} from '../../core/clock.ts';
import type { Band, Drill, Phase } from '../../core/content.ts';
import { duePoint } from '../../core/debrief.ts';
import type { AttemptOnPage, DrillPageState } from '../../protocol/drill-page.ts';
import type { Received, Stage } from './model.ts';
import { Button, Rich, Sign, type Shape } from './parts.tsx';
import { pointInput } from './say.tsx';
import { useHostNow } from './time.ts';
import { bandText, PLACE_NOW, wholeBandText } from './words.ts';

interface ClockProps {
  readonly drill: Drill;
  readonly received: Received;
  readonly stage: Stage;
  readonly phase: Phase | undefined;
}

export function Clock({ drill, received, stage, phase }: ClockProps) {
  const { state } = received;
  const now = useHostNow(received);
  const attempt = state.attempt;
  return (
    <section class="clock" aria-label="Clock">
      {attempt && stage === 'finished' && <Done ms={totalElapsed(attempt.clock, now)} />}
      {stage === 'ready' && <Ready drill={drill} bands={state.bands} />}
      {attempt && phase && stage !== 'finished' && stage !== 'ready' && (
        <Running drill={drill} phase={phase} attempt={attempt} state={state} now={now} />
      )}
      {stage !== 'finished' && <Buttons drill={drill} phase={phase} attempt={attempt} />}
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

function Ready({ drill, bands }: { drill: Drill; bands: DrillPageState['bands'] }) {
  const all = drill.phases.map((phase) => bands[phase.id] ?? phase.band);
  return (
    <p class="face">
      <span class="time">0:00</span>
      <span class="facts">
        <strong>Ready when you are</strong>
        <span>
          {drill.phases.length} phases, {wholeBandText(all)} in all
        </span>
      </span>
    </p>
  );
}

interface RunningProps {
  readonly drill: Drill;
  readonly phase: Phase;
  readonly attempt: AttemptOnPage;
  readonly state: DrillPageState;
  readonly now: number;
}

export const PLACE_SIGNS: Readonly<Record<BandPlace, Shape>> = {
  before: 'circle',
  within: 'check',
  over: 'triangle',
};

function Running({ drill, phase, attempt, state, now }: RunningProps) {
  const ms = elapsed(attempt.clock, phase.id, now);
  const band = state.bands[phase.id] ?? phase.band;
  const place = placeInBand(ms, band);
  const due = duePoint(phase, attempt.points, ms);
  const paused = attempt.clock.since === null;
  return (
    <>
      <div class="face">
        <span class="time" role="timer">
          {formatClock(ms)}
        </span>
        <p class="facts">
          <span>
            <strong>{phase.title}</strong>{' '}
            <span class="aside whole">
              {drill.phases.indexOf(phase) + 1} of {drill.phases.length}
            </span>
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
      <p class="now">
        {due ? (
          <label for={pointInput(due)} title="Click when you have said it">
            <strong>Say now: </strong>
            <Rich inline html={due.say} />
          </label>
        ) : (
          phase.cue
        )}
      </p>
    </>
  );
}

/** Time against its band: a line, a box where the band lies, and how far the time has come. Words say it too. */
export function Bar({ ms, band, place }: { ms: number; band: Band; place: BandPlace }) {
  const [min, max] = [band[0] * 1000, band[1] * 1000];
  const whole = Math.max(max * 1.25, ms);
  const percent = (value: number): string => `${((100 * value) / whole).toFixed(2)}%`;
  return (
    <svg class={`bar ${place}`} aria-hidden="true">
      <line class="track" x1="0" x2="100%" y1="7" y2="7" />
      <rect class="band" x={percent(min)} width={percent(max - min)} y="1" height="12" rx="2" />
      <rect class="fill" x="0" width={percent(Math.min(ms, max))} y="4" height="6" />
      {place === 'over' && <line class="over" x1={percent(max)} x2={percent(ms)} y1="7" y2="7" />}
    </svg>
  );
}

interface ButtonsProps {
  readonly drill: Drill;
  readonly phase: Phase | undefined;
  readonly attempt: AttemptOnPage | null;
}

function Buttons({ drill, phase, attempt }: ButtonsProps) {
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
  const last = phase === drill.phases.at(-1);
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
    </div>
  );
}
