/** The type grammar of a task's signature, and whether a typed-in value fits: the "own case" dialog speaks this. */
import { parseJson, type Json } from "./json";

export interface TypeTree {
  readonly name: string;
  readonly inner: readonly TypeTree[];
}

const PLAIN: Readonly<Record<string, readonly [one: string, many: string]>> = {
  int: ["a whole number", "whole numbers"],
  long: ["a whole number", "whole numbers"],
  bigint: ["a whole number", "whole numbers"],
  float: ["a number", "numbers"],
  bool: ["true or false", "true or false values"],
  string: ["text in quotes", "texts in quotes"],
  any: ["any JSON value", "any JSON values"],
  void: ["null", "nulls"],
};

/** Reads "dict[str, list[int]]" and its spellings; anything else counts as "any", the server decides. */
export function parseType(source: string): TypeTree {
  const tokens = source.match(/[A-Za-z_]+|[[\],]/g) ?? [];
  let next = 0;
  const type = (): TypeTree => {
    const name = SPELLINGS[tokens[next] ?? ""] ?? tokens[next] ?? "any";
    next += 1;
    const inner: TypeTree[] = [];
    if (tokens[next] === "[") {
      do {
        next += 1;
        inner.push(type());
      } while (tokens[next] === ",");
      next += 1;
    }
    return { name, inner };
  };
  return type();
}

const SPELLINGS: Readonly<Record<string, string>> = { str: "string", boolean: "bool", None: "void", object: "any" };

/** "a list of lists of whole numbers". */
export function typeWords(type: TypeTree): string {
  return words(type, 0);
}

function words(type: TypeTree, many: 0 | 1): string {
  const inner = (index: number, plural: 0 | 1): string => words(type.inner[index] ?? ANY, plural);
  switch (type.name) {
    case "list":
      return `${many ? "lists" : "a list"} of ${inner(0, 1)}`;
    case "dict":
      return `${many ? "objects" : "an object"} with ${words(type.inner.at(-1) ?? ANY, 1)}`;
    case "optional":
      return `${inner(0, many)} or null`;
    case "tuple":
      return `${many ? "lists" : "a list"} like [${type.inner.map(briefly).join(", ")}]`;
    default:
      return PLAIN[type.name]?.[many] ?? (many ? "values" : "a value");
  }
}

const BRIEF: Readonly<Record<string, string>> = {
  int: "whole number",
  long: "whole number",
  bigint: "whole number",
  float: "number",
  bool: "true or false",
  string: "text",
};

/** One place of a tuple, in a word or two. */
function briefly(type: TypeTree): string {
  return BRIEF[type.name] ?? (type.name === "tuple" ? `[${type.inner.map(briefly).join(", ")}]` : type.name);
}

const ANY: TypeTree = { name: "any", inner: [] };

export function fits(type: TypeTree, value: Json): boolean {
  switch (type.name) {
    case "int":
    case "long":
    case "bigint":
      return typeof value === "bigint" || Number.isInteger(value);
    case "float":
      return typeof value === "number" || typeof value === "bigint";
    case "bool":
      return typeof value === "boolean";
    case "string":
      return typeof value === "string";
    case "void":
      return value === null;
    case "list":
      return Array.isArray(value) && (value as Json[]).every((each) => fits(type.inner[0] ?? ANY, each));
    case "tuple":
      return (
        Array.isArray(value) &&
        value.length === type.inner.length &&
        (value as Json[]).every((each, index) => fits(type.inner[index] ?? ANY, each))
      );
    case "dict":
      return isObject(value) && Object.values(value).every((each) => fits(type.inner.at(-1) ?? ANY, each));
    case "optional":
      return value === null || fits(type.inner[0] ?? ANY, value);
    default:
      return true;
  }
}

function isObject(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export type Typed = { readonly ok: true; readonly value: Json } | { readonly ok: false; readonly why: string };

/** What somebody typed for one parameter. Python's True, False and None are understood, and text without quotes. */
export function readTyped(typed: string, type: TypeTree): Typed {
  const source = typed.trim();
  const wanted = typeWords(type);
  if (source === "") return { ok: false, why: `Needs ${wanted}.` };
  const value = (parseJson(source) ?? parseJson(fromPython(source))) as Json | undefined;
  if (value !== undefined && fits(type, value)) return { ok: true, value };
  if (type.name === "string" && !source.startsWith('"')) return { ok: true, value: typed };
  return { ok: false, why: value === undefined ? `This is not JSON yet: needs ${wanted}.` : `Needs ${wanted}.` };
}

const PYTHON = /"(?:[^"\\]|\\.)*"|'([^'"\\]*)'|\b(True|False|None)\b/g;
const FROM_PYTHON: Readonly<Record<string, string>> = { True: "true", False: "false", None: "null" };

function fromPython(source: string): string {
  return source.replace(PYTHON, (all: string, quoted?: string, word?: string) => {
    if (quoted !== undefined) return `"${quoted}"`;
    return word === undefined ? all : (FROM_PYTHON[word] ?? all);
  });
}
