import { describe, expect, it } from "vitest";
import { parseMarkdown, plainText, unwrapped } from "../../src/core/markdown";

const TABLE = "Rooms:\n| name | `seats` |\n|:-----|------:|\n| **A** | 4 |\n| B \\| C | 6 |\nand so on";

describe("a table in Markdown", () => {
  it("has its head, its rows and nothing of what stands around it", () => {
    const [table, after] = parseMarkdown(TABLE.split("\n").slice(1).join("\n"));
    expect(table).toEqual({
      is: "table",
      head: [[{ is: "text", text: "name" }], [{ is: "code", text: "seats" }]],
      rows: [
        [[{ is: "strong", inner: [{ is: "text", text: "A" }] }], [{ is: "text", text: "4" }]],
        [[{ is: "text", text: "B | C" }], [{ is: "text", text: "6" }]],
      ],
    });
    expect(after).toMatchObject({ is: "paragraph" });
  });

  it("ends the paragraph that it follows", () => {
    expect(parseMarkdown(TABLE).map((block) => block.is)).toEqual(["paragraph", "table", "paragraph"]);
  });

  it("keeps its lines when an author's lines are joined", () => {
    expect(unwrapped(`one\ntwo\n\n${TABLE}`).split("\n").slice(0, 6)).toEqual([
      "one two",
      "",
      "Rooms:",
      "| name | `seats` |",
      "|:-----|------:|",
      "| **A** | 4 |",
    ]);
  });

  it("reads as words, and is a paragraph without its line of dashes", () => {
    expect(plainText("| a | b |\n|---|---|\n| 1 | 2 |")).toBe("a, b; 1, 2");
    expect(parseMarkdown("| a | b |\n| 1 | 2 |")).toMatchObject([{ is: "paragraph" }]);
  });
});
