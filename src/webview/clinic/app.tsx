/** The page: the clock, and below it the kind of clinic. */
import { KIND } from '../../core/kinds.ts';
import type { CuedPhase } from '../../core/content.ts';
import { Away } from '../shared/away.tsx';
import { Clock } from '../shared/clock.tsx';
import { Measured, Waiting } from '../shared/frame.tsx';
import type { Model } from './model.ts';
import { Run } from './run.tsx';
import { Sizes } from './sizes.tsx';

const CUES = {
  sizes: 'Say the formula, put in the numbers, and answer.',
  run: 'Rank the possible causes, measure as little as you need, then name the cause and the fix.',
} as const;

export function App({ model }: { model: Model }) {
  const { clinic, received } = model;
  if (!clinic || !received) return <Waiting page="clinic" title={clinic?.title} />;
  const { state } = received;
  const phases = KIND.clinic.phases.map((one): CuedPhase => ({
    id: one.id,
    title: one.title,
    band: one.band,
    cue: CUES[clinic.of],
  }));
  return (
    <>
      <header>
        <h1>{clinic.title}</h1>
      </header>
      <Measured>
        <Clock phases={phases} received={received} />
      </Measured>
      <main>
        {state.attempt && <Away key="away" attempt={state.attempt} />}
        {clinic.of === 'sizes' ? (
          <Sizes clinic={clinic} state={state} phases={phases} />
        ) : (
          <Run clinic={clinic} state={state} phases={phases} />
        )}
      </main>
    </>
  );
}
