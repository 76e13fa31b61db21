import { describe, expect, it } from "vitest";
import { Texts } from "../../src/core/texts";
import type { Line } from "../../src/core/track";
import { event } from "../people";
import { chance } from "../replay/madeTrack";

const FILE = "slots/solution.py";

function edit(by: string, at: number, deleted: number, inserted: string, file = FILE): Line {
  return { kind: "edited", at: 1000, by, splices: [{ file, at, deleted, inserted }] };
}

function point(by: string, pointer: number, anchor: number, head = anchor): Line {
  return { kind: "pointed", at: 2000, by, pointers: [{ pointer, file: FILE, anchor, head }] };
}

function after(...lines: readonly Line[]): Texts {
  const texts = new Texts();
  for (const line of lines) texts.step(line);
  return texts;
}

const places = (texts: Texts): unknown => texts.pointers().map(({ pointer, anchor, head }) => [pointer, anchor, head]);
const authors = (texts: Texts): unknown => texts.authors(FILE).map(({ length, person, how }) => [length, person, how]);

describe("a text", () => {
  it("is what its splices make of it, and says who wrote each part and how", () => {
    const texts = after(
      edit("room", 0, 0, "def f():\r\n"),
      edit("candidate", 4, 1, "gé😀"),
      edit("host", 6, 0, "x".repeat(25)),
      edit("candidate", 4, 1, ""),
    );
    expect(texts.text(FILE)).toBe(`def é${"x".repeat(25)}😀():\r\n`);
    expect(authors(texts)).toEqual([
      [4, "room", 2],
      [1, "candidate", 0],
      [25, "host", 1],
      [2, "candidate", 0],
      [5, "room", 2],
    ]);
    expect(texts.length(FILE)).toBe(texts.text(FILE).length);
    expect([texts.text("other"), texts.authors("other"), texts.length("other")]).toEqual(["", [], 0]);
  });

  it("keeps half a surrogate pair, and takes a splice beyond its end as one at its end", () => {
    const texts = after(edit("candidate", 0, 0, "😀"), edit("candidate", 1, 1, ""), edit("host", 99, 7, "!"));
    expect(texts.text(FILE)).toBe("\ud83d!");
  });

  it("comes back out of a keyframe", () => {
    const texts = Texts.restore({
      texts: { [FILE]: "abc", empty: "" },
      authors: {
        [FILE]: [
          { length: 1, person: "room", how: 2 },
          { length: 2, person: "host", how: 1 },
        ],
        empty: [],
      },
      pointers: [{ pointer: 3, person: "host", file: FILE, anchor: 1, head: 2 }],
    });
    expect([texts.text(FILE), authors(texts), places(texts), texts.files()]).toEqual([
      "abc",
      [
        [1, "room", 2],
        [2, "host", 1],
      ],
      [[3, 1, 2]],
      [FILE, "empty"],
    ]);
  });

  it("is another one after a copy", () => {
    const one = after(edit("candidate", 0, 0, "ab"), point("candidate", 1, 1));
    const other = one.copy();
    one.step(edit("candidate", 1, 0, "one"));
    other.step(edit("host", 1, 0, "other"));
    expect([one.text(FILE), other.text(FILE)]).toEqual(["aoneb", "aotherb"]);
    expect([places(one), places(other)]).toEqual([[[1, 4, 4]], [[1, 6, 6]]]);
  });

  it("says after thousands of splices what a string says that is cut and joined", () => {
    const random = chance(3);
    const texts = after(edit("room", 0, 0, "x".repeat(60_000)));
    let plain = "x".repeat(60_000);
    for (let each = 0; each < 2048; each += 1) {
      const at = Math.floor(random() * 60_000);
      texts.step(edit("candidate", at, 1, "yz"));
      plain = `${plain.slice(0, at)}yz${plain.slice(at + 1)}`;
    }
    expect(texts.text(FILE)).toBe(plain);
  });
});

describe("a cursor", () => {
  it("moves with the text, and stands before the character on its right", () => {
    const texts = after(edit("room", 0, 0, "0123456789"), ...[2, 3, 4, 5, 6].map((at) => point("host", at, at)));
    texts.step(edit("candidate", 3, 2, "abc"));
    expect(places(texts)).toEqual([
      [2, 2, 2],
      [3, 6, 6],
      [4, 6, 6],
      [5, 6, 6],
      [6, 7, 7],
    ]);
  });

  it("tells a move of its owner from a text that moved beneath it", () => {
    const texts = after(edit("room", 0, 0, "0123"), point("host", 1, 2));
    texts.step(edit("candidate", 0, 0, "a"));
    expect(texts.pointers()[0]).toMatchObject({ head: 3, moved: 2000, person: "host" });
    expect([texts.typed("candidate"), texts.typed("host")]).toEqual([1000, null]);
  });

  it("goes when its page says so, with its owner, and all with the server", () => {
    const texts = after(edit("room", 0, 0, "0123"), point("host", 1, 1), point("candidate", 2, 2), point("host", 3, 3));
    texts.step({ kind: "pointed", at: 3000, by: "host", pointers: [{ pointer: 3, file: null }] });
    expect(places(texts)).toEqual([
      [1, 1, 1],
      [2, 2, 2],
    ]);
    texts.hear(event(9, "host", "left", {}));
    expect(places(texts)).toEqual([[2, 2, 2]]);
    texts.hear(event(10, "room", "ended", {}));
    texts.hear(event(10, "room", "interrupted", {}));
    expect(places(texts)).toEqual([]);
  });
});
