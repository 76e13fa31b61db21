/** The fields of a case of one's own, and the case that was typed into them, for each kind of task. */
import { writeJson, type Json } from "./json";
import { textOf } from "./kinds";
import type { Task } from "./page";
import { parseType, readTyped, typeWords } from "./types";

export const ANSWER = "expected answer";

export interface Field {
  readonly id: string;
  readonly label: string;
  /** `value` is read as JSON of its type, `text` is taken as it is, `lines` as a list of its lines. */
  readonly how: "value" | "text" | "lines";
  readonly type: string;
  readonly hint: string;
  readonly example: string;
}

/** Characters of an example that a field shows before anything is typed. */
const SHOWN = 80;
const SHOWN_LINES = 6;

export function fieldsOf(task: Task): readonly Field[] {
  const [first] = task.examples;
  switch (task.kind) {
    case "stdin":
      return [
        text("stdin", "Standard input", "what the program reads", textOf(first?.args["stdin"])),
        text(ANSWER, "Expected output", "if you know it", textOf(first?.expected)),
      ];
    case "sql":
      return [text("seed", "Rows before", "SQL that fills the tables", textOf(first?.args["seed"]))];
    case "class":
      return [
        {
          ...text("calls", "Calls", "one on each line, such as get(1) -> 2", callsOf(first?.args["calls"])),
          how: "lines",
        },
      ];
    case "function":
    case "project": {
      const shown = (given: Json | undefined): string => (given === undefined ? "" : writeJson(given).slice(0, SHOWN));
      return [
        ...task.params.map(({ name, type }) => value(name, name, type, shown(first?.args[name]))),
        value(ANSWER, "Expected answer, if you know it", answerType(task), shown(first?.expected)),
      ];
    }
  }
}

/** What is answered: the argument that is changed in place, where it is one. */
function answerType(task: Task): string {
  return task.params.find(({ name }) => name === task.back)?.type ?? task.returns;
}

function value(id: string, label: string, type: string, example: string): Field {
  return { id, label, how: "value", type, hint: typeWords(parseType(type)), example };
}

function text(id: string, label: string, hint: string, example: string): Field {
  const lines = example.split("\n").slice(0, SHOWN_LINES);
  return { id, label, how: "text", type: "string", hint, example: lines.join("\n").trimEnd() };
}

function callsOf(given: Json | undefined): string {
  return Array.isArray(given) ? (given as readonly Json[]).map(textOf).join("\n") : "";
}

export interface ReadCase {
  readonly problems: Readonly<Record<string, string>>;
  readonly case: { args: Readonly<Record<string, Json>>; expected: Json; checked: boolean };
}

/** The case that was typed, or what is wrong with it, by field. An empty answer means that nobody knows it. */
export function readFields(fields: readonly Field[], typed: Readonly<Record<string, string>>): ReadCase {
  const problems: Record<string, string> = {};
  const args: Record<string, Json> = {};
  let [expected, checked]: [Json, boolean] = [null, false];
  for (const field of fields) {
    const given = typed[field.id] ?? "";
    if (field.id === ANSWER && given.trim() === "") continue;
    const read = readField(field, given);
    if (!read.ok) problems[field.id] = read.why;
    else if (field.id === ANSWER) [expected, checked] = [read.value, true];
    else args[field.id] = read.value;
  }
  // What calls should answer stands behind their arrows.
  const arrows = fields.some(({ how }) => how === "lines");
  return { problems, case: { args, expected, checked: checked || arrows } };
}

function readField(field: Field, given: string): ReturnType<typeof readTyped> {
  switch (field.how) {
    case "value":
      return readTyped(given, parseType(field.type));
    case "text":
      return { ok: true, value: asLines(given) };
    case "lines": {
      const lines = given.split("\n").filter((line) => line.trim() !== "");
      return lines.length > 0
        ? { ok: true, value: lines }
        : { ok: false, why: "Needs the constructor's call at least." };
    }
  }
}

/** The last line of what was typed is a whole line, as it would be at a terminal. */
export function asLines(typed: string): string {
  return typed === "" || typed.endsWith("\n") ? typed : `${typed}\n`;
}
