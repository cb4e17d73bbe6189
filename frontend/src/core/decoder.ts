/**
 * Strict reading of JSON from outside: a value either has the promised shape or there is an error that
 * names the place. Fields nobody asked for are ignored, so that a newer server can talk to an older page.
 */
export type Decoder<T> = (value: unknown, at: string) => T;

/** The other side broke the contract; `at` is the place in its message. */
export class Malformed extends Error {
  constructor(
    readonly at: string,
    expected: string,
  ) {
    super(`${at}: expected ${expected}`);
    this.name = 'Malformed';
  }
}

export type Decoded<T> = { ok: true; value: T } | { ok: false; error: Malformed };

export function decode<T>(decoder: Decoder<T>, value: unknown, name: string): Decoded<T> {
  try {
    return { ok: true, value: decoder(value, name) };
  } catch (error) {
    if (error instanceof Malformed) return { ok: false, error };
    throw error;
  }
}

export const string: Decoder<string> = (value, at) => {
  if (typeof value !== 'string') throw new Malformed(at, 'a string');
  return value;
};

export const boolean: Decoder<boolean> = (value, at) => {
  if (typeof value !== 'boolean') throw new Malformed(at, 'true or false');
  return value;
};

export const number: Decoder<number> = (value, at) => {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new Malformed(at, 'a number');
  return value;
};

/** A whole number from 0. */
export const count: Decoder<number> = (value, at) => {
  const n = number(value, at);
  if (!Number.isSafeInteger(n) || n < 0) throw new Malformed(at, 'a whole number from 0');
  return n;
};

export function oneOf<const T extends string>(...words: readonly T[]): Decoder<T> {
  return (value, at) => {
    const found = words.find((word) => word === value);
    if (found === undefined) throw new Malformed(at, `one of ${words.join(', ')}`);
    return found;
  };
}

export function list<T>(item: Decoder<T>): Decoder<readonly T[]> {
  return (value, at) => {
    if (!Array.isArray(value)) throw new Malformed(at, 'a list');
    return value.map((element: unknown, index) => item(element, `${at}[${index}]`));
  };
}

export function fields(value: unknown, at: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Malformed(at, 'an object');
  return value as Readonly<Record<string, unknown>>;
}

type Shape<T> = { readonly [K in keyof T]: Decoder<T[K]> };

/** An object whose fields are all there. For a field that may be missing see {@link or}. */
export function object<T extends object>(shape: Shape<T>): Decoder<T> {
  const names = Object.keys(shape) as (keyof T & string)[];
  return (value, at) => {
    const found = fields(value, at);
    const result: Partial<T> = {};
    for (const name of names) result[name] = shape[name](found[name], `${at}.${name}`);
    return result as T;
  };
}

/** Missing and null both mean the fallback. */
export function or<T, F extends T | null>(decoder: Decoder<T>, fallback: F): Decoder<T | F> {
  return (value, at) => (value === undefined || value === null ? fallback : decoder(value, at));
}

/** What the other side may say that we only hand on. */
export const anything: Decoder<unknown> = (value) => value;
