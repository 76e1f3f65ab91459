/** Time against its band, as a picture. */
import type { BandPlace } from '../../core/clock.ts';
import type { Shape } from './parts.tsx';
import type { Band } from '../../core/basics.ts';

export const PLACE_SIGNS: Readonly<Record<BandPlace, Shape>> = {
  before: 'circle',
  within: 'check',
  over: 'triangle',
};

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
