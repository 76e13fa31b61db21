import { describe, expect, it } from "vitest";
import { GapText } from "../../src/core/gapText";
import { excerptIn, MOST_FINDINGS, Search, type Query, type TextEdit } from "../../src/core/search";
import { chance, someEdits, spliced, type Character } from "./looking";

const FILE = "slots/solution.py";

function edit(at: number, ...splices: readonly (readonly [at: number, deleted: number, inserted: string])[]): TextEdit {
  const told = splices.map(([from, deleted, inserted]) => ({ file: FILE, at: from, deleted, inserted }));
  return { at, by: "candidate", splices: told };
}

function searched(query: string, edits: readonly TextEdit[], sameCase = false): Search {
  const search = new Search({ text: query, sameCase });
  for (const each of edits) search.step(each);
  return search;
}

/** What a finding is, told in short: when and where it came, at how many places, and when it went. */
function told(search: Search): readonly string[] {
  return search.found.map((each) => {
    const until = each.gone ? `until ${each.gone.at}` : `${each.left} left`;
    return `${each.at} ${each.file} ${each.from} line ${each.line} x${each.places} ${until}`;
  });
}

describe("a text with a gap", () => {
  it("is what a plain text would be, after any splices", () => {
    const random = chance(5);
    let plain = "one\ntwo";
    const text = new GapText(plain);
    for (let step = 0; step < 3000; step += 1) {
      const at = random(plain.length + 1);
      const deleted = random(2) === 0 ? random(6) : 0;
      const inserted = random(40) === 0 ? "long ".repeat(2000) : (["x", "\n", "😀\n", ""][random(4)] ?? "");
      if (plain.length > 30_000) text.splice(0, 29_000, "");
      if (plain.length > 30_000) plain = plain.slice(29_000);
      const from = Math.min(at, plain.length);
      plain = plain.slice(0, from) + inserted + plain.slice(from + deleted);
      text.splice(from, deleted, inserted);
      const [some, other] = [random(plain.length + 1), random(plain.length + 1)];
      expect(text.length).toBe(plain.length);
      expect(text.slice(some, other)).toBe(some < other ? plain.slice(some, other) : "");
      expect(text.lineAt(some)).toBe(plain.slice(0, some).split("\n").length);
      expect(text.lineStart(some, 1e9)).toBe(plain.slice(0, some).lastIndexOf("\n") + 1);
      expect(text.lineEnd(some, 1e9)).toBe(some + (/^[^\n]*/.exec(plain.slice(some))?.[0].length ?? 0));
    }
    expect(text.toString()).toBe(plain);
  });
});

describe("searching through all moments", () => {
  it("finds what was deleted later, and says when", () => {
    const search = searched("bisect", [
      edit(10, [0, 0, "import "]),
      edit(20, [7, 0, "bisect"]),
      edit(90, [7, 6, "heapq"]),
    ]);
    expect(search.found).toEqual([
      {
        number: 0,
        at: 20,
        by: "candidate",
        file: FILE,
        line: 1,
        from: 7,
        length: 6,
        excerpt: { before: "import ", match: "bisect", after: "" },
        places: 1,
        left: 0,
        gone: { at: 90, by: "candidate" },
      },
    ]);
  });

  it("does not find again what only moves", () => {
    const typed = [edit(1, [0, 0, "x = max(a)\n"]), edit(2, [0, 0, "# one\n# two\n"]), edit(3, [0, 5, ""])];
    expect(told(searched("max", typed))).toEqual(["1 slots/solution.py 4 line 1 x1 1 left"]);
    const moved = [edit(1, [0, 0, "max\nmin\n"]), edit(2, [0, 4, ""], [4, 0, "max\n"]), edit(3, [0, 8, "min\nmax\n"])];
    expect(told(searched("max", moved))).toEqual(["1 slots/solution.py 0 line 1 x1 1 left"]);
  });

  it("is one moment when it comes at several places at once, and ends with the last of them", () => {
    const edits = [edit(1, [0, 0, "for a\nfor b\nfor c"]), edit(2, [0, 6, ""]), edit(3, [0, 11, ""])];
    expect(told(searched("for", edits.slice(0, 2)))).toEqual(["1 slots/solution.py 0 line 1 x3 2 left"]);
    expect(told(searched("for", edits))).toEqual(["1 slots/solution.py 0 line 1 x3 until 3"]);
  });

  it("leaves the case alone when asked to", () => {
    const typed = [edit(1, [0, 0, "Storm storm"])];
    expect(searched("storm", typed).found[0]?.places).toBe(2);
    expect(searched("STORM", typed).found[0]?.places).toBe(2);
    expect(searched("storm", typed, true).found[0]?.places).toBe(1);
  });

  it("reads line breaks in a query as those of the text, of either kind", () => {
    expect(searched("a\nb", [edit(1, [0, 0, "a\r\nb a\nb"])]).found[0]?.places).toBe(2);
    expect(searched("a\r\nb", [edit(1, [0, 0, "a\nb"])]).found).toHaveLength(1);
    expect(searched("\n", [edit(1, [0, 0, "a\r\nb"])]).found[0]?.places).toBe(1);
  });

  it("finds emoji and spaces, and nothing for nothing", () => {
    expect(searched("😀 a", [edit(1, [0, 0, "x 😀"]), edit(2, [4, 0, " a"])]).found[0]?.from).toBe(2);
    expect(searched("", [edit(1, [0, 0, "x"])]).found).toEqual([]);
  });

  it("says of what was there at the start that nobody came with it", () => {
    const search = new Search({ text: "def", sameCase: false });
    search.start(5000, new Map([[FILE, "def f():"]]));
    expect(search.found[0]).toMatchObject({ at: 5000, by: "", line: 1 });
  });

  it("stops at too many moments", () => {
    const search = searched(
      "a",
      Array.from({ length: MOST_FINDINGS + 9 }, (_, at) => edit(at, [0, 0, "a"])),
    );
    expect(search.full).toBe(true);
    expect(search.found).toHaveLength(MOST_FINDINGS);
  });

  it("cuts long lines around the match", () => {
    const [found] = searched("needle", [edit(1, [0, 0, `${"h".repeat(500)}needle${"y".repeat(500)}`])]).found;
    expect(found?.excerpt.before).toBe("h".repeat(60));
    expect(found?.excerpt.after).toBe("y".repeat(60));
  });

  it("finds in a plain text its first line", () => {
    const query = { text: "Error", sameCase: false };
    expect(excerptIn("one\nsome error here", query)).toEqual({
      line: 2,
      excerpt: { before: "some ", match: "error", after: " here" },
    });
    expect(excerptIn("fine", query)).toBeNull();
  });
});

