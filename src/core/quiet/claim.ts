/**
 * A claim says that a window has turned suggestions off, where, and what was there before. It is written down before
 * any setting is touched, so that whatever ends (the attempt, the window, the machine) somebody can restore it.
 */
import {
  changed,
  holds,
  same,
  undo,
  type Change,
  type AppliedChange,
  type Value,
} from './change.ts';

/** Where settings are written: the user's, or those in one file of a workspace. */
export interface Place {
  readonly level: 'user' | 'workspace' | 'folder';
  /** The same for all windows that write there. */
  readonly id: string;
  /** Absolute path of the settings file; null if it is not known. */
  readonly file: string | null;
}

/** The whole settings file, so that it can be restored exactly. */
export interface SettingsText {
  readonly file: string;
  /** Null when there was no file. */
  readonly before: string | null;
  /** Null until it is known. */
  readonly after: string | null;
}

export interface Claim {
  readonly session: string;
  readonly place: Place;
  readonly made: readonly AppliedChange[];
  readonly text: SettingsText | null;
}

/** A claim as another window finds it. */
export interface FoundClaim extends Claim {
  /** Whether its window no longer exists. */
  readonly gone: boolean;
}

/** How a change is recorded: what another window turned off before us is not the original value. */
export function recorded(
  change: Change,
  { own, effective }: { readonly own: Value; readonly effective: Value },
  others: readonly Claim[],
): AppliedChange {
  let before = own;
  for (const made of others.flatMap((one) => one.made).reverse()) {
    if (made.change.setting !== change.setting || !holds(made.change, before)) continue;
    const undone = undo(made, before);
    if (undone.kind === 'write') before = undone.value;
  }
  return { change, before, after: changed(change, own, effective) };
}

/** The settings file before any of the windows wrote to it; null if that cannot be determined. */
export function recordedText(
  file: string,
  text: string | null,
  others: readonly Claim[],
): SettingsText | null {
  if (others.length === 0) return { file, before: text, after: null };
  const earlier = others.find((one) => one.text !== null && one.text.after === text)?.text;
  return earlier ? { file, before: earlier.before, after: null } : null;
}

export interface Release {
  /** What to undo at one place; `shared` as in {@link undo}. */
  readonly undo: readonly { readonly made: AppliedChange; readonly shared: boolean }[];
  /** Sessions whose claims can be removed once that has happened. */
  readonly done: readonly string[];
  /** What to restore exactly if the file is still as one of these says; empty while others hold the place. */
  readonly texts: readonly SettingsText[];
}

/**
 * What is to be done at a place when a session lets go of it, or when only claims of windows that are gone are left.
 * What another window still holds stays as it is: the last one restores.
 */
export function release(
  claims: readonly FoundClaim[],
  place: string,
  session: string | null,
): Release {
  const here = claims.filter((one) => one.place.id === place);
  const ending = here.filter((one) => one.gone || one.session === session);
  const stays = here.filter((one) => !ending.includes(one)).flatMap(({ made }) => made);
  const undone: { made: AppliedChange; shared: boolean }[] = [];
  for (const made of ending.flatMap((one) => one.made)) {
    const isTwin = (one: AppliedChange): boolean => sameChange(one.change, made.change);
    if (stays.some(isTwin) || undone.some((one) => isTwin(one.made))) continue;
    const shared = stays.some(({ change }) => change.setting === made.change.setting);
    undone.push({ made, shared });
  }
  return {
    undo: undone,
    done: ending.map((one) => one.session),
    texts: stays.length > 0 ? [] : ending.flatMap(({ text }) => (text === null ? [] : [text])),
  };
}

/** Places that only windows that are gone have claims on. */
export function abandoned(claims: readonly FoundClaim[]): readonly Place[] {
  const places = new Map(claims.map(({ place }) => [place.id, place]));
  return [...places.values()].filter(({ id }) =>
    claims.every((one) => one.place.id !== id || one.gone),
  );
}

/** Whether one of the claims has made the change. */
export function isMade(change: Change, claims: readonly Claim[]): boolean {
  return claims.some(({ made }) => made.some((one) => sameChange(one.change, change)));
}

function sameChange(one: Change, other: Change): boolean {
  return same({ ...one }, { ...other });
}
