/** Reads untrusted values into typed ones. A reader answers with the value or with a Rejection; nothing is thrown. */
import type { Json } from "./json";

/** What was wrong, as "events[2].data.total is not a whole number". */
export class Rejection {
  constructor(readonly why: string) {}
}

export type Reader<T> = (value: unknown, path: string) => T | Rejection;
export type Read<R> = R extends Reader<infer T> ? T : never;
type Fields = Readonly<Record<string, Reader<unknown>>>;

function kind<T>(what: string, fits: (value: unknown) => value is T): Reader<T> {
  return (value, path) => (fits(value) ? value : new Rejection(`${path} is not ${what}`));
}

export const text = kind("text", (value): value is string => typeof value === "string");
export const flag = kind("true or false", (value): value is boolean => typeof value === "boolean");
export const number = kind("a number", (value): value is number => typeof value === "number" && Number.isFinite(value));
export const whole = kind("a whole number", (value): value is number => Number.isSafeInteger(value));

/** Anything that came out of a JSON parser. */
export const json: Reader<Json> = (value, path) =>
  value === undefined ? new Rejection(`${path} is missing`) : (value as Json);

export function oneOf<const T extends string>(...words: readonly T[]): Reader<T> {
  return kind(`one of ${words.join(", ")}`, (value): value is T => words.includes(value as T));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function listOf<T>(item: Reader<T>): Reader<readonly T[]> {
  return (value, path) => {
    if (!Array.isArray(value)) return new Rejection(`${path} is not a list`);
    const items: T[] = [];
    for (const [index, each] of value.entries()) {
      const read = item(each, `${path}[${index}]`);
      if (read instanceof Rejection) return read;
      items.push(read);
    }
    return items;
  };
}

export function mapOf<T>(item: Reader<T>): Reader<Readonly<Record<string, T>>> {
  return (value, path) => {
    if (!isRecord(value)) return new Rejection(`${path} is not an object`);
    const entries: [string, T][] = [];
    for (const [key, each] of Object.entries(value)) {
      const read = item(each, `${path}.${key}`);
      if (read instanceof Rejection) return read;
      entries.push([key, read]);
    }
    // fromEntries defines own properties, so a key "__proto__" stays a key.
    return Object.fromEntries(entries);
  };
}

/** The outermost value has no path. */
function named(path: string): string {
  return path === "" ? "it" : path;
}

/** Exactly these fields; others are dropped, so that a newer server may say more. */
export function object<F extends Fields>(fields: F): Reader<{ readonly [K in keyof F]: Read<F[K]> }> {
  return (value, path) => {
    if (!isRecord(value)) return new Rejection(`${named(path)} is not an object`);
    const found: Record<string, unknown> = {};
    for (const [key, reader] of Object.entries(fields)) {
      const read = reader(value[key], path === "" ? key : `${path}.${key}`);
      if (read instanceof Rejection) return read;
      found[key] = read;
    }
    return found as { readonly [K in keyof F]: Read<F[K]> };
  };
}

/** A field that may be missing or null. */
export function orElse<T, const D>(item: Reader<T>, otherwise: D): Reader<T | D> {
  return (value, path) => (value === undefined || value === null ? otherwise : item(value, path));
}
