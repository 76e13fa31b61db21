/** What the server says of some files: what is wrong, what the YAML says, and the task as far as it can be read. */
import { flag, json, listOf, mapOf, number, object, oneOf, orElse, text, whole, type Read, type Reader } from "../read";
import { Rejection } from "../read";

const step: Reader<string | number> = (value, path) =>
  typeof value === "string" || typeof value === "number" ? value : new Rejection(`${path} is not a step`);
const path = listOf(step);

const problem = object({ file: text, line: whole, what: text, mend: text });
export type Problem = Read<typeof problem>;

/** A YAML file as plain values, and the line that each stands in. */
const document = object({ value: json, lines: listOf(object({ path, line: whole })) });
export type Document = Read<typeof document>;

const lacking = object({ key: text, title: text, file: text, what: text, how: text });
export type Lacking = Read<typeof lacking>;

const part = object({ number: whole, title: text, unlock: text, statement: text });

const solution = object({ file: text, promise: text, language: text });

const sheet = object({
  title: text,
  kind: oneOf("function", "class", "stdin", "project", "sql"),
  difficulty: text,
  minutes: number,
  tags: listOf(text),
  languages: listOf(object({ id: text, title: text })),
  /** Starter code by language, then by the last part that is open. */
  stubs: mapOf(mapOf(text)),
  parts: listOf(part),
  solutions: listOf(solution),
  /** The tests of a project's files, in words, where they can be read. */
  tests: orElse(listOf(object({ file: text, names: listOf(text) })), []),
  missing: orElse(listOf(lacking), []),
});
export type Sheet = Read<typeof sheet>;

const NO_DOCUMENTS: Readonly<Record<string, Document>> = {};

export const answer = object({
  problems: listOf(problem),
  notes: listOf(problem),
  /** Whether it is a task that loads. */
  loads: orElse(flag, false),
  documents: orElse(mapOf(document), NO_DOCUMENTS),
  task: orElse(sheet, null),
});
export type Answer = Read<typeof answer>;

const files = mapOf(text);
export const written = object({ slug: text, version: text, files });
export const kept = object({
  draft: orElse(object({ name: text, base: text, saved: number, files }), null),
});
export const textFiles = object({ files });
export const refusal = object({ message: text });
export const savedAs = object({ version: text });
export const previewed = object({ html: listOf(text) });
