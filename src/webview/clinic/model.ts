/** What the page of a clinic knows. Pure. */
import { formatAnswer } from '../../core/clinics/answer.ts';
import type { Clinic } from '../../core/clinics/case.ts';
import type { ClinicPageState, ToClinicPage } from '../../protocol/clinic-page.ts';
import { BASE, saying, type BaseModel } from '../shared/base-model.ts';
import { debriefed, news, type News } from '../shared/news.ts';
import type { Received } from '../shared/received.ts';

export interface Model extends BaseModel {
  readonly clinic: Clinic | null;
  readonly received: Received<ClinicPageState> | null;
}

export const EMPTY: Model = { ...BASE, clinic: null, received: null };

/** The model after a message. `at` is when the host sent it, by the page's clock. */
export function receive(model: Model, message: ToClinicPage, at: number): Model {
  switch (message.type) {
    case 'clinic': {
      const received = model.clinic?.id === message.clinic.id ? model.received : null;
      return { ...model, clinic: message.clinic, received };
    }
    case 'state': {
      const before = model.received?.state ?? null;
      const said = saying(model, model.clinic && announcement(model.clinic, before, message.state));
      return { ...model, received: { state: message.state, at }, said };
    }
    case 'error':
      return { ...model, error: message.message };
  }
}

export function isFinished(state: ClinicPageState): boolean {
  return state.attempt?.clock.finished === true;
}

/** What may have appeared out of view: a measurement, the debrief. */
export function newsOf({ received }: Model): readonly News[] {
  if (!received) return [];
  const { attempt, measurements } = received.state;
  return [
    ...measurements.flatMap((one) => news(`measured ${one}`, `measurement-${one}`)),
    ...debriefed(attempt),
  ];
}

/** What screen readers are told of a change; null for nothing. */
export function announcement(
  clinic: Clinic,
  before: ClinicPageState | null,
  now: ClinicPageState,
): string | null {
  if (!before || before.attempt?.id !== now.attempt?.id) return null;
  if (!isFinished(before) && isFinished(now)) return 'Finished. The debrief is shown.';
  if (clinic.of === 'sizes') return answered(before, now);
  if (now.diagnoses.length > before.diagnoses.length)
    return 'Not right yet. The reasons are shown.';
  const measured = now.measurements.find((one) => !before.measurements.includes(one));
  if (measured !== undefined) {
    const title = clinic.measurements.find((one) => one.id === measured)?.title;
    return title === undefined ? null : `Measured: ${title}`;
  }
  const moved = now.hypotheses.some((one, i) => before.hypotheses[i] !== one);
  return moved ? 'Moved.' : null;
}

function answered(before: ClinicPageState, now: ClinicPageState): string | null {
  if (!before.round || !now.round) return null;
  if (now.round.answers.length <= before.round.answers.length) return null;
  const last = now.round.answers.at(-1);
  if (!last) return null;
  return last.correct
    ? 'Right.'
    : `Not right. The answer is ${formatAnswer(last.question.answer)}. The worked solution is shown.`;
}
