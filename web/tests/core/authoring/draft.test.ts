import { describe, expect, it } from "vitest";
import * as drafts from "../../../src/core/authoring/draft";
import type { Edit } from "../../../src/core/authoring/tree";

const FILES = { "task.yaml": "title: Fees # ours\n", "statement.md": "Pay.\n" };

function title(value: string): Edit {
  return { op: "set", file: "task.yaml", path: ["title"], value };
}

function opened(): drafts.Draft {
  const draft = drafts.opened(FILES, "v1", FILES);
  return drafts.read(draft, draft.revision, { "task.yaml": { title: "Fees" } });
}

describe("a draft", () => {
  it("shows an edit at once, and has its text when the server has written it", () => {
    const edited = drafts.edit(opened(), [title("Tolls")]);
    expect(edited.documents["task.yaml"]).toEqual({ title: "Tolls" });
    expect(edited.files).toEqual(FILES);
    expect(drafts.isUnsaved(edited)).toBe(true);
    const done = drafts.written(drafts.sending(edited), { ...FILES, "task.yaml": "title: Tolls # ours\n" });
    expect(done.files["task.yaml"]).toBe("title: Tolls # ours\n");
    expect(done.pending).toEqual([]);
  });

  it("keeps what is typed while an edit is on its way", () => {
    let draft = drafts.sending(drafts.edit(opened(), [title("Tolls")]));
    draft = drafts.edit(draft, [title("Taxes")]);
    draft = drafts.write(draft, "statement.md", "Pay now.\n");
    draft = drafts.written(draft, { ...FILES, "task.yaml": "title: Tolls # ours\n" });
    expect(draft.pending).toEqual([title("Taxes")]);
    expect(draft.files).toEqual({ "task.yaml": "title: Tolls # ours\n", "statement.md": "Pay now.\n" });
    expect(draft.documents["task.yaml"]).toEqual({ title: "Taxes" });
  });

  it("sends an edit again where the file's own text was typed meanwhile", () => {
    let draft = drafts.sending(drafts.edit(opened(), [title("Tolls")]));
    draft = drafts.write(draft, "task.yaml", "title: Fees\nminutes: 20\n");
    draft = drafts.written(draft, { ...FILES, "task.yaml": "title: Tolls # ours\n" });
    expect(draft.files["task.yaml"]).toBe("title: Fees\nminutes: 20\n");
    expect(draft.pending).toEqual([title("Tolls")]);
  });

  it("keeps its edits when the server cannot be reached, and gives them up when they cannot be done", () => {
    const sent = drafts.sending(drafts.edit(opened(), [title("Tolls")]));
    expect(drafts.notSent(sent).pending).toEqual([title("Tolls")]);
    const refused = drafts.refused(sent);
    expect(refused.pending).toEqual([]);
    expect([...refused.unread]).toEqual(["task.yaml"]);
  });

  it("takes no trees that were read from an older text", () => {
    const before = opened();
    const typed = drafts.write(before, "task.yaml", "title: Tolls\n");
    expect(drafts.read(typed, before.revision, { "task.yaml": {} }).documents).toEqual(before.documents);
    expect(drafts.read(typed, typed.revision, { "task.yaml": { title: "Tolls" } }).documents).toEqual({
      "task.yaml": { title: "Tolls" },
    });
  });

  it("knows what differs from the folder", () => {
    let draft = drafts.write(opened(), "guide.md", "## Hints\n");
    draft = drafts.rename(draft, "statement.md", "part-2.md");
    expect(drafts.changedPaths(draft)).toEqual(["guide.md", "part-2.md", "statement.md"]);
    draft = drafts.takeOut(drafts.rename(draft, "part-2.md", "statement.md"), "guide.md");
    expect(drafts.isUnsaved(draft)).toBe(false);
    const saved = drafts.saved(drafts.write(draft, "guide.md", "x"), "v2", { ...FILES, "guide.md": "x" });
    expect([saved.base, drafts.isUnsaved(saved)]).toEqual(["v2", false]);
  });
});
