/** The page with the task beside a board: a picture of the state that the host owns. */
import { parseToWhiteboardPage } from '../../protocol/whiteboard-page.ts';
import { mount } from '../shared/mount.tsx';
import { App } from './app.tsx';
import { EMPTY, newsOf, receive } from './model.ts';

export function start(): void {
  mount({
    empty: EMPTY,
    parse: parseToWhiteboardPage,
    receive,
    shortcuts: (model) => model.shortcuts,
    about: ({ task, received }) =>
      task && received ? { subject: task.id, attempt: received.state.attempt?.id ?? null } : null,
    news: newsOf,
    draw: (model) => <App model={model} />,
  });
}
