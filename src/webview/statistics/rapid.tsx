/** The times of rapid-fire answers, in order. */
import { useMemo, useRef } from 'preact/hooks';
import type { RapidAnswer } from '../../core/statistics/statistics.ts';
import { Chart } from '../shared/chart.tsx';
import { count } from '../shared/words.ts';
import { SavePng } from './save-png.tsx';

/** So many of the newest answers are shown. */
const SHOWN = 60;

export function Rapid({ answers }: { answers: readonly RapidAnswer[] }) {
  const onTime = answers.filter(
    ({ seconds, band }) => seconds >= band[0] && seconds <= band[1],
  ).length;
  return (
    <section class="section" aria-labelledby="rapid-title">
      <h2 id="rapid-title">Rapid-fire answers</h2>
      <p class="aside">
        {answers.length === 0
          ? 'No answers yet.'
          : `${count(answers.length, 'answer')}, ${onTime} within the recommended time.`}
      </p>
      {answers.length > 1 && <Times answers={answers.slice(-SHOWN)} />}
    </section>
  );
}

function Times({ answers }: { answers: readonly RapidAnswer[] }) {
  const box = useRef<HTMLDivElement>(null);
  const x = useMemo(() => answers.map((_, i) => i + 1), [answers]);
  const series = useMemo(
    () => ({
      seconds: answers.map(({ seconds }) => seconds),
      shortest: answers.map(({ band }) => band[0]),
      longest: answers.map(({ band }) => band[1]),
    }),
    [answers],
  );
  return (
    <div ref={box}>
      <Chart
        id="rapid"
        title="Seconds per answer"
        xName="answer"
        yName="seconds"
        x={x}
        series={series}
        log={false}
        bars={false}
      />
      <SavePng box={box} name="Rapid-fire answers" />
    </div>
  );
}
