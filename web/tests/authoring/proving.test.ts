/** What the page says of a proof: also of one that is about other texts by now, and where the server is away. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Author } from "../../src/authoring/author";
import { Proving, type Ask } from "../../src/authoring/proving";
import type { Workshop } from "../../src/authoring/workshop";
import type { Answer } from "../../src/core/authoring/answers";
import * as drafts from "../../src/core/authoring/draft";
import { job, type Survivor } from "../../src/core/authoring/proof";
import { Rejection } from "../../src/core/read";

const GOLDEN = new URL("../../../tests/wire/proof.json", import.meta.url);
const golden = JSON.parse(readFileSync(GOLDEN, "utf8")) as { readonly done: object };
const FILES = { "statement.md": "Pay.\n" };
const MISTAKE: Survivor = { fingerprint: "f1", line: 2, what: "0 became 1", before: "0", after: "1" };

const quiet: Workshop = {
  open: () => Promise.resolve({ files: FILES, version: "v1", draft: null }),
  check: (): Promise<Answer> => Promise.resolve({ problems: [], notes: [], loads: true, task: null, documents: {} }),
  edit: (files) => Promise.resolve({ is: "files", files }),
  save: () => Promise.resolve({ is: "saved", version: "v2" }),
  keep: () => Promise.resolve(null),
  drop: () => Promise.resolve(),
  preview: (texts) => Promise.resolve(texts),
};

function page(ask: Ask, version = "v1"): { author: Author; proving: Proving } {
  const author = new Author(quiet, [], "fees", drafts.opened(FILES, version, FILES));
  return { author, proving: new Proving(author, ask) };
}

const away: Ask = () => Promise.reject(new Error("offline"));

describe("a proof on the page", () => {
  it("says that the server could not be asked", async () => {
    const { proving } = page(away);
    await proving.start();
    expect(proving.words.value).toBe("The server could not be asked. Try again in a moment.");
    proving.words.value = "";
    await proving.fill();
    expect(proving.words.value).toContain("could not be asked");
    await proving.cancel();
  });

  it("says of each mistake by itself what became of it", async () => {
    const refused = { status: 422, body: { message: "Save the task first.", field: "" } };
    const kept = { status: 200, body: { path: "solutions/wrong-a.py", text: "x" } };
    const answers = [refused, kept];
    const { author, proving } = page(() => Promise.resolve(answers.shift() ?? refused));
    await proving.decide(MISTAKE, "equivalent");
    expect(proving.decided.value.get("f1")).toEqual({ done: false, words: "Save the task first.", path: "" });
    await proving.decide(MISTAKE, "keep");
    expect(proving.decided.value.get("f1")).toMatchObject({ done: true, path: "solutions/wrong-a.py" });
    expect(author.text("solutions/wrong-a.py")).toBe("x");
  });

  it("is about other texts as soon as one is changed, and about these again when that is taken back", () => {
    const done = job({ ...golden.done, digest: "v1" }, "");
    if (done instanceof Rejection) throw new Error(done.why);
    const { author, proving } = page(away);
    expect(proving.stale.value).toBe(false);
    proving.job.value = done;
    expect(proving.stale.value).toBe(false);
    author.write("statement.md", "Pay now.\n");
    expect(proving.stale.value).toBe(true);
    author.write("statement.md", "Pay.\n");
    expect(proving.stale.value).toBe(false);
    const later = page(away, "v2");
    later.proving.job.value = done;
    expect(later.proving.stale.value).toBe(true);
  });
});
