import { afterEach, describe, expect, it, vi } from "vitest";
import { Rejection } from "../../src/core/read";
import { hashOf, momentIn } from "../../src/replay/address";
import { Chunks } from "../../src/replay/chunks";
import { HttpTrack } from "../../src/replay/source";
import { lived, made, MadeTrack, settled } from "./madeTrack";

interface Asked {
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal | null;
}

type Answers = (asked: Asked) => Response | Promise<Response>;

/** A server that answers so; what it was asked. */
function served(answers: Answers): Asked[] {
  const all: Asked[] = [];
  vi.stubGlobal("fetch", (address: string, init: RequestInit) => {
    const asked = { address, headers: init.headers as Record<string, string>, signal: init.signal ?? null };
    all.push(asked);
    return Promise.resolve(answers(asked));
  });
  return all;
}

afterEach(() => vi.unstubAllGlobals());

const track = made(lived(200));
const BASE = "/interviews/x/track";
const why = (read: unknown): string => (read instanceof Rejection ? read.why : "read");
const index = (etag = '"1"'): Response => new Response(track.index, { headers: { etag } });

describe("a track on the server", () => {
  it("is asked for by its addresses, with the digests that the index names", async () => {
    const asked = served(({ address }) =>
      address === BASE ? index() : new Response(track.chunks[Number(/chunks\/(\d+)/.exec(address)?.[1])]),
    );
    const source = new HttpTrack(BASE);
    const read = await source.index();
    if (read instanceof Rejection) throw new Error(read.why);
    expect(await source.chunk(1)).toMatchObject({ n: 1 });
    expect(asked.map((each) => each.address)).toEqual([BASE, `${BASE}/chunks/1?v=${read.chunks[1]?.digest ?? ""}`]);
    expect(why(await source.chunk(999))).toBe("this part is not in the track");
    expect(why(await source.sheet("none"))).toBe("this run has no sheet");
  });

  it("is the same as before where nothing is new, or where it cannot be had again", async () => {
    let answer: Answers = () => index();
    const asked = served((each) => answer(each));
    const source = new HttpTrack(BASE);
    const first = await source.index();
    answer = () => new Response(null, { status: 304 });
    expect(await source.index(true)).toBe(first);
    expect(asked.at(-1)?.headers).toEqual({ "if-none-match": '"1"' });
    answer = () => new Response("", { status: 503 });
    expect(await source.index(true)).toBe(first);
    answer = () => index('"2"');
    expect(await source.index(true)).not.toBe(first);
  });

  it("is asked for once more when the connection failed, and says why it cannot be had", async () => {
    let fails = 1;
    const asked = served(() => (fails-- > 0 ? Promise.reject(new TypeError("network")) : index()));
    expect(why(await new HttpTrack(BASE).index())).toBe("read");
    expect(asked).toHaveLength(2);
    fails = 2;
    expect(why(await new HttpTrack(BASE).index())).toBe("the connection failed");
    const refused = served(() => new Response("", { status: 404 }));
    expect(why(await new HttpTrack(BASE).index())).toBe("the server answered 404");
    expect(refused).toHaveLength(1);
    served(() => new Response("<html>"));
    expect(why(await new HttpTrack(BASE).index())).toContain("line 1");
  });
});

describe("chunks", () => {
  const read = async (most?: number): Promise<{ chunks: Chunks; source: MadeTrack }> => {
    const source = new MadeTrack(track);
    const found = await source.index();
    if (found instanceof Rejection) throw new Error(found.why);
    return { chunks: new Chunks(source, () => found, most), source };
  };
  const asked = (source: MadeTrack): readonly string[] => source.asked.filter((each) => each.startsWith("chunk"));

  it("are asked for once, however many wait, and called off when nobody does", async () => {
    const { chunks, source } = await read();
    source.hold();
    const [one, other] = [new AbortController(), new AbortController()];
    const waiting = [chunks.load(0, one.signal), chunks.load(0, other.signal)];
    one.abort();
    expect(source.aborted).toEqual([]);
    other.abort();
    expect(source.aborted).toEqual([0]);
    const again = chunks.load(0);
    await source.release();
    expect((await Promise.all(waiting)).map(why)).toEqual(["it was called off", "it was called off"]);
    expect(await again).toMatchObject({ n: 0 });
    expect(asked(source)).toEqual(["chunk 0", "chunk 0"]);
  });

  it("are let go, the least recently used first, when there are many", async () => {
    const size = track.chunks[0]?.length ?? 0;
    const { chunks } = await read(size * 2.6);
    await chunks.load(0);
    await chunks.load(1);
    chunks.peek(0);
    await chunks.load(2);
    await settled();
    expect([0, 1, 2].map((n) => chunks.peek(n) !== null)).toEqual([true, false, true]);
  });

  it("are asked for again when they were not there", async () => {
    const { chunks, source } = await read();
    source.broken = () => new Rejection("the server answered 500");
    expect(why(await chunks.load(0))).toBe("the server answered 500");
    source.broken = null;
    expect(await chunks.load(0)).toMatchObject({ n: 0 });
  });
});

describe("the address", () => {
  it("names a moment in seconds, with what is left as a fraction", () => {
    expect(["#t=760", "#t=760.250", "#t=0.5", "#t=12.3456"].map(momentIn)).toEqual([760_000, 760_250, 500, 12_345]);
    const others = ["", "#", "#t=", "#t=x", "#notes", "#t=99999999999", "#t=7x"];
    expect(others.map(momentIn)).toEqual(others.map(() => null));
    expect([760_000, 760_250, 1, -5].map(hashOf)).toEqual(["#t=760", "#t=760.250", "#t=0.001", "#t=0"]);
  });
});
