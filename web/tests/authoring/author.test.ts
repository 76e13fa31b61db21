import { describe, expect, it } from "vitest";
import { Author } from "../../src/authoring/author";
import type { Saved, Theirs, Workshop } from "../../src/authoring/workshop";
import type { Answer } from "../../src/core/authoring/answers";
import * as drafts from "../../src/core/authoring/draft";
import type { Files } from "../../src/core/authoring/starting";
import type { Edit } from "../../src/core/authoring/tree";
import { edited } from "../../src/core/authoring/tree";
import type { Json } from "../../src/core/json";

const MOST = 1000;
const FILES: Files = { "task.yaml": '{"title":"Fees","kind":"function"}', "statement.md": "Pay.\n" };

/** Keeps JSON in the place of YAML, so that an edit can be seen in a file's text. */
class Fake implements Workshop {
  reached = true;
  drafts: Files[] = [];
  folder: Theirs = { is: "conflict", version: "v1", files: FILES };
  refuses = "";
  edits: (readonly Edit[])[] = [];

  async open(): Promise<{ files: Files; version: string; draft: null }> {
    await this.way();
    return { files: this.folder.files, version: this.folder.version, draft: null };
  }

  async check(_slug: string, files: Files): Promise<Answer> {
    await this.way();
    const value = JSON.parse(files["task.yaml"] ?? "{}") as Json;
    return { problems: [], notes: [], loads: true, task: null, documents: { "task.yaml": { value, lines: [] } } };
  }

  async edit(
    files: Files,
    edits: readonly Edit[],
  ): Promise<{ is: "files"; files: Files } | { is: "refused"; message: string }> {
    await this.way();
    this.edits.push(edits);
    if (this.refuses !== "") return { is: "refused", message: this.refuses };
    let tree = JSON.parse(files["task.yaml"] ?? "{}") as Json;
    for (const each of edits) tree = edited(tree, each);
    return { is: "files", files: { ...files, "task.yaml": JSON.stringify(tree) } };
  }

  async save(_slug: string, base: string, files: Files): Promise<Saved> {
    await this.way();
    if (base !== this.folder.version) return this.folder;
    this.folder = { is: "conflict", version: `${base}+`, files };
    return { is: "saved", version: this.folder.version };
  }

  async keep(_slug: string, draft: { files: Files }): Promise<{ is: "refused"; message: string } | null> {
    await this.way();
    if (JSON.stringify(draft.files).length > MOST) return { is: "refused", message: "It is too long. Shorten it." };
    this.drafts.push(draft.files);
    return null;
  }

  async drop(): Promise<void> {
    await this.way();
  }

  async preview(texts: readonly string[]): Promise<readonly string[]> {
    await this.way();
    return texts;
  }

  private way(): Promise<void> {
    return this.reached ? Promise.resolve() : Promise.reject(new Error("offline"));
  }
}

async function opened(workshop: Fake): Promise<Author> {
  const found = await workshop.open();
  const author = new Author(workshop, [], "fees", drafts.opened(found.files, found.version, found.files));
  await author.settle();
  return author;
}

