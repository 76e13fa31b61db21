import { describe, expect, it } from "vitest";
import { callRows, missingRows, tableOf, textOf, withoutAnswer } from "../../src/core/kinds";
import { fieldsOf, readFields } from "../../src/core/ownCase";
import { LONGEST_LINE, MOST_LINES, shownOutput, visible } from "../../src/core/output";
import { lineDifference } from "../../src/core/textDiff";
import { languageChoices, plainTitle } from "../../src/core/languages";
import { page } from "../people";

describe("what a program printed", () => {
  it("is told apart by stream, in the order in which it came", () => {
    const { stretches, earlier } = shownOutput([
      { stream: "stdout", text: "one\ntwo\n" },
      { stream: "stderr", text: "oh" },
      { stream: "stdout", text: "\n" },
    ]);
    expect(stretches).toEqual([
      { stream: "stdout", parts: ["one\ntwo"] },
      { stream: "stderr", parts: ["oh"] },
      { stream: "stdout", parts: [""] },
    ]);
    expect(earlier).toBe(0);
  });

  it("shows the last lines of many, and says how many came before", () => {
    const many = Array.from({ length: MOST_LINES + 5 }, (_, n) => `${n}\n`).join("");
    const { stretches, earlier } = shownOutput([
      { stream: "stderr", text: "first\n" },
      { stream: "stdout", text: many },
    ]);
    expect(earlier).toBe(6);
    expect(stretches).toHaveLength(1);
    expect(stretches[0]?.parts[0]).toMatch(/^5\n6\n/);
  });

  it("cuts a long line and goes on with the next", () => {
    const { stretches } = shownOutput([{ stream: "stdout", text: `${"x".repeat(LONGEST_LINE + 9)}\nnext\n` }]);
    expect(stretches[0]?.parts).toEqual(["x".repeat(LONGEST_LINE), 9, "\nnext"]);
  });

  it("moves no cursor and colours nothing", () => {
    expect(visible("\u001b[31mred\u0007\u007f\ta\r")).toBe("^[[31mred^G^?\ta^M");
    expect(visible("\u2400")).toBe("^@");
  });
});

describe("printed text beside the expected one", () => {
  it("pairs changed lines and marks what differs, spaces at the end too", () => {
    const rows = lineDifference("3\nyes\n", "3\nyes  \n");
    expect(rows).toEqual([
      {
        same: true,
        expected: { line: 1, pieces: [{ text: "3", differs: false }] },
        got: { line: 1, pieces: [{ text: "3", differs: false }] },
      },
      {
        same: false,
        expected: { line: 2, pieces: [{ text: "yes", differs: false }] },
        got: {
          line: 2,
          pieces: [
            { text: "yes", differs: false },
            { text: "  ", differs: true },
          ],
        },
      },
    ]);
  });

  it("has lines that only one of them has", () => {
    const [missing] = lineDifference("a\n", "");
    expect(missing).toMatchObject({ same: false, got: null });
    const rows = lineDifference("a\nc\n", "a\nb\nc\n");
    expect(rows[1]).toMatchObject({ same: false, expected: null, got: { line: 2 } });
  });

  it("folds long stretches of equal lines", () => {
    const same = Array.from({ length: 40 }, (_, n) => `line ${n}`).join("\n");
    const rows = lineDifference(`${same}\nend\n`, `${same}\nEND\n`);
    expect(rows).toHaveLength(4);
    expect(rows[0]).toEqual({ skipped: 38 });
  });

  it("ends somewhere", () => {
    const text = (word: string): string => Array.from({ length: 900 }, (_, n) => `${word} ${n}`).join("\n");
    expect(lineDifference(text("a"), text("b")).at(-1)).toEqual({ skipped: 700 });
  });
});

describe("calls on one object", () => {
  it("stand beside what they should answer and did", () => {
    const args = { calls: ["LRU(2)", 'put("a -> b", 1)', "get(1) -> 5", "get(2) -> 3"] };
    expect(callRows(args, [5, 3], [4])).toEqual([
      { call: "LRU(2)", expected: null, got: null, differs: false },
      { call: 'put("a -> b", 1)', expected: null, got: null, differs: false },
      { call: "get(1)", expected: "5", got: "4", differs: true },
      { call: "get(2)", expected: "3", got: null, differs: false },
    ]);
    expect(callRows({ calls: ["LRU(2)", "get(1)"] }, null, [7])[1]).toMatchObject({ expected: null, got: "7" });
    expect(withoutAnswer('add("x -> y") -> ["->"]')).toBe('add("x -> y")');
    expect(callRows({}, null, undefined)).toEqual([]);
  });
});

