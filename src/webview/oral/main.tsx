/** The page of a deep dive, an unknown question or a system design: a picture of the state that the host owns. */
import { parseToOralPage } from '../../protocol/oral-page.ts';
import { mount } from '../shared/mount.tsx';
import { App } from './app.tsx';
import { EMPTY, newsOf, receive } from './model.ts';

export function start(): void {
  mount({
    empty: EMPTY,
    parse: parseToOralPage,
    receive,
    shortcuts: (model) => model.shortcuts,
    about: ({ oral, received }) =>
      oral && received ? { subject: oral.id, attempt: received.state.attempt?.id ?? null } : null,
    news: newsOf,
    draw: (model) => <App model={model} />,
  });
}
