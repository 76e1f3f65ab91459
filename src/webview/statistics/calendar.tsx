/** Twelve weeks of practice, a square a day. */
import type { PracticeDay } from '../../core/statistics/days.ts';
import { Fold } from '../shared/parts.tsx';
import { Scrolling } from '../shared/chart.tsx';
import { count } from '../shared/words.ts';

const SIZE = 14;
const GAP = 3;
/** Minutes from which a day gets the next of four shades. */
const SHADES = [1, 15, 30, 60] as const;

export function Calendar({ days }: { days: readonly PracticeDay[] }) {
  const practised = days.filter(({ attempts }) => attempts > 0);
  // Columns are weeks that begin on Monday.
  const offset = (new Date(`${days[0]?.day ?? '2026-01-05'}T12:00:00`).getDay() + 6) % 7;
  const weeks = Math.ceil((days.length + offset) / 7);
  return (
    <section class="section" aria-labelledby="calendar-title">
      <h2 id="calendar-title">Practice</h2>
      <svg
        class="calendar"
        viewBox={`0 0 ${weeks * (SIZE + GAP)} ${7 * (SIZE + GAP)}`}
        width={weeks * (SIZE + GAP)}
        role="img"
        aria-label={`Practised on ${count(practised.length, 'day')} in the last twelve weeks`}
      >
        {days.map(({ day, minutes, attempts }, i) => (
          <rect
            key={day}
            class={`shade-${attempts === 0 ? 0 : Math.max(1, shade(minutes))}`}
            x={Math.floor((i + offset) / 7) * (SIZE + GAP)}
            y={((i + offset) % 7) * (SIZE + GAP)}
            width={SIZE}
            height={SIZE}
          >
            <title>{`${day}: ${count(minutes, 'minute')}`}</title>
          </rect>
        ))}
      </svg>
      <p class="aside">
        Each column is a week, with Monday at the top. The shades stand for at least 1, 15, 30 and
        60 minutes.
      </p>
      {practised.length > 0 && (
        <Fold id="calendar-table" summary="As a table">
          <Scrolling label="Practice by day">
            <thead>
              <tr>
                <th scope="col">Day</th>
                <th scope="col">Minutes</th>
                <th scope="col">Attempts</th>
              </tr>
            </thead>
            <tbody>
              {[...practised].reverse().map(({ day, minutes, attempts }) => (
                <tr key={day}>
                  <th scope="row">{day}</th>
                  <td>{minutes}</td>
                  <td>{attempts}</td>
                </tr>
              ))}
            </tbody>
          </Scrolling>
        </Fold>
      )}
    </section>
  );
}

function shade(minutes: number): number {
  return SHADES.filter((from) => minutes >= from).length;
}