describe("tables", () => {
  it("know which rows the other has not", () => {
    const one = tableOf({ columns: ["id"], rows: [[1], [2], [2]] });
    const other = tableOf({ columns: ["id"], rows: [[2], [3]] });
    if (!one || !other) throw new Error("no tables");
    expect(missingRows(one, other)).toEqual([true, false, true]);
    expect(missingRows(other, one)).toEqual([false, true]);
  });

  it("are only what has columns and rows", () => {
    expect(tableOf([1])).toBeNull();
    expect(tableOf(null)).toBeNull();
    expect(tableOf({ columns: ["id"] })).toBeNull();
    expect(textOf("a\n")).toBe("a\n");
    expect(textOf(3)).toBe("3");
    expect(textOf(undefined)).toBe("");
  });
});

describe("a case of one's own", () => {
  const [task] = page().tasks;
  if (!task) throw new Error("no task");

  it("of a program is text in and text out, each line whole", () => {
    const fields = fieldsOf({ ...task, kind: "stdin" });
    expect(fields.map(({ label }) => label)).toEqual(["Standard input", "Expected output"]);
    const typed = { stdin: "3\n4", "expected answer": "7" };
    expect(readFields(fields, typed).case).toEqual({ args: { stdin: "3\n4\n" }, expected: "7\n", checked: true });
    expect(readFields(fields, {}).case).toEqual({ args: { stdin: "" }, expected: null, checked: false });
  });

  it("of a class is one call a line", () => {
    const fields = fieldsOf({ ...task, kind: "class" });
    expect(readFields(fields, { calls: "LRU(2)\n\nget(1) -> 3\n" }).case).toEqual({
      args: { calls: ["LRU(2)", "get(1) -> 3"] },
      expected: null,
      checked: true,
    });
    expect(readFields(fields, {}).problems).toHaveProperty("calls");
  });

  it("of a query is the rows before it", () => {
    const fields = fieldsOf({ ...task, kind: "sql" });
    expect(readFields(fields, { seed: "insert into t values (1);" }).case.args).toEqual({
      seed: "insert into t values (1);\n",
    });
  });

  it("of a function is a value for each parameter; one that is changed in place is also the answer", () => {
    const fields = fieldsOf({ ...task, returns: "void", back: "busy" });
    expect(fields.map(({ type }) => type)).toEqual(["list[list[int]]", "list[list[int]]"]);
    expect(readFields(fields, { busy: "[[1]]", "expected answer": "nope" }).problems).toHaveProperty("expected answer");
  });
});

describe("the languages to choose from", () => {
  const all = page().languages;
  const sandbox = (ready: boolean) => ({
    ready,
    why: "",
    unsafe: "",
    languages: [
      { id: "python", ready: false, why: "Not set up." },
      { id: "javascript", ready: true, why: "" },
    ],
  });

  it("begin with those that run; the others say why", () => {
    expect(languageChoices(all, sandbox(true), "").map(({ id, why }) => [id, why])).toEqual([
      ["javascript", ""],
      ["python", "Not set up."],
    ]);
  });

  it("are all there while the sandbox is away", () => {
    expect(languageChoices(all, sandbox(false), "").every(({ why }) => why === "")).toBe(true);
    expect(languageChoices(all, null, "")).toHaveLength(2);
  });

  it("have a short name for a narrow button", () => {
    const titles = ["Python 3.13", "JavaScript (Node 20)", "Common Lisp (SBCL 2.5)", "Go 1.24 (x)"];
    expect(titles.map(plainTitle)).toEqual(["Python", "JavaScript", "Common Lisp", "Go"]);
  });

  it("are found by title, id or file", () => {
    expect(languageChoices(all, null, " PYTH ").map(({ id }) => id)).toEqual(["python"]);
    expect(languageChoices(all, null, ".js").map(({ id }) => id)).toEqual(["javascript"]);
  });
});
