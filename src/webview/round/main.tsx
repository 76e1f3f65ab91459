/** The page of a rapid-fire round: a picture of the state that the extension host owns. */
import { parseToRoundPage } from '../../protocol/round-page.ts';
import { mount } from '../shared/mount.tsx';
import { App } from './app.tsx';
import { SHOWN_KEYS } from './keys.ts';
import { EMPTY, receive } from './model.ts';

export function start(): void {
  mount({
    empty: EMPTY,
    parse: parseToRoundPage,
    receive,
    shortcuts: () => SHOWN_KEYS,
    about: ({ round, received }) =>
      round && received ? { subject: round.id, attempt: received.state.attempt?.id ?? null } : null,
    draw: (model) => <App model={model} />,
  });
}
