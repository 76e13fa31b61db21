/** The format of the track: the golden ones that the server's tests hold too, and what is wrong with others. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Rejection } from "../../src/core/read";
import { scriptOf, take } from "../../src/core/script";
import { Texts } from "../../src/core/texts";
import { readChunk, readIndex, readSheet, type Index } from "../../src/core/track";

interface State {
  readonly after: number;
  readonly texts: Readonly<Record<string, string>>;
  readonly authors: Readonly<Record<string, readonly unknown[]>>;
  readonly pointers: Readonly<Record<string, readonly unknown[]>>;
}

interface Golden {
  readonly index: string;
  readonly chunks: readonly string[];
  readonly sheets: Readonly<Record<string, string>>;
  readonly states: readonly State[];
}

function golden(edition: string): Golden {
  const url = new URL(`../../../tests/wire/track-${edition}.json`, import.meta.url);
  return JSON.parse(readFileSync(url, "utf8")) as Golden;
}

function must<T>(read: T | Rejection): T {
  if (read instanceof Rejection) throw new Error(read.why);
  return read;
}

/** As a keyframe tells it. */
function told(texts: Texts): Omit<State, "after"> {
  const files = texts.files();
  const flat = (file: string): readonly unknown[] =>
    texts.authors(file).flatMap(({ length, person, how }) => [length, person, how]);
  return {
    texts: Object.fromEntries(files.map((file) => [file, texts.text(file)])),
    authors: Object.fromEntries(files.map((file) => [file, flat(file)])),
    pointers: Object.fromEntries(
      texts.pointers().map(({ pointer, person, file, anchor, head }) => [pointer, [person, file, anchor, head]]),
    ),
  };
}

describe.each(["host", "candidate"])("the %s’s golden track", (edition) => {
  const track = golden(edition);
  const index = must(readIndex(track.index));
  const chunks = track.chunks.map((text) => must(readChunk(text)));

  it("is read whole, and says what this page does not know", () => {
    expect([index.edition, index.events, index.chunks.length]).toEqual([edition, 70, chunks.length]);
    expect(index.skipped).toBe(index.unknown + index.unreadable);
    expect(index.talk.some((event) => event.kind === "note_written")).toBe(edition === "host");
    expect(chunks.map((chunk) => chunk.lines.length)).toEqual(index.chunks.map((chunk) => chunk.events));
  });

  it("has each run whole in its sheet", () => {
    const runs = Object.values(track.sheets).map((text) => must(readSheet(text)));
    expect(runs.map((events) => events[0]?.kind)).toEqual(runs.map(() => "run_started"));
    expect(JSON.stringify(runs)).toContain("seen by both");
  });

  it("comes to the states that the server came to, at each keyframe and in between", () => {
    const texts = new Texts();
    const states = new Map(track.states.map(({ after, ...state }) => [after, state] as const));
    expect(states.size).toBeGreaterThan(9);
    // Every number that is neither said nor withheld is a line: after it stands what the server says.
    const said = new Set(index.taken);
    let seq = index.chunks[0]?.seq ?? 0;
    let compared = 0;
    for (const [n, chunk] of chunks.entries()) {
      if (chunk.keyframe) expect(told(Texts.restore(chunk.keyframe))).toEqual(told(texts));
      for (const step of scriptOf(index, n, chunk)) {
        if (step.kind === "edited" || step.kind === "pointed") {
          do seq += 1;
          while (said.has(seq));
        } else seq = step.seq;
        take(texts, step);
        const state = states.get(seq);
        if (!state) continue;
        expect(told(texts)).toEqual(state);
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(4);
  });
});

describe("a track that is not well", () => {
  const { index, chunks, sheets } = golden("host");
  const why = (read: unknown): string => (read instanceof Rejection ? read.why : "read");

  it("names what cannot be read of its index", () => {
    const lines = index.split("\n");
    const broken = (line: number, by: string): string => lines.with(line, by).join("\n");
    expect(why(readIndex(""))).toBe("line 1: it is not an object");
    expect(why(readIndex("<html>"))).toBe("line 1: it is not an object");
    expect(why(readIndex(index.replace("greenroom-track-1", "greenroom-track-9")))).toContain("line 1: format");
    expect(why(readIndex(index.slice(0, 3000)))).toMatch(/^line/);
    expect(why(readIndex(index.replace('"bin":1000', '"bin":0')))).toBe("line 1: bin is not above 0");
    expect(why(readIndex(index.replace('"at":33300', '"at":1')))).toBe("line 1: chunks[1] is out of order");
    expect(why(readIndex(broken(2, "[3,200]")))).toBe("line 3 is not a line of six");
    expect(why(readIndex(broken(3, lines[1] ?? "")))).toBe("line 4 is out of order");
    expect(why(readIndex(broken(1, '[1,0,0,"room","opened",{}]')))).toBe("line 2.data.title is not text");
  });

  it("may hold kinds of a newer server: they are counted, and keep their place in the order", () => {
    const newer = `${index}[71,80000,0,"host","waved",{"hand":"left"}]\n`;
    const before = must(readIndex(index));
    const after = must(readIndex(newer));
    expect(after.skipped).toBe(before.skipped + 1);
    expect(after.taken).toContain(71);
    const chunk = must(readChunk(`{"chunk":0,"keyframe":null}\n[1,"host","waved",[]]\n[2,"host","edited",[]]\n`));
    expect([chunk.lines.length, chunk.skipped]).toEqual([1, [0]]);
    const info = { at: 0, events: 2, seq: 0, keyframe: 0, digest: "", bytes: 0 };
    const small: Index = { ...before, chunks: [info], taken: [], talk: [] };
    expect(scriptOf(small, 0, chunk).map((step) => step.at)).toEqual([2]);
  });

  it("names what cannot be read of a chunk or a sheet", () => {
    const head = '{"chunk":0,"keyframe":null}\n';
    expect(why(readChunk(""))).toBe("line 1 is not an object");
    expect(why(readChunk(`${head}[1,"host","edited"]`))).toBe("line 2 is not a line of four");
    expect(why(readChunk(`${head}["1","host","edited",[]]`))).toBe("line 2 has a bad head");
    expect(why(readChunk(`${head}[1,"host","edited",7]`))).toBe("line 2 has no list");
    expect(why(readChunk(`${head}[1,"host","edited",[["f",-1,0,""]]]`))).toBe("line 2 has a bad splice");
    expect(why(readChunk(`${head}[1,"host","pointed",[[1,"f",0]]]`))).toBe("line 2 has a bad pointer");
    const framed = (body: string): string => `{"chunk":0,"keyframe":${body}}`;
    expect(why(readChunk(framed('{"texts":{"f":"abc"},"authors":{"f":[2,"host",0]},"pointers":{}}')))).toContain(
      "is not as long as its text",
    );
    expect(why(readChunk(framed('{"texts":{},"authors":{"f":[1,"host"]},"pointers":{}}')))).toContain("stretches");
    expect(why(readChunk(framed('{"texts":{},"authors":{"f":[0,"host",3]},"pointers":{}}')))).toContain("stretch");
    expect(why(readChunk(framed('{"texts":{},"authors":{},"pointers":{"1":["host"]}}')))).toContain("is not a pointer");
    expect(why(readChunk((chunks[1] ?? "").slice(0, 200)))).toMatch(/^line/);
    expect(why(readSheet((sheets["r1"] ?? "").slice(0, 100)))).toMatch(/^line/);
  });
});
