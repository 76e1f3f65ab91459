/** One change to a setting's value at one level of the settings, and how to undo it without touching anything else. */

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: Json;
}

export type Change =
  /** The whole value. */
  | { readonly kind: 'value'; readonly setting: string; readonly to: Json }
  /** One entry of an object, such as the one for a language. */
  | {
      readonly kind: 'member';
      readonly setting: string;
      readonly member: string;
      readonly to: Json;
    }
  /** One more item of a list. */
  | { readonly kind: 'item'; readonly setting: string; readonly item: string };

/** What a setting is at a level: `undefined` where the level says nothing about it. */
export type Value = Json | undefined;

/** What was changed, kept until it is undone. */
export interface AppliedChange {
  readonly change: Change;
  /** Left out where the level said nothing. */
  readonly before?: Json | undefined;
  readonly after: Json;
}

/** The value at the level after the change. Lists of two levels are not merged, so ours begins with what was in effect. */
export function changed(change: Change, own: Value, effective: Value): Json {
  switch (change.kind) {
    case 'value':
      return change.to;
    case 'member':
      return { ...objectIn(own), [change.member]: change.to };
    case 'item': {
      const list = own === undefined ? listIn(effective) : listIn(own);
      return list.includes(change.item) ? list : [...list, change.item];
    }
  }
}

/** Whether the part of the value that the change is about is as the change makes it. */
export function holds(change: Change, value: Value): boolean {
  switch (change.kind) {
    case 'value':
      return same(value, change.to);
    case 'member':
      return same(objectIn(value)[change.member], change.to);
    case 'item':
      return listIn(value).includes(change.item);
  }
}

export type Undo =
  /** `undefined` removes the setting from the level. */
  | { readonly kind: 'write'; readonly value: Value }
  /** The user has changed it in the meantime, and that stays. */
  | { readonly kind: 'leave' };

/**
 * How the change is taken back where the level says `now`. `shared` says that another change of ours to the same
 * setting stays, so that what was there before must not come back as a whole.
 */
export function undo({ change, before, after }: AppliedChange, now: Value, shared = false): Undo {
  if (!shared && same(now, after)) return { kind: 'write', value: before };
  if (!holds(change, now) || change.kind === 'value') return { kind: 'leave' };
  // Something else in the value is new, so only our part of it goes back.
  if (change.kind === 'item') {
    if (listIn(before).includes(change.item)) return { kind: 'leave' };
    const rest = listIn(now).filter((one) => one !== change.item);
    return { kind: 'write', value: rest.length === 0 ? before : rest };
  }
  const was = Object.entries(objectIn(before)).filter(([name]) => name === change.member);
  const others = Object.entries(objectIn(now)).filter(([name]) => name !== change.member);
  const value = Object.fromEntries([...others, ...was]);
  const isEmpty = others.length + was.length === 0;
  return { kind: 'write', value: isEmpty && before === undefined ? undefined : value };
}

export function same(one: Value, other: Value): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) {
    return false;
  }
  if (isList(one) || isList(other)) {
    if (!isList(one) || !isList(other) || one.length !== other.length) return false;
    return one.every((item, index) => same(item, other[index]));
  }
  const names = Object.keys(one);
  if (names.length !== Object.keys(other).length) return false;
  return names.every((name) => Object.hasOwn(other, name) && same(one[name], other[name]));
}

function isList(value: Value): value is readonly Json[] {
  return Array.isArray(value);
}

function listIn(value: Value): readonly Json[] {
  return isList(value) ? value : [];
}

function objectIn(value: Value): JsonObject {
  return typeof value === 'object' && value !== null && !isList(value) ? value : {};
}
