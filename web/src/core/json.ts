/** JSON as the sandbox speaks it: whole numbers of any size stay exact, and text is written the way people read it. */

export type Json = null | boolean | number | bigint | string | readonly Json[] | { readonly [key: string]: Json };

type Reviver = (this: unknown, key: string, value: unknown, context?: { readonly source?: string }) => unknown;

/** Where the engine tells the source text, a whole number beyond 2^53 becomes a bigint instead of losing digits. */
const exact: Reviver = (_key, value, context) => {
  if (typeof value !== "number" || Number.isSafeInteger(value)) return value;
  const source = context?.source;
  return source !== undefined && /^-?\d+$/.test(source) ? BigInt(source) : value;
};

/** A whole number beyond 2^53 has so many digits. Without any, the parser need not ask about each value: that is slow. */
const LONG_NUMBER = /\d{16}/;

/** The value, or undefined for text that is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return LONG_NUMBER.test(text) ? JSON.parse(text, exact) : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Valid JSON on one line, with a space after each comma and colon; bigints as plain digits. */
export function writeJson(value: Json): string {
  if (typeof value === "bigint") return value.toString();
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (isList(value)) return `[${value.map(writeJson).join(", ")}]`;
  const fields = Object.entries(value).map(([key, field]) => `${JSON.stringify(key)}: ${writeJson(field)}`);
  return `{${fields.join(", ")}}`;
}

function isList(value: readonly Json[] | { readonly [key: string]: Json }): value is readonly Json[] {
  return Array.isArray(value);
}

export interface Shown {
  readonly text: string;
  /** How many characters were left out; 0 when all is there. */
  readonly left: number;
}

/** At most `limit` characters of a long text: a case with 50,000 meetings must not freeze the page. */
export function shorten(text: string, limit: number): Shown {
  return text.length <= limit ? { text, left: 0 } : { text: text.slice(0, limit), left: text.length - limit };
}
