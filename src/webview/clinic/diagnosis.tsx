/** Naming cause and fix; a miss says what speaks against it. */
import { useState } from 'preact/hooks';
import { ordered, type Option, type RunCase } from '../../core/clinics/case.ts';
import type { ClinicPageState } from '../../protocol/clinic-page.ts';
import { usePage } from '../shared/page.ts';
import { Button, HtmlText, Sign } from '../shared/parts.tsx';

export function Diagnosis({ clinic, state }: { clinic: RunCase; state: ClinicPageState }) {
  const { post } = usePage();
  const last = state.diagnoses.at(-1);
  const [cause, setCause] = useState(last?.cause ?? null);
  const [fix, setFix] = useState(last?.fix ?? null);
  const [incomplete, setIncomplete] = useState(false);
  const name = (): void => {
    setIncomplete(cause === null || fix === null);
    if (cause !== null && fix !== null) post({ type: 'diagnose', cause, fix });
  };
  return (
    <section class="section" aria-labelledby="diagnosis-title">
      <h2 id="diagnosis-title">Cause and fix</h2>
      {last && <Miss clinic={clinic} named={last} />}
      <Choice
        legend="What is the cause?"
        name="cause"
        options={ordered(clinic.hypotheses, state.hypotheses)}
        chosen={cause}
        choose={setCause}
      />
      <Choice
        legend="What would you change first?"
        name="fix"
        options={clinic.fixes}
        chosen={fix}
        choose={setFix}
      />
      <p class="why" role="alert">
        {incomplete && (cause === null || fix === null) && 'Choose a cause and a fix first.'}
      </p>
      <div class="buttons">
        <button type="button" class="primary" onClick={name}>
          Name the cause and fix
        </button>
        <Button command="give-up">Show the answer</Button>
      </div>
    </section>
  );
}

interface ChoiceProps {
  readonly legend: string;
  readonly name: string;
  readonly options: readonly Option[];
  readonly chosen: string | null;
  readonly choose: (id: string) => void;
}

function Choice({ legend, name, options, chosen, choose }: ChoiceProps) {
  return (
    <fieldset class="choice">
      <legend>{legend}</legend>
      {options.map((one) => (
        <label key={one.id}>
          <input
            type="radio"
            name={name}
            checked={chosen === one.id}
            onChange={() => choose(one.id)}
          />
          <HtmlText inline html={one.say} />
        </label>
      ))}
    </fieldset>
  );
}

/** What was named last and is not right, with what speaks against each wrong part. */
function Miss({ clinic, named }: { clinic: RunCase; named: { cause: string; fix: string } }) {
  const causeRight = named.cause === clinic.cause;
  const wrong = [
    ...(causeRight ? [] : clinic.hypotheses.filter((one) => one.id === named.cause)),
    ...(named.fix === clinic.fix ? [] : clinic.fixes.filter((one) => one.id === named.fix)),
  ];
  return (
    <div class="found">
      <p>
        <Sign shape="cross" tone="bad" />{' '}
        <strong>
          {causeRight
            ? 'The cause is right; the fix is not.'
            : named.fix === clinic.fix
              ? 'That would help, but it is not the cause.'
              : 'Neither is right.'}
        </strong>
      </p>
      {wrong.map((one) => (
        <div key={one.id}>
          <p>
            <HtmlText inline html={one.say} />
          </p>
          <HtmlText html={one.verdict} />
        </div>
      ))}
    </div>
  );
}
