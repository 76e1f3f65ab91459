/** The end of a run: what it was, the repaired run beside it, and what each measurement said. */
import { ordered, type RunCase } from '../../core/clinics/case.ts';
import type { CuedPhase } from '../../core/content.ts';
import type { ClinicPageState } from '../../protocol/clinic-page.ts';
import { Fold, FoldSection, HtmlText, Sign } from '../shared/parts.tsx';
import { count } from '../shared/words.ts';
import { CaseDebrief } from './ending.tsx';
import { Evidence } from './evidence.tsx';

interface DebriefProps {
  readonly clinic: RunCase;
  readonly state: ClinicPageState;
  readonly phases: readonly CuedPhase[];
}

export function RunDebrief({ clinic, state, phases }: DebriefProps) {
  const cause = clinic.hypotheses.find((one) => one.id === clinic.cause);
  const fix = clinic.fixes.find((one) => one.id === clinic.fix);
  return (
    <>
      <section class="section debrief" id="debrief" aria-labelledby="debrief-title">
        <h2 id="debrief-title" tabIndex={-1} data-landing="">
          Debrief
        </h2>
        <Outcome clinic={clinic} state={state} />
        <dl class="explained">
          <dt>Cause</dt>
          <dd>{cause && <HtmlText inline html={cause.say} />}</dd>
          <dt>Fix</dt>
          <dd>{fix && <HtmlText inline html={fix.say} />}</dd>
        </dl>
        <HtmlText html={clinic.why} />
        <h3>At work, look at this first</h3>
        <ol>
          {clinic.first.map((one) => (
            <li key={one}>
              <HtmlText inline html={one} />
            </li>
          ))}
        </ol>
        <CaseDebrief state={state} phases={phases} />
      </section>
      <section class="section" aria-labelledby="repaired-title">
        <h2 id="repaired-title">The repaired run</h2>
        <HtmlText html={clinic.repaired} />
        <Evidence id="repaired" shows={clinic.shown} recorded={clinic.recorded} compared />
      </section>
      <FoldSection
        id="measurements"
        title="What each measurement shows"
        aside={`${state.measurements.length} of ${clinic.measurements.length} asked for`}
        openAtFirst
      >
        <div class="list">
          {clinic.measurements.map((one) => (
            <Fold
              key={one.id}
              id={`tells-${one.id}`}
              summary={
                <>
                  {one.title}
                  {state.measurements.includes(one.id) && <span class="tag">you asked for it</span>}
                </>
              }
            >
              <HtmlText html={one.tells} />
              <Evidence
                id={`tells-${one.id}`}
                shows={one.shows}
                recorded={clinic.recorded}
                compared
              />
            </Fold>
          ))}
        </div>
      </FoldSection>
      <FoldSection id="hypotheses" title="The hypotheses, in your order">
        <ol>
          {ordered(clinic.hypotheses, state.hypotheses).map((one) => (
            <li key={one.id}>
              <p>
                <Sign
                  shape={one.id === clinic.cause ? 'check' : 'cross'}
                  tone={one.id === clinic.cause ? 'good' : 'quiet'}
                />{' '}
                <strong>
                  <HtmlText inline html={one.say} />
                </strong>
              </p>
              <HtmlText html={one.verdict} />
            </li>
          ))}
        </ol>
      </FoldSection>
    </>
  );
}

function Outcome({ clinic, state }: { clinic: RunCase; state: ClinicPageState }) {
  const { diagnoses, measurements, hypotheses } = state;
  const solved = diagnoses.at(-1)?.correct === true;
  const place = ordered(clinic.hypotheses, hypotheses).findIndex((one) => one.id === clinic.cause);
  const how = !solved
    ? 'Not found this time'
    : diagnoses.length === 1
      ? 'Cause and fix named on the first try'
      : `Cause and fix named on try ${diagnoses.length}`;
  return (
    <p class="result">
      <Sign shape={solved ? 'check' : 'dash'} tone={solved ? 'good' : 'quiet'} />{' '}
      <strong>{how}</strong>, after {measurements.length} of{' '}
      {count(clinic.measurements.length, 'measurement')}
      {hypotheses.length > 0 && `; the cause was number ${place + 1} on your list`}.
    </p>
  );
}
