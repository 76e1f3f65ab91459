/** The page beside the code: a picture of the state that the extension host owns. */
import { parseToPage } from '../../protocol/drill-page.ts';
import { mount } from '../shared/mount.tsx';
import { App } from './app.tsx';
import { EMPTY, newsOf, receive } from './model.ts';
import { bringIntoView, pathTo } from './reveal.ts';

export function start(): void {
  mount({
    empty: EMPTY,
    parse: parseToPage,
    receive,
    shortcuts: (model) => model.shortcuts,
    about: ({ drill, received }) =>
      drill && received ? { subject: drill.id, attempt: received.state.attempt?.id ?? null } : null,
    news: newsOf,
    reveal: (model) =>
      model.reveal && model.drill && model.received
        ? { model: { ...model, reveal: null }, folds: pathTo(model.reveal, model) }
        : null,
    show: bringIntoView,
    draw: (model) => <App model={model} />,
  });
}
