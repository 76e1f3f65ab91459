/** The page of a mock interview: a picture of the state that the host owns. */
import { parseToMockPage } from '../../protocol/mock-page.ts';
import { mount } from '../shared/mount.tsx';
import { App } from './app.tsx';
import { EMPTY, receive } from './model.ts';

export function start(): void {
  mount({
    empty: EMPTY,
    parse: parseToMockPage,
    receive,
    about: ({ mock, received }) =>
      mock && received
        ? { subject: mock.id, attempt: `${received.state.stage} ${received.state.position}` }
        : null,
    draw: (model) => <App model={model} />,
  });
}
