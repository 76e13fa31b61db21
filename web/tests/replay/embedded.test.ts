/** The track that a page carries: what is packed comes out, and what is damaged is missing. */
import { gzipSync } from "node:zlib";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Rejection } from "../../src/core/read";
import { finish } from "../../src/core/track";
import { checking } from "../../src/core/verify";
import { EmbeddedTrack } from "../../src/replay/embedded";
import { unpacked, type Parts } from "../../src/replay/parts";

interface Golden {
  readonly index: string;
  readonly chunks: readonly string[];
  readonly sheets: Readonly<Record<string, string>>;
  readonly proof: string;
}

const golden = (
  JSON.parse(readFileSync(new URL("../../../tests/wire/sealed.json", import.meta.url), "utf8")) as {
    readonly host: Golden;
  }
).host;

function packed(text: string): string {
  return gzipSync(text).toString("base64");
}

/** The golden copy as parts of a page, with the talk in two parts; some of them otherwise. */
function parts(changes: Readonly<Record<string, string | undefined>> = {}): Parts {
  const lines = golden.index.split("\n").slice(0, -1);
  const all: Record<string, string | undefined> = {
    page: "{}",
    "index-0": `${lines[0] ?? ""}\n`,
    "index-1": lines
      .slice(1, 9)
      .map((line) => `${line}\n`)
      .join(""),
    "index-2": lines
      .slice(9)
      .map((line) => `${line}\n`)
      .join(""),
    ...Object.fromEntries(golden.chunks.map((text, n) => [`chunk-${n}`, text])),
    ...Object.fromEntries(Object.entries(golden.sheets).map(([run, text]) => [`sheet-${run}`, text])),
    proof: golden.proof,
  };
  const page = new Map<string, string>();
  for (const [id, text] of Object.entries(all)) if (text !== undefined) page.set(id, packed(text));
  for (const [id, text] of Object.entries(changes)) {
    if (text === undefined) page.delete(id);
    else page.set(id, text);
  }
  return {
    ids: () => [...page.keys()],
    read: async (id) => {
      const text = page.get(id);
      return text === undefined ? null : unpacked(text);
    },
  };
}

describe("an offline file's track", () => {
  it("is the one that was packed, and is what was sealed", async () => {
    const track = new EmbeddedTrack(parts());
    const index = await track.index();
    expect(index).not.toBeInstanceOf(Rejection);
    expect(await track.index()).toBe(index);
    const copy = await track.copy();
    expect(copy).toEqual({ index: golden.index, chunks: golden.chunks, sheets: golden.sheets, proof: golden.proof });
    expect(finish(checking(copy)).findings).toEqual([]);
    expect(await track.chunk(0)).toMatchObject({ n: 0 });
    expect(await track.sheet("r1")).toHaveLength(3);
  });

  it("says what is damaged, and plays the rest", async () => {
    const track = new EmbeddedTrack(
      parts({ "chunk-2": "AAAA", "index-1": "not base64!", "sheet-r2": packed("x").slice(4) }),
    );
    expect(await track.index()).not.toBeInstanceOf(Rejection);
    expect(await track.chunk(2)).toBeInstanceOf(Rejection);
    expect(await track.chunk(9)).toBeInstanceOf(Rejection);
    expect(await track.sheet("r2")).toBeInstanceOf(Rejection);
    const found = finish(checking(await track.copy())).findings.map((each) => each.words);
    expect(found.some((words) => words.startsWith("A line of the index, between 00:00 and"))).toBe(true);
    expect(found).toContain("Chunk 2, between 00:35 and 01:13, cannot be read.");
  });

  it("cannot be played without the first line of its index", async () => {
    const track = new EmbeddedTrack(parts({ "index-0": undefined }));
    expect(await track.index()).toBeInstanceOf(Rejection);
    expect((await track.copy()).index).toBeNull();
  });

  it("has no proof where it was made before the seal", async () => {
    expect((await new EmbeddedTrack(parts({ proof: undefined })).copy()).proof).toBeNull();
  });
});
