/** The golden copies that the server's tests hold too: what is sound here and there, and what is found where. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { finish } from "../../src/core/track";
import { checking, type Checked, type Copy } from "../../src/core/verify";

interface Golden {
  readonly index: string;
  readonly chunks: readonly string[];
  readonly sheets: Readonly<Record<string, string>>;
  readonly proof: string;
  readonly fingerprint: string;
  readonly damages: Readonly<Record<string, readonly string[]>>;
}

const golden = JSON.parse(readFileSync(new URL("../../../tests/wire/sealed.json", import.meta.url), "utf8")) as Record<
  "host" | "candidate",
  Golden
>;

function check(copy: Copy): Checked {
  return finish(checking(copy));
}

function words(copy: Copy): readonly string[] {
  return check(copy).findings.map((each) => each.words);
}

/** The text after one bit of its UTF-8 has changed. */
function flipped(text: string, at: number, bit: number): string {
  const bytes = new TextEncoder().encode(text);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
  return new TextDecoder().decode(bytes);
}

function put(copy: Copy, part: string, change: (text: string) => string): Copy {
  const [kind = "", id = ""] = part.split(" ");
  switch (kind) {
    case "index":
      return { ...copy, index: change(copy.index ?? "") };
    case "proof":
      return { ...copy, proof: change(copy.proof ?? "") };
    case "chunk":
      return { ...copy, chunks: copy.chunks.map((text, n) => (n === Number(id) ? change(text ?? "") : text)) };
    default:
      return { ...copy, sheets: { ...copy.sheets, [id]: change(copy.sheets[id] ?? "") } };
  }
}

describe.each(["host", "candidate"] as const)("the %s's copy", (edition) => {
  const copy: Copy = golden[edition];

  it("is what was sealed", () => {
    const checked = check(copy);
    expect(checked.findings).toEqual([]);
    expect(checked).toMatchObject({ edition, fingerprint: golden[edition].fingerprint });
    expect(checked.statement?.room).toBe("k3v9x0q2m1ab");
    expect(checked.withheld).toBe(edition === "host" ? 0 : 5);
  });

  it.each(Object.entries(golden[edition].damages))(
    "with a flip in %s has found what the server finds",
    (where, found) => {
      const [, part = "", at, bit] = /^(.*), byte (\d+), bit (\d+)$/.exec(where) ?? [];
      expect(words(put(copy, part, (text) => flipped(text, Number(at), Number(bit))))).toEqual(found);
    },
  );

  it("says what is missing", () => {
    expect(words({ ...copy, index: null })).toEqual(["The index cannot be read, so nothing else can be checked."]);
    expect(words({ ...copy, chunks: [copy.chunks[0] ?? null, null, ...copy.chunks.slice(2)] })).toEqual([
      "Chunk 1, between 00:33 and 00:35, cannot be read.",
    ]);
    expect(words({ ...copy, chunks: [...copy.chunks, "more"] })).toEqual([
      "The index is not as it was: there are more chunks than it names.",
    ]);
    expect(words({ ...copy, proof: "{}" })).toEqual(["The proof is not as it was: it cannot be read."]);
    expect(words({ ...copy, proof: null })).toEqual(["The proof is not as it was: it is not there."]);
  });

  const header = JSON.parse(copy.index?.split("\n")[0] ?? "") as Record<string, unknown>;
  const told = (changes: object): Copy => {
    const rest = copy.index?.slice(copy.index.indexOf("\n")) ?? "";
    return { ...copy, index: JSON.stringify({ ...header, ...changes }) + rest };
  };

  it("is found to tell another past than its lines, however well the index fits", () => {
    const wrong = (what: string): string[] => [`The index is not as it was: ${what}.`];
    expect(words(told({}))).toEqual([]);
    expect(words(told({ title: "Another" }))).toEqual(
      wrong("its title or its names are not those that the interview was opened with"),
    );
    expect(words(told({ began: 5 }))).toEqual(wrong("it has another beginning than its lines"));
    expect(words(told({ live: true }))).toEqual(wrong("it says that the interview goes on"));
    expect(words(told({ files: [] }))).toEqual(wrong("its files or its counts do not follow from its lines"));
    expect(words(told({ activity: {} }))).toEqual(wrong("its files or its counts do not follow from its lines"));
    expect(words(told({ unreadable: 9 }))).toEqual(wrong("it counts other entries as unread than it has"));
    expect(words(told({ seal: null }))).toEqual(wrong("its fingerprint is not that of the statement"));
  });

  it("from before the seal is whole, and nobody signed it", () => {
    expect(check({ ...told({ seal: null }), proof: null })).toMatchObject({ findings: [], statement: null });
  });
});

interface Erased {
  readonly index: string;
  readonly chunks: readonly string[];
  readonly sheets: Readonly<Record<string, string>>;
  readonly proof: string;
  readonly erased: readonly (readonly [number, number])[];
  readonly forged: { readonly index: string; readonly chunks: readonly string[]; readonly found: readonly string[] };
}

const later = JSON.parse(
  readFileSync(new URL("../../../tests/wire/sealed-erased.json", import.meta.url), "utf8"),
) as Record<"host" | "candidate", Erased>;

describe.each(["host", "candidate"] as const)("the %s's copy after something was erased", (edition) => {
  const copy: Copy = later[edition];

  it("is what was sealed, and says how much was erased and when", () => {
    const checked = check(copy);
    expect(checked.findings).toEqual([]);
    expect(checked.erased.map(({ at, entries }) => [at, entries.length])).toEqual(later[edition].erased);
  });

  it("has nothing but blanks where something was erased", () => {
    const { index, chunks, found } = later[edition].forged;
    expect(words({ ...copy, index, chunks })).toEqual(found);
    expect(found.length).toBeGreaterThan(0);
  });

  it("needs what the house signed", () => {
    const proof = JSON.parse(copy.proof ?? "") as { erasures: { statement: string; signature: string }[] };
    const [signed] = proof.erasures;
    const other = { ...signed, statement: signed?.statement.replace("entries ", "entries 1,") };
    expect(words({ ...copy, proof: JSON.stringify({ ...proof, erasures: [other] }) })).toContain(
      "The proof is not as it was: what it says of erased entries was not signed by who sealed it.",
    );
    const elsewhere = { ...signed, statement: "greenroom-erased-1\n" };
    expect(words({ ...copy, proof: JSON.stringify({ ...proof, erasures: [elsewhere] }) })).toContain(
      "The proof is not as it was: what it says of erased entries is not about this interview.",
    );
    expect(words({ ...copy, proof: JSON.stringify({ ...proof, erasures: undefined }) })).toContain(
      "The proof is not as it was: it is for other withheld entries than the index has.",
    );
  });
});
