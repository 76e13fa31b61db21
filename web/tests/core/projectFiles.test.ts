import { describe, expect, it } from "vitest";
import type { RoomEvent } from "../../src/core/events";
import {
  closing,
  deedWords,
  fileAt,
  filesAt,
  moved,
  nextRow,
  opening,
  placeAmong,
  rowTyped,
  treeRows,
  type ProjectFile,
} from "../../src/core/projectFiles";

const WORK = { task: "desk", language: "python" };

function file(number: number, path: string, deleted = false): ProjectFile {
  return { ...WORK, file: `python.${number}`, path, fixed: false, deleted };
}

const FILES = [file(1, "desk.py"), file(2, "lib/store.py"), file(3, "lib/deep/a.py"), file(4, "gone.py", true)];

function event(at: number, kind: string, data: object): RoomEvent {
  return { seq: at + 1, at, wall: 0, by: "candidate", kind, data: { ...WORK, ...data } } as unknown as RoomEvent;
}

describe("the tree", () => {
  const paths = (closed: readonly string[]): readonly string[] =>
    treeRows(FILES, new Set(closed)).map((row) => `${row.level} ${row.path}`);

  it("has folders first, and nothing of what is closed or deleted", () => {
    expect(paths([])).toEqual(["1 lib", "2 lib/deep", "3 lib/deep/a.py", "2 lib/store.py", "1 desk.py"]);
    expect(paths(["lib"])).toEqual(["1 lib", "1 desk.py"]);
  });

  it.each([
    ["lib", "ArrowDown", "lib/deep"],
    ["desk.py", "ArrowDown", null],
    ["lib/store.py", "ArrowUp", "lib/deep/a.py"],
    ["lib", "ArrowRight", "lib/deep"],
    ["desk.py", "ArrowRight", null],
    ["lib/deep/a.py", "ArrowLeft", "lib/deep"],
    ["lib", "ArrowLeft", null],
    ["desk.py", "Home", "lib"],
    ["lib", "End", "desk.py"],
    ["lib", "x", null],
  ])("from %s with %s goes to %s", (at, key, to) => {
    expect(nextRow(treeRows(FILES, new Set()), at, key)).toBe(to);
  });
});

it("goes to the next row by its first letter, and says which of how many each is", () => {
  const rows = treeRows(FILES, new Set());
  expect(rowTyped(rows, "lib", "D")).toBe("lib/deep");
  expect(rowTyped(rows, "lib/deep", "d")).toBe("desk.py");
  expect(rowTyped(rows, "desk.py", "d")).toBe("lib/deep");
  expect(rowTyped(rows, "desk.py", "z")).toBeNull();
  expect(rows.map((row) => Object.values(placeAmong(rows, row)))).toEqual([
    [1, 2],
    [1, 2],
    [1, 1],
    [2, 2],
    [2, 2],
  ]);
});

describe("tabs", () => {
  it("open at the end, close towards the right, and move", () => {
    expect(opening(["a", "b"], "c")).toEqual(["a", "b", "c"]);
    expect(opening(["a", "b"], "a")).toEqual(["a", "b"]);
    expect(closing(["a", "b", "c"], "b")).toEqual({ tabs: ["a", "c"], next: "c" });
    expect(closing(["a", "b"], "b")).toEqual({ tabs: ["a"], next: "a" });
    expect(moved(["a", "b", "c"], "a", 5)).toEqual(["b", "c", "a"]);
    expect(moved(["a", "b"], "x", 1)).toEqual(["a", "b"]);
  });
});

it("takes the file that is meant, else one of its path, else the first that is there", () => {
  expect(fileAt(FILES, WORK, "python.4")?.path).toBe("gone.py");
  expect(fileAt(FILES, WORK, "python.1001", "lib/store.py")?.file).toBe("python.2");
  expect(fileAt(FILES, WORK, "python.1001", "gone.py")?.file).toBe("python.1");
  expect(fileAt([file(4, "gone.py", true)], WORK, undefined)?.file).toBe("python.4");
  expect(fileAt(FILES, { task: "slots", language: "python" }, undefined)).toBeNull();
});

it("knows the files of every moment of a talk", () => {
  const talk = [
    event(0, "file_created", { file: "python.1", path: "a.py", fixed: false }),
    event(5, "said", {}),
    event(10, "file_renamed", { file: "python.1", path: "b.py", was: "a.py" }),
    event(20, "file_deleted", { file: "python.1", path: "b.py" }),
    event(30, "file_restored", { file: "python.1", path: "b.py" }),
  ];
  const told = (at: number): string =>
    filesAt(talk, at)
      .map((each) => `${each.path}${each.deleted ? " gone" : ""}`)
      .join();
  expect([0, 10, 20, 30].map(told)).toEqual(["a.py", "b.py", "b.py gone", "b.py"]);
});

it("says what became of a file", () => {
  expect(deedWords("a.py", "a.py")).toBe("");
  expect(deedWords("", "a.py")).toBe("This file is new.");
  expect(deedWords("a.py", "")).toBe("This file was deleted.");
  expect(deedWords("a.py", "b.py")).toBe("It was called a.py before.");
});
