/** The page of a debugging drill: a picture of the state that the extension host owns. */
import { parseToDebugPage } from '../../protocol/debug-page.ts';
import { mount } from '../shared/mount.tsx';
import { App } from './app.tsx';
import { EMPTY, newsOf, receive } from './model.ts';

export function start(): void {
  mount({
    empty: EMPTY,
    parse: parseToDebugPage,
    receive,
    shortcuts: ({ drill }) => drill?.shortcuts ?? {},
    about: ({ drill, received }) =>
      drill && received ? { subject: drill.id, attempt: received.state.attempt?.id ?? null } : null,
    news: newsOf,
    draw: (model) => <App model={model} />,
  });
}
