/** The times of a round against their bands, in one picture on one scale. The table beside it says the same in words. */
import type { RoundAnswer } from '../../core/round.ts';

const ROW = 22;
const AXIS = 20;
/** Room for the number of the question, in percent of the width. */
const LEFT = 6;

export function Picture({ answers }: { answers: readonly RoundAnswer[] }) {
  const longest = Math.max(...answers.map(({ ms, band }) => Math.max(ms / 1000, band[1])), 1);
  const whole = Math.ceil((longest * 1.05) / 30) * 30;
  const x = (seconds: number): string => `${LEFT + ((100 - LEFT) * seconds) / whole}%`;
  const width = (seconds: number): string => `${((100 - LEFT) * seconds) / whole}%`;
  const step = whole > 240 ? 60 : 30;
  const ticks = Array.from({ length: Math.floor(whole / step) }, (_, i) => i * step);
  const height = answers.length * ROW + AXIS;
  return (
    <svg class="round-times" height={height} role="img" aria-label={label(answers)}>
      {ticks.map((seconds) => (
        <g key={seconds}>
          <line class="tick" x1={x(seconds)} x2={x(seconds)} y1="0" y2={height - AXIS} />
          <text class="axis" x={x(seconds)} y={height - 5}>
            {seconds === 0 ? '0 s' : seconds}
          </text>
        </g>
      ))}
      {answers.map(({ question, ms, band, place }, row) => (
        <g key={question.id} class={`bar ${place}`} transform={`translate(0 ${row * ROW})`}>
          <text class="number" x="0" y="15">
            {row + 1}
          </text>
          <rect class="band" x={x(band[0])} width={width(band[1] - band[0])} y="2" height="17" />
          <rect class="fill" x={x(0)} width={width(ms / 1000)} y="6" height="9" />
        </g>
      ))}
    </svg>
  );
}

function label(answers: readonly RoundAnswer[]): string {
  const within = answers.filter(({ place }) => place === 'within').length;
  return `Your times against the recommended ones: ${within} of ${answers.length} were on time.`;
}
