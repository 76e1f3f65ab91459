/** The page of a clinic: generated questions, or a run that goes wrong. */
import { parseToClinicPage } from '../../protocol/clinic-page.ts';
import { mount } from '../shared/mount.tsx';
import { App } from './app.tsx';
import { EMPTY, newsOf, receive } from './model.ts';

export function start(): void {
  mount({
    empty: EMPTY,
    parse: parseToClinicPage,
    receive,
    about: ({ clinic, received }) =>
      clinic && received
        ? { subject: clinic.id, attempt: received.state.attempt?.id ?? null }
        : null,
    news: newsOf,
    draw: (model) => <App model={model} />,
  });
}
