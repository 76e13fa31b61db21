import { describe, expect, it } from "vitest";
import { bulletsOf, paragraphOf, withBody, withBullets } from "../../../src/core/authoring/guide";
import { failsIn, promiseOf, solutionFile, solutionName, withFails } from "../../../src/core/authoring/promise";
import { startingFiles } from "../../../src/core/authoring/starting";
import { slugTrouble, suggested } from "../../../src/core/authoring/slug";

const GUIDE = `A word before.

## Hints
- Ask: in what order?
- Two lines,
  of one hint.

## My own
stays

## Complexity
O(n).
`;

describe("a guide", () => {
  it("has its lists and its paragraph", () => {
    expect(bulletsOf(GUIDE, "hints")).toEqual(["Ask: in what order?", "Two lines,\nof one hint."]);
    expect(bulletsOf(GUIDE, "red flags")).toEqual([]);
    expect(paragraphOf(GUIDE, "complexity")).toBe("O(n).");
  });

  it("keeps everything else when a list is rewritten", () => {
    const written = withBullets(GUIDE, "hints", ["One.", "Two,\nover two lines."]);
    expect(bulletsOf(written, "hints")).toEqual(["One.", "Two,\nover two lines."]);
    expect(
      written.replace("- One.\n- Two,\n  over two lines.", "- Ask: in what order?\n- Two lines,\n  of one hint."),
    ).toBe(GUIDE);
  });

  it("gets a new section in its place, and loses an empty one", () => {
    const written = withBullets(GUIDE, "red flags", ["Guesses."]);
    expect(written.indexOf("## Red flags")).toBeGreaterThan(written.indexOf("## My own"));
    expect(written.indexOf("## Red flags")).toBeLessThan(written.indexOf("## Complexity"));
    expect(withBullets(written, "red flags", [])).toBe(GUIDE);
    expect(withBody("", "complexity", "O(1).")).toBe("## Complexity\nO(1).\n");
    expect(withBody("## Complexity\nO(1).\n", "complexity", "")).toBe("");
  });

  it("does not take a heading inside code for one", () => {
    const text = "## Hints\n- Look:\n  ```\n  ## Complexity\n  ```\n";
    expect(paragraphOf(text, "complexity")).toBe("");
    expect(bulletsOf(text, "hints")).toEqual(["Look:\n```\n## Complexity\n```"]);
  });
});

describe("a solution's promise", () => {
  it("is in its name and its first line", () => {
    expect(promiseOf("wrong-late.py")).toBe("wrong");
    expect(promiseOf("helper.py")).toBeNull();
    expect(failsIn("# fails: edges/just free\ndef fee(): ...")).toBe("edges/just free");
    expect(failsIn("/* fails: edges */\nint f();")).toBe("edges");
    expect(failsIn("def fee(): ...")).toBe("");
  });

  it("is written into the first line in the language's comment, and taken out", () => {
    expect(withFails("x\n", "edges", "python")).toBe("# fails: edges\nx\n");
    expect(withFails("x\n", "edges", "java")).toBe("// fails: edges\nx\n");
    expect(withFails("x\n", "edges", "ocaml")).toBe("(* fails: edges *)\nx\n");
    expect(withFails("# fails: edges\nx\n", "large", "python")).toBe("# fails: large\nx\n");
    expect(withFails("# fails: edges\nx\n", "", "python")).toBe("x\n");
    expect(withFails("# fails: edges", "", "python")).toBe("");
  });

  it("is read with what it is called, and where it lies in a solution of several files", () => {
    expect(solutionName("good.py")).toEqual({ promise: "good", called: "", ending: ".py", inside: "" });
    const several = { promise: "wrong", called: "too-late", ending: ".py", inside: "/desk/loans.py" };
    expect(solutionName("wrong-too-late.py/desk/loans.py")).toEqual(several);
    expect(solutionName("notes")).toEqual({ promise: null, called: "notes", ending: "", inside: "" });
  });

  it("names a new file that is not there yet", () => {
    expect(solutionFile("wrong", "Whole hours!", ".py", [])).toBe("wrong-whole-hours.py");
    expect(solutionFile("good", "", ".py", ["good.py"])).toBe("good-2.py");
  });
});

describe("a new project", () => {
  it("says how its tests run, where that is known", () => {
    expect(startingFiles("project", "Desk", "pytest -q")["task.yaml"]).toContain(
      'project:\n  python:\n    run: "pytest -q"\n    open: [work.py]\n',
    );
    expect(startingFiles("project", "Desk")["task.yaml"]).toContain("  python:\n    open: [work.py]\n");
  });
});

describe("an address", () => {
  it.each([
    ["Parking fee", "parking-fee"],
    ["  Ünïcode & Söhne ", "unicode-sohne"],
    ["<script>alert(1)</script>", "script-alert-1-script"],
    ["日本", ""],
  ])("is suggested from %s", (title, slug) => expect(suggested(title)).toBe(slug));

  it("says what is wrong with it", () => {
    expect(slugTrouble("parking-fee")).toBe("");
    expect(slugTrouble("Parking fee")).toBe("Small letters, digits and hyphens.");
    expect(slugTrouble("new")).not.toBe("");
    expect(slugTrouble("")).not.toBe("");
  });
});