describe("a task being written", () => {
  it("has what was typed in the file, and as a draft, before it is saved", async () => {
    const workshop = new Fake();
    const author = await opened(workshop);
    author.put("task.yaml", ["title"], "Tolls");
    author.write("statement.md", "Pay now.\n");
    expect(author.unsaved.value).toBe(true);
    await author.settle();
    expect(workshop.drafts.at(-1)).toEqual({
      "task.yaml": '{"title":"Tolls","kind":"function"}',
      "statement.md": "Pay now.\n",
    });
    expect(author.kept.value).toBe("kept");
    expect(await author.save()).toBe(true);
    expect([author.unsaved.value, workshop.folder.files["statement.md"]]).toEqual([false, "Pay now.\n"]);
  });

  it("sends what was typed letter by letter as one edit", async () => {
    const workshop = new Fake();
    const author = await opened(workshop);
    for (const title of ["T", "To", "Tolls"]) author.put("task.yaml", ["title"], title);
    await author.settle();
    expect(workshop.edits).toEqual([[{ op: "set", file: "task.yaml", path: ["title"], value: "Tolls" }]]);
  });

  it("says that nothing is kept while the server is away, and loses nothing", async () => {
    const workshop = new Fake();
    const author = await opened(workshop);
    workshop.reached = false;
    author.put("task.yaml", ["title"], "Tolls");
    await author.settle();
    expect(author.kept.value).toBe("unkept");
    expect(await author.save()).toBe(false);
    expect(author.trouble.value).toContain("cannot be reached");
    workshop.reached = true;
    await author.settle();
    expect(author.kept.value).toBe("kept");
    expect(author.text("task.yaml")).toContain("Tolls");
  });

  it("says that a draft is too much to be kept, not that the server is away, and keeps it when it is less", async () => {
    const author = await opened(new Fake());
    author.write("statement.md", "x".repeat(MOST));
    await author.settle();
    expect(author.kept.value).toBe("refused");
    expect(author.trouble.value).toBe("It is too long. Shorten it.");
    author.write("statement.md", "Shorter.\n");
    await author.settle();
    expect(author.kept.value).toBe("kept");
    expect(author.trouble.value).toBe("");
  });

  it("shows what somebody else saved meanwhile, and goes on from there", async () => {
    const workshop = new Fake();
    const author = await opened(workshop);
    workshop.folder = { is: "conflict", version: "v2", files: { ...FILES, "statement.md": "Theirs.\n" } };
    author.write("statement.md", "Mine.\n");
    expect(await author.save()).toBe(false);
    const theirs = author.conflict.value;
    expect(theirs?.files["statement.md"]).toBe("Theirs.\n");
    if (theirs === null) return;
    author.settleConflict(theirs, { ...FILES, "statement.md": "Both.\n" });
    expect(await author.save()).toBe(true);
    expect(workshop.folder.files["statement.md"]).toBe("Both.\n");
  });

  it("takes nobody’s address: a new task where there is one already says so", async () => {
    const workshop = new Fake();
    const author = await opened(workshop);
    author.isNew.value = true;
    author.slug.value = "tolls";
    workshop.folder = { is: "conflict", version: "v2", files: FILES };
    expect(await author.save()).toBe(false);
    expect(author.conflict.value).toBe(null);
    expect(author.trouble.value).toContain("There is a task at “tolls” already; nothing is written over it.");
  });

  it("knows what a draft began from only as long as nobody saved since", () => {
    const old = drafts.opened({ ...FILES, "statement.md": "Mine.\n" }, "v0", FILES);
    expect(new Author(new Fake(), [], "tolls", old, "", "v1").base()).toBe(null);
    const author = new Author(new Fake(), [], "tolls", old, "", "v0");
    expect(author.base()).toEqual(FILES);
    author.settleConflict({ is: "conflict", version: "v2", files: {} }, FILES);
    expect(author.base()).toEqual({});
  });

  it("tells why an edit cannot be done, and shows what the file says", async () => {
    const workshop = new Fake();
    const author = await opened(workshop);
    workshop.refuses = "task.yaml cannot be changed here: line 2 is no YAML.";
    author.put("task.yaml", ["title"], "Tolls");
    await author.settle();
    expect(author.trouble.value).toBe(workshop.refuses);
    expect(author.at("task.yaml", ["title"])).toBe("Fees");
  });

  it("takes a file out, and puts it back", async () => {
    const author = await opened(new Fake());
    author.takeOut("statement.md");
    expect(author.draft.value.files["statement.md"]).toBeUndefined();
    author.said.value?.undo?.();
    expect(author.text("statement.md")).toBe("Pay.\n");
  });

  it("goes back to what is saved, and from there to what was typed", async () => {
    const author = await opened(new Fake());
    author.put("task.yaml", ["title"], "Tolls");
    author.write("statement.md", "Mine.\n");
    await author.settle();
    await author.discard();
    await author.settle();
    expect([author.text("statement.md"), author.at("task.yaml", ["title"])]).toEqual(["Pay.\n", "Fees"]);
    expect(author.unsaved.value).toBe(false);
    author.said.value?.undo?.();
    await author.settle();
    expect([author.text("statement.md"), author.at("task.yaml", ["title"])]).toEqual(["Mine.\n", "Tolls"]);
    expect(author.unsaved.value).toBe(true);
  });

  it("says no longer that it could not be saved once the server is there again", async () => {
    const workshop = new Fake();
    const author = await opened(workshop);
    workshop.reached = false;
    author.write("statement.md", "Mine.\n");
    expect(await author.save()).toBe(false);
    workshop.reached = true;
    await author.settle();
    expect(author.trouble.value).toBe("");
  });
});
