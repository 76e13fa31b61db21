/**
 * A cell of the case table: what somebody types, to a value and back.
 *
 * Text needs no quotes where text belongs; a list may be written without its outer brackets, and the way Python writes
 * values is understood. Whatever is typed stays in the cell; only what is understood becomes a value.
 */
import { parseJson, writeJson, type Json } from "../json";
import { misfit } from "./fits";
import type { Fault, Type } from "./types";

export type Typed =
  | { readonly is: "value"; readonly value: Json }
  | { readonly is: "nothing" }
  | { readonly is: "fault"; readonly fault: Fault };

/** Longer than this, or with line breaks, a value has an editor of its own. */
export const ROOMY = 80;

export function readCell(typed: string, type: Type): Typed {
  const wanted = type.name === "optional" ? (type.inner[0] ?? type) : type;
  if (typed.trim() === "") return { is: "nothing" };
  if (type.name === "optional" && /^(null|None)$/.test(typed.trim())) return { is: "value", value: null };
  if (wanted.name === "string") return { is: "value", value: textOf(typed) };
  const value = valueOf(typed.trim(), wanted);
  if (value === undefined) return { is: "fault", fault: { what: "This is not a value", mend: example(wanted) } };
  const wrong = misfit(value, type);
  return wrong ? { is: "fault", fault: wrong } : { is: "value", value };
}

/** The same value as somebody would type it. */
export function showCell(value: Json | undefined, type: Type): string {
  if (value === undefined) return "";
  const wanted = type.name === "optional" ? (type.inner[0] ?? type) : type;
  if (wanted.name === "string" && typeof value === "string" && plain(value, type)) return value;
  return typeof value === "string" && isAsTyped(value, type) ? value : writeJson(value);
}

/** What was not understood is kept as text, and shown as it was typed: it reads as wrong again. */
function isAsTyped(value: string, type: Type): boolean {
  return !/\p{Cc}/u.test(value) && readCell(value, type).is === "fault";
}

/** Text that means itself: what begins with a quote, is blank at an end or holds a line break is shown in quotes. */
function plain(value: string, type: Type): boolean {
  if (value === "" || value !== value.trim() || value.startsWith('"') || /\p{Cc}/u.test(value)) return false;
  return type.name !== "optional" || !/^(null|None)$/.test(value);
}

function textOf(typed: string): string {
  const given = typed.trim();
  const quoted = given.startsWith('"') && given.length > 1 && given.endsWith('"') ? parseJson(given) : undefined;
  return typeof quoted === "string" ? quoted : given;
}

function valueOf(typed: string, type: Type): Json | undefined {
  // Digit by digit: not every engine tells what stood in the text.
  if (type.name === "long" && /^-?\d+$/.test(typed)) return exactly(BigInt(typed));
  if (type.name === "bigint" && /^-?\d+$/.test(typed)) return typed;
  const listed = ["list", "tuple", "linked", "tree"].includes(type.name);
  const read = listed && !typed.startsWith("[") ? undefined : parsed(typed);
  if (listed && (read === undefined || misfit(read, type) !== null)) {
    const inner = parsed(`[${typed}]`);
    if (inner !== undefined && (read === undefined || misfit(inner, type) === null)) return inner;
  }
  // A word where any value may stand is text.
  return read === undefined && type.name === "any" && !/^[[{"']/.test(typed) ? typed : read;
}

function exactly(value: bigint): Json {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

function parsed(typed: string): Json | undefined {
  const read = parseJson(typed);
  return (read === undefined ? parseJson(asJson(typed)) : read) as Json | undefined;
}

/** Python's and JavaScript's ways to write a value as JSON's: single quotes, True, None, a comma at the end. */
export function asJson(typed: string): string {
  return typed.replace(
    /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\b(?:True|False|None)\b|,(\s*[\]}])|\(|\)/g,
    (found, end) => {
      if (found.startsWith("'")) return JSON.stringify(found.slice(1, -1).replace(/\\'/g, "'"));
      if (found.startsWith(",")) return String(end);
      return { True: "true", False: "false", None: "null", "(": "[", ")": "]" }[found] ?? found;
    },
  );
}

/** What a value of the type looks like, for a hint and for an empty cell. */
export function example(type: Type): string {
  return `Write it like ${sample(type)}.`;
}

export function sample(type: Type): string {
  switch (type.name) {
    case "string":
      return '"abc"';
    case "bigint":
      return '"123"';
    case "float":
      return "0.5";
    case "bool":
      return "true";
    case "dict":
      return `{"a": ${sample(type.inner[0] ?? type)}}`;
    case "list":
    case "linked":
      return type.inner[0] === undefined ? "[]" : `[${sample(type.inner[0])}]`;
    case "tree":
      return "[1, null, 2]";
    case "tuple":
      return `[${type.inner.map(sample).join(", ")}]`;
    case "optional":
      return `null, or ${sample(type.inner[0] ?? type)}`;
    case "void":
      return "null";
    default:
      return "12";
  }
}

/** A number if it is one; else as it was typed, and the checker says what is wrong. */
export function numberOf(text: string): number | string | undefined {
  const typed = text.trim();
  if (typed === "") return undefined;
  return /^\d+(\.\d+)?$/.test(typed) ? Number(typed) : typed;
}
