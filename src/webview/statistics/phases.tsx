/** The time of each phase against its band, attempt by attempt. */
import { useMemo, useRef } from 'preact/hooks';
import { groupBy } from '../../core/groups.ts';
import type { PhaseHistory } from '../../core/statistics/statistics.ts';
import { Chart } from '../shared/chart.tsx';
import { FoldSection } from '../shared/parts.tsx';
import { bandText } from '../shared/words.ts';
import { SavePng } from './save-png.tsx';

export function Phases({ phases }: { phases: readonly PhaseHistory[] }) {
  const exercises = [...groupBy(phases, ({ exercise }) => exercise).values()];
  return (
    <section class="section" aria-labelledby="phases-title">
      <h2 id="phases-title">Time by phase</h2>
      {exercises.length === 0 && (
        <p class="aside">You have not finished any exercise with several phases yet.</p>
      )}
      {exercises.map((all, i) => (
        <FoldSection
          key={all[0]?.exercise}
          id={`phases-${all[0]?.exercise.replaceAll('/', '-') ?? ''}`}
          title={all[0]?.title ?? ''}
          aside={attemptsText(all)}
          openAtFirst={i === 0}
        >
          {all.map((phase) => (
            <Phase key={phase.phase} phase={phase} />
          ))}
        </FoldSection>
      ))}
    </section>
  );
}

function attemptsText([first]: readonly PhaseHistory[]): string {
  const n = first?.seconds.length ?? 0;
  return n === 1 ? '1 attempt' : `${n} attempts`;
}

/** A line needs two points: a single attempt is a sentence. */
function Phase({ phase: { exercise, phase, seconds, band } }: { phase: PhaseHistory }) {
  const box = useRef<HTMLDivElement>(null);
  const x = useMemo(() => seconds.map((_, i) => i + 1), [seconds]);
  const series = useMemo(() => ({ seconds, ...bandLines(band, seconds.length) }), [seconds, band]);
  if (seconds.length < 2) {
    return (
      <p>
        <strong>{phase}</strong>: {seconds[0] ?? 0} s; aim for {bandText(band)}.
      </p>
    );
  }
  return (
    <div ref={box}>
      <Chart
        id={`${exercise.replaceAll('/', '-')}-${phase.replaceAll(/\W+/g, '-')}`}
        title={phase}
        xName="attempt"
        yName="seconds"
        x={x}
        series={series}
        log={false}
        bars={false}
      />
      <SavePng box={box} name={`${exercise} ${phase}`} />
    </div>
  );
}

function bandLines([min, max]: PhaseHistory['band'], length: number) {
  const line = (value: number): readonly number[] => Array.from({ length }, () => value);
  return { shortest: line(min), longest: line(max) };
}
