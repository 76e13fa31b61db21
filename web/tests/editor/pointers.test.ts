import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { change } from "../../src/editor/bindShown";
import { locate, PointerBook } from "../../src/editor/pointers";

const CAM = { id: "candidate", name: "Cam", role: "candidate" } as const;

function docWith(text: string): { doc: Y.Doc; at: (index: number) => unknown } {
  const doc = new Y.Doc();
  const shared = doc.getText("a/x.py");
  shared.insert(0, text);
  return {
    doc,
    at: (index) => Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(shared, index)) as unknown,
  };
}

describe("cursors out of awareness", () => {
  it("move with the text before them", () => {
    const { doc, at } = docWith("hello");
    const [pointer] = new PointerBook().read([[7, { cursor: { anchor: at(1), head: at(4) } }]], () => CAM);
    doc.getText("a/x.py").insert(0, ">> ");
    expect(pointer && locate(pointer, doc)).toEqual({ anchor: 4, head: 7 });
  });

  it("count only the moves of their owner", () => {
    const { at } = docWith("hello");
    const book = new PointerBook();
    const moves = (state: unknown): number | undefined => book.read([[7, state]], () => CAM)[0]?.moves;
    const first = { cursor: { anchor: at(1), head: at(1) }, typing: true };
    expect(moves(first)).toBe(1);
    expect(moves({ ...first, typing: false })).toBe(1);
    expect(moves({ cursor: { anchor: at(2), head: at(2) } })).toBe(2);
  });

  it("of clients that the server does not know are nobody's", () => {
    const { at } = docWith("hello");
    expect(new PointerBook().read([[7, { cursor: { anchor: at(1), head: at(1) } }]], () => null)).toEqual([]);
  });

  it.each([
    [null],
    ["cursor"],
    [{}],
    [{ cursor: null }],
    [{ cursor: { anchor: 1, head: 2 } }],
    [{ cursor: { anchor: { tname: "a/x.py" }, head: { tname: 7 } } }],
  ])("that are nonsense are left out: %j", (state) => {
    expect(new PointerBook().read([[7, state]], () => CAM)).toEqual([]);
  });

  it.each([
    [{ tname: "a/x.py", item: "x" }],
    [{ tname: "a/x.py", item: { client: -1, clock: "y" } }],
    [{ tname: "a/x.py", item: { client: 999, clock: 5 } }],
    [{ tname: "unknown/file", item: null }],
    [{ tname: "a/x.py", type: { client: 1, clock: 1 }, item: null }],
  ])("that point at nothing are nowhere, and add nothing to the document: %j", (position) => {
    const { doc } = docWith("hello");
    const [pointer] = new PointerBook().read([[7, { cursor: { anchor: position, head: position } }]], () => CAM);
    const span = pointer ? locate(pointer, doc) : null;
    expect(span === null || (span.head >= 0 && span.head <= 5)).toBe(true);
    expect([...doc.share.keys()]).toEqual(["a/x.py"]);
  });
});

describe("the one stretch in which two texts differ", () => {
  it.each([
    ["", "abc"],
    ["abc", ""],
    ["abc", "abXc"],
    ["aaa", "aa"],
    ["one two", "one 2 two"],
    ["same", "same"],
    ["x😀y", "x😃y"],
  ])("%j to %j", (before, next) => {
    const { from, to, insert } = change(before, next);
    expect(before.slice(0, from) + insert + before.slice(to)).toBe(next);
  });
});
