/** A run that goes wrong: what is known at first, hypotheses, measurements one at a time, cause and fix. */
import { shuffled, type RunCase } from '../../core/clinics/case.ts';
import type { CuedPhase } from '../../core/content.ts';
import type { ClinicPageState } from '../../protocol/clinic-page.ts';
import { usePage } from '../shared/page.ts';
import { HtmlText } from '../shared/parts.tsx';
import { Diagnosis } from './diagnosis.tsx';
import { Evidence } from './evidence.tsx';
import { Hypotheses } from './hypotheses.tsx';
import { isFinished } from './model.ts';
import { RunDebrief } from './run-debrief.tsx';

interface RunProps {
  readonly clinic: RunCase;
  readonly state: ClinicPageState;
  readonly phases: readonly CuedPhase[];
}

export function Run({ clinic, state, phases }: RunProps) {
  const attempt = state.attempt?.id ?? clinic.id;
  const mixed: RunCase = {
    ...clinic,
    hypotheses: shuffled(clinic.hypotheses, attempt),
    fixes: shuffled(clinic.fixes, attempt),
  };
  const told = (
    <section key="told" class="section" aria-labelledby="told-title">
      <h2 id="told-title">What you are told</h2>
      <HtmlText html={clinic.told} />
      {!isFinished(state) && (
        <Evidence id="shown" shows={clinic.shown} recorded={clinic.recorded} />
      )}
    </section>
  );
  if (isFinished(state)) {
    return (
      <>
        <RunDebrief clinic={mixed} state={state} phases={phases} />
        {told}
      </>
    );
  }
  return (
    <>
      {told}
      <Hypotheses hypotheses={mixed.hypotheses} order={state.hypotheses} />
      <Measurements clinic={clinic} asked={state.measurements} />
      <Diagnosis key={state.attempt?.id} clinic={mixed} state={state} />
    </>
  );
}

function Measurements({ clinic, asked }: { clinic: RunCase; asked: readonly string[] }) {
  const { post } = usePage();
  const shown = asked.flatMap((id) => clinic.measurements.filter((one) => one.id === id));
  const left = clinic.measurements.filter((one) => !asked.includes(one.id));
  return (
    <section class="section" aria-labelledby="measurements-title">
      <h2 id="measurements-title" tabIndex={-1} data-landing="">
        Measurements
      </h2>
      <p class="aside">
        Ask for one at a time. First say what you expect to see if your top hypothesis is true.
      </p>
      {shown.map((one) => (
        <div key={one.id} id={`measurement-${one.id}`} class="measured">
          <Evidence id={`measured-${one.id}`} shows={one.shows} recorded={clinic.recorded} />
        </div>
      ))}
      {left.length === 0 ? (
        <p>Everything has been measured.</p>
      ) : (
        <ul class="asking">
          {left.map((one) => (
            <li key={one.id}>
              <button
                type="button"
                class="secondary"
                onClick={() => post({ type: 'measure', measurement: one.id })}
              >
                {one.title}
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
