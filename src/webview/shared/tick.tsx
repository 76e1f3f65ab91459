/** A box to tick, and a choice, whose value the host keeps. */
import type { AriaAttributes } from 'preact';
import { useState } from 'preact/hooks';
import { usePage, type PageMessage } from './page.ts';

/**
 * The value: what the host says or, until it has carried that out, what the user has chosen since. A state that the host had
 * sent before would take the choice back for a moment.
 */
export function useChosen<T>(told: T): readonly [T, (value: T, message: PageMessage) => void] {
  const { post, sent, carriedOut } = usePage();
  const [chosen, setChosen] = useState<{ readonly value: T; readonly turn: number } | null>(null);
  const choose = (value: T, message: PageMessage): void => {
    post(message);
    setChosen({ value, turn: sent() });
  };
  return [chosen !== null && carriedOut < chosen.turn ? chosen.value : told, choose];
}

interface TickProps extends AriaAttributes {
  readonly id: string;
  readonly on: boolean;
  /** What tells the host that it is ticked or not any more. */
  readonly message: (on: boolean) => PageMessage;
}

export function Tick({ on, message, ...box }: TickProps) {
  const [shown, choose] = useChosen(on);
  return (
    <input
      {...box}
      type="checkbox"
      checked={shown}
      onChange={({ currentTarget: { checked } }) => choose(checked, message(checked))}
    />
  );
}

/** The message for a talking point or key point. */
export function tickOf({ id: point }: { readonly id: string }): TickProps['message'] {
  return (on) => ({ type: 'tick-point', point, on });
}
