/**
 * Guards for unknown input that is read in bulk, such as the history: they answer yes or no without copying the
 * value, which costs a tenth of what a schema library takes. Where people want a reason, use a schema instead.
 */
export type Guard<T> = (value: unknown) => value is T;

/** Field names with their guards. */
export type Shape = Readonly<Record<string, Guard<unknown>>>;

type Value<G> = G extends Guard<infer T> ? T : never;
type OptionalName<S extends Shape> = {
  [Name in keyof S]: undefined extends Value<S[Name]> ? Name : never;
}[keyof S];

/** What an object with at least these fields is. */
export type Shaped<S extends Shape> = {
  -readonly [Name in Exclude<keyof S, OptionalName<S>>]: Value<S[Name]>;
} & { -readonly [Name in OptionalName<S>]?: Value<S[Name]> };

export function isBoolean(value: unknown): value is boolean {
  return typeof value === 'boolean';
}

/** A string short enough to be an id, a title or a path. */
export function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 4096;
}

/** A finite number between both ends, which belong to it. */
export function inRange(min: number, max: number): Guard<number> {
  return (value): value is number => typeof value === 'number' && value >= min && value <= max;
}

export function isInteger(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

export function oneOf<const T extends readonly unknown[]>(...values: T): Guard<T[number]> {
  return (value): value is T[number] => values.includes(value);
}

export function orNull<T>(guard: Guard<T>): Guard<T | null> {
  return (value): value is T | null => value === null || guard(value);
}

/** May be left out: for fields that younger versions write. */
export function optional<T>(guard: Guard<T>): Guard<T | undefined> {
  return (value): value is T | undefined => value === undefined || guard(value);
}

export function listOf<T>(guard: Guard<T>): Guard<T[]> {
  return (value): value is T[] => Array.isArray(value) && value.every(guard);
}

/** An object that has these fields; others may be there too. */
export function shaped<S extends Shape>(shape: S): Guard<Shaped<S>> {
  const fields = Object.entries(shape);
  return (value): value is Shaped<S> => {
    if (typeof value !== 'object' || value === null) return false;
    const record = value as Readonly<Record<string, unknown>>;
    return fields.every(([name, guard]) => guard(record[name]));
  };
}
