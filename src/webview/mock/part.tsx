/** The part in front: its clock, and its question where it is asked on this page. */
import { elapsed, formatClock, placeInBand, totalElapsed } from '../../core/clock.ts';
import type { CuedPhase } from '../../core/content.ts';
import type { Mock, MockPageState, MockPart } from '../../protocol/mock-page.ts';
import { Away } from '../shared/away.tsx';
import { Bar, PLACE_SIGNS } from '../shared/bar.tsx';
import { phaseOf } from '../shared/clock.tsx';
import { Measured } from '../shared/frame.tsx';
import { Button, HtmlText, Sign } from '../shared/parts.tsx';
import type { Received } from '../shared/received.ts';
import { useHostNow } from '../shared/time.ts';
import { bandText, PLACE_NOW, wholeBandText } from '../shared/words.ts';
import { partName } from './model.ts';

interface PartProps {
  readonly part: MockPart;
  readonly mock: Mock;
  readonly received: Received<MockPageState>;
}

export function Part({ part, mock, received }: PartProps) {
  const { state } = received;
  const { attempt, stage } = state;
  const now = useHostNow(received);
  const phase = phaseOf(part.phases, attempt);
  const going = stage === 'going' && attempt !== null && phase !== undefined;
  return (
    <>
      <Measured>
        <section class="clock" aria-label="Clock">
          <Whole mock={mock} ms={state.before + (attempt ? totalElapsed(attempt.clock, now) : 0)} />
          {going && (
            <PhaseFace
              part={part}
              phase={phase}
              state={state}
              ms={elapsed(attempt.clock, phase.id, now)}
            />
          )}
          <Buttons part={part} state={state} />
        </section>
      </Measured>
      <main>
        {attempt && <Away attempt={attempt} />}
        <section class="section" aria-labelledby="part-title">
          <h2 id="part-title" tabIndex={-1} data-landing="">
            Part {state.position + 1} of {mock.parts.length}: {partName(part)}
          </h2>
          {going ? (
            <Asked part={part} phase={phase} fileName={state.fileName} />
          ) : (
            <p>{BEFORE[part.oral ? 'oral' : 'file']}</p>
          )}
        </section>
      </main>
    </>
  );
}

const BEFORE = {
  oral: 'When you start, the question appears and the clock runs. Answer aloud.',
  file: 'When you start, a file opens with the question beside it. Think aloud while you work.',
} as const;

/** The one clock above all. */
function Whole({ mock, ms }: { mock: Mock; ms: number }) {
  const over = ms > mock.minutes * 60_000;
  return (
    <div class="face">
      <span class="time" role="timer">
        {formatClock(ms)}
      </span>
      <p class="facts">
        <strong>
          of {mock.minutes} minutes
          {over && ', over time'}
        </strong>
      </p>
    </div>
  );
}

interface PhaseProps {
  readonly part: MockPart;
  readonly phase: CuedPhase;
  readonly state: MockPageState;
  readonly ms: number;
}

function PhaseFace({ part, phase, state, ms }: PhaseProps) {
  const band = state.bands[phase.id] ?? phase.band;
  const place = placeInBand(ms, band);
  const paused = state.attempt?.clock.since === null;
  return (
    <>
      <p class="facts">
        <span>
          <strong>{phase.title}</strong> {formatClock(ms)}{' '}
          {part.phases.length > 1 && (
            <span class="aside">
              {part.phases.indexOf(phase) + 1} of {part.phases.length}
            </span>
          )}
        </span>{' '}
        <span>
          <span class={`place ${place}`}>
            <Sign shape={PLACE_SIGNS[place]} /> {PLACE_NOW[place]}
          </span>{' '}
          · {bandText(band)}
          {paused && <span class="paused"> · Paused</span>}
        </span>
      </p>
      <Bar ms={ms} band={band} place={place} />
    </>
  );
}

function Buttons({ part, state }: { part: MockPart; state: MockPageState }) {
  const { attempt, stage } = state;
  if (stage === 'ready' || !attempt) {
    return (
      <div class="buttons">
        <Button key="main" command="start" look="primary">
          Start this part ({lengthOf(part)})
        </Button>
      </div>
    );
  }
  const running = attempt.clock.since !== null;
  const last = part.phases.at(-1)?.id === attempt.clock.phase;
  return (
    <div class="buttons">
      <Button key="pause" command={running ? 'pause' : 'resume'}>
        {running ? 'Pause' : 'Resume'}
      </Button>
      {!last && (
        <Button key="next" command="next-phase">
          Next phase
        </Button>
      )}
      <Button key="main" command="finish" look={last ? 'primary' : 'secondary'}>
        End this part
      </Button>
    </div>
  );
}

function lengthOf({ phases }: MockPart): string {
  const [only] = phases;
  if (phases.length === 1 && only) return bandText(only.band);
  return wholeBandText(phases.map(({ band }) => band));
}

interface AskedProps {
  readonly part: MockPart;
  readonly phase: CuedPhase;
  readonly fileName: string | null;
}

function Asked({ part, phase, fileName }: AskedProps) {
  return (
    <>
      {part.oral ? (
        <div class="asked small">
          <HtmlText html={part.oral.question} />
        </div>
      ) : (
        <p>
          <strong>{part.title}.</strong> {fileName !== null && `You work in ${fileName}.`}
        </p>
      )}
      {phase.cue !== '' && part.phases.length > 1 && <p>{phase.cue}</p>}
      {fileName !== null && (
        <div class="buttons">
          <Button command="open-file">Open {fileName}</Button>
        </div>
      )}
    </>
  );
}
