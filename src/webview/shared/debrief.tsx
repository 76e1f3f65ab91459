/** What is told at the end of every attempt: time by phase, time away, how it felt. */
import { formatClock, spanText } from '../../core/clock.ts';
import type { ClockState } from '../../core/clock.ts';
import type { PhaseTime } from '../../core/debrief.ts';
import { Bar, PLACE_SIGNS } from './bar.tsx';
import { Button, Sign } from './parts.tsx';
import { useChosen } from './tick.tsx';
import { bandText, PLACE_DONE } from './words.ts';

export function Times({ phases, clock }: { phases: readonly PhaseTime[]; clock: ClockState }) {
  const away = clock.aways.filter((one) => !one.counted);
  return (
    <>
      <h3>Time</h3>
      <ul class="times">
        {phases.map((one) => (
          <PhaseLine key={one.phase.id} time={one} />
        ))}
      </ul>
      {away.length > 0 && (
        <p>
          Not counted: {spanText(away.reduce((sum, one) => sum + one.ms, 0))} while the window was
          closed or the computer slept.{' '}
          <Button command="count-away" look="link">
            Count it
          </Button>
        </p>
      )}
    </>
  );
}

function PhaseLine({ time: { phase, ms, band, place } }: { time: PhaseTime }) {
  const reached = ms > 0;
  return (
    <li>
      <p>
        <strong>{phase.title}</strong>{' '}
        {reached ? (
          <>
            {formatClock(ms)} ·{' '}
            <span class={`place ${place}`}>
              <Sign shape={PLACE_SIGNS[place]} /> {PLACE_DONE[place]}
            </span>
          </>
        ) : (
          'not reached'
        )}
        <span class="aside"> · aim for {bandText(band)}</span>
      </p>
      <Bar ms={ms} band={band} place={place} />
    </li>
  );
}

export const RATING_WORDS = [
  [1, 'I was lost'],
  [2, 'Hard'],
  [3, 'It went well'],
  [4, 'Easy'],
] as const;

interface RatingProps {
  readonly rating: number | null;
  readonly suggested: number;
  /** Where several are on a page, each needs its own. */
  readonly name?: string;
}

/** The rating that the facts speak for is chosen until the user says otherwise; it decides when this comes back. */
export function RatingChoice({ rating, suggested, name = 'rating' }: RatingProps) {
  const [shown, choose] = useChosen(rating ?? suggested);
  return (
    <fieldset>
      <legend>How did it feel?</legend>
      {RATING_WORDS.map(([value, words]) => (
        <label key={value} class="rating">
          <input
            type="radio"
            name={name}
            checked={shown === value}
            onClick={() => choose(value, { type: 'rate', rating: value })}
          />
          {words}
          {rating === null && suggested === value && <span class="aside"> · suggested</span>}
        </label>
      ))}
    </fieldset>
  );
}
