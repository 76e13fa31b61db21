/** Whether a JSON value fits a type, with the first thing that does not: the cells' check while somebody types. */
import type { Json } from "../json";
import { formatType, type Fault, type Type } from "./types";

const INT = 2n ** 31n;
const LONG = 2n ** 63n;
const BIGINT = /^(0|-?[1-9]\d*)$/;

/** null when it fits. `where` leads to the value that does not, such as `[2][0]`. */
export function misfit(value: Json, type: Type, where = ""): Fault | null {
  const at = where === "" ? "" : `${where}: `;
  const wrong = (wanted: string, mend: string): Fault => ({
    what: `${at}expected ${wanted}, found ${told(value)}`,
    mend,
  });
  switch (type.name) {
    case "int":
      return whole(value, INT, at) ?? (isWhole(value) ? null : wrong("a whole number", numberMend(value)));
    case "long":
      return whole(value, LONG, at) ?? (isWhole(value) ? null : wrong("a whole number", numberMend(value)));
    case "bigint":
      return typeof value === "string" && BIGINT.test(value) ? null : wrong("digits in quotes", 'Write "123".');
    case "float":
      return typeof value === "number" || typeof value === "bigint" ? null : wrong("a number", numberMend(value));
    case "bool":
      return typeof value === "boolean" ? null : wrong("true or false", "Write true or false.");
    case "string":
      return typeof value === "string" ? null : wrong("text", "Put the text in quotes.");
    case "void":
      return value === null ? null : wrong("null, because nothing is returned", "Write null.");
    case "any":
      return null;
    case "optional":
      return value === null || type.inner[0] === undefined ? null : misfit(value, type.inner[0], where);
    case "tuple": {
      const size = type.inner.length;
      if (!isList(value)) return wrong(`${size} values in [ ]`, "Put the values in square brackets.");
      if (value.length !== size) return wrong(`${size} values`, "Give them all.");
      return first(value.map((item, index) => misfit(item, type.inner[index] ?? type, `${where}[${index}]`)));
    }
    case "dict": {
      const [inner] = type.inner;
      if (!isMap(value)) return wrong(`a mapping (${formatType(type)})`, 'Write it as {"key": value}.');
      return inner ? first(Object.entries(value).map(([key, item]) => misfit(item, inner, `${where}.${key}`))) : null;
    }
    default: {
      const [inner] = type.inner;
      if (!isList(value)) return wrong(`a list (${formatType(type)})`, "Put the values in square brackets.");
      const holes = type.name === "tree";
      const items = value.map((item, index) =>
        inner === undefined || (holes && item === null) ? null : misfit(item, inner, `${where}[${index}]`),
      );
      return first(items);
    }
  }
}

function first(all: readonly (Fault | null)[]): Fault | null {
  return all.find((each) => each !== null) ?? null;
}

function isWhole(value: Json): boolean {
  return typeof value === "bigint" || (typeof value === "number" && Number.isInteger(value));
}

/** What is wrong with the size of a whole number; null where there is nothing to say about that. */
function whole(value: Json, bound: bigint, at: string): Fault | null {
  if (!isWhole(value)) return null;
  const exact = BigInt(value as number | bigint);
  if (exact >= -bound && exact < bound) return null;
  const mend = bound === INT ? "Use the type long in the signature." : "Use bigint, with the digits in quotes.";
  return { what: `${at}${exact.toString().slice(0, 40)} is outside the range`, mend };
}

function numberMend(value: Json): string {
  if (typeof value === "number") return "Write it without a point, or use float in the signature.";
  return "Write a number, without quotes.";
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

export function isMap(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function told(value: Json): string {
  if (value === null) return "null";
  if (typeof value === "string") return `the text “${value.slice(0, 30)}”`;
  if (isList(value)) return `a list of ${value.length}`;
  if (isMap(value)) return "a mapping";
  return String(value);
}
