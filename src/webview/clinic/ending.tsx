/** How every debrief of a clinic ends: time, how it felt, what next. */
import { phaseTimes } from '../../core/debrief.ts';
import type { CuedPhase } from '../../core/content.ts';
import type { ClinicPageState } from '../../protocol/clinic-page.ts';
import { RatingChoice, Times } from '../shared/debrief.tsx';
import { Button } from '../shared/parts.tsx';

export function CaseDebrief({
  state,
  phases,
}: {
  state: ClinicPageState;
  phases: readonly CuedPhase[];
}) {
  const { attempt, bands, now } = state;
  if (!attempt) return null;
  return (
    <>
      <Times phases={phaseTimes(phases, bands, attempt.clock, now)} clock={attempt.clock} />
      <RatingChoice rating={attempt.rating} suggested={attempt.suggested} />
      <div class="buttons">
        <Button command="another" look="primary">
          Another clinic
        </Button>
        <Button command="new-attempt">New attempt</Button>
      </div>
    </>
  );
}