/** The slow way: every text is searched as a whole before and after every splice. */
function naive(query: Query, edits: readonly TextEdit[]): readonly string[] {
  const fold = (text: string): string => {
    if (query.sameCase) return text;
    return text.replace(/./gsu, (one) => (one.length === one.toLowerCase().length ? one.toLowerCase() : one));
  };
  const texts = new Map<string, readonly Character[]>();
  const owner = new Map<string, number>();
  const all: {
    at: number;
    file: string;
    from: number;
    line: number;
    places: number;
    left: number;
    gone: number | null;
  }[] = [];
  const form = fold(query.text);
  const forms = [...new Set([form, form.slice(0, 1) + form.slice(1).replaceAll("\n", "\r\n")])];
  const keys = (file: string): readonly string[] => {
    const text = texts.get(file) ?? [];
    const plain = fold(text.map((each) => each.unit).join(""));
    return text.flatMap((_, at) => {
      const hit = forms.find((each) => plain.startsWith(each, at));
      return hit
        ? [
            text
              .slice(at, at + hit.length)
              .map((each) => each.id)
              .join(),
          ]
        : [];
    });
  };
  let ids = 0;
  for (const each of edits) {
    for (const file of new Set(each.splices.map((splice) => splice.file))) {
      const [ended, begun] = [new Set<string>(), new Set<string>()];
      for (const splice of each.splices.filter((one) => one.file === file)) {
        const before = keys(file);
        texts.set(
          file,
          spliced(texts.get(file) ?? [], each, splice, () => ids++),
        );
        const after = keys(file);
        for (const key of before) if (!after.includes(key) && !begun.delete(key)) ended.add(key);
        for (const key of after) if (!before.includes(key)) begun.add(key);
      }
      const old = [...ended].map((key) => owner.get(key) ?? 0).sort((a, b) => a - b);
      const order = keys(file);
      const born = [...begun].sort((a, b) => order.indexOf(a) - order.indexOf(b));
      const fresh = born.slice(old.length);
      for (const [index, key] of born.slice(0, old.length).entries()) owner.set(key, old[index] ?? 0);
      for (const number of old.slice(born.length)) {
        const finding = all[number];
        if (!finding) continue;
        finding.left -= 1;
        if (finding.left === 0) finding.gone = each.at;
      }
      const [first] = fresh;
      if (first === undefined) continue;
      const text = texts.get(file) ?? [];
      const from = text.findIndex((one) => one.id === Number(first.split(",")[0]));
      const line = text.slice(0, from).filter((one) => one.unit === "\n").length + 1;
      for (const key of fresh) owner.set(key, all.length);
      all.push({ at: each.at, file, from, line, places: fresh.length, left: fresh.length, gone: null });
    }
  }
  return all.map((each) => {
    const until = each.gone === null ? `${each.left} left` : `until ${each.gone}`;
    return `${each.at} ${each.file} ${each.from} line ${each.line} x${each.places} ${until}`;
  });
}

describe("the quick search and the slow one", () => {
  const queries = ["a", "ab", "aa", "😀", "a\nb", "\n", "\na", "b ", "é", "σ", "abab", "xx\nab\nab"];
  for (const [seed, text] of queries.entries()) {
    for (const sameCase of [false, true]) {
      it(`agree on ${JSON.stringify(text)}${sameCase ? ", case and all" : ""}`, () => {
        const edits = someEdits(400, 31 + seed);
        const search = searched(text, edits, sameCase);
        expect(told(search)).toEqual(naive({ text, sameCase }, edits));
        if (text !== "xx\nab\nab" && !(text === "σ" && sameCase)) expect(search.found.length).toBeGreaterThan(0);
      });
    }
  }
});
