/** Looking things up in a track: the sessions between the pure core and the panels. */
import { describe, expect, it } from "vitest";
import { Rejection } from "../../src/core/read";
import { lineOf } from "../../src/core/lineStory";
import { Search } from "../../src/core/search";
import { walkBack, walkOn } from "../../src/replay/blaming";
import { compareMoments } from "../../src/replay/comparing";
import { Player } from "../../src/replay/player";
import { Searching } from "../../src/replay/searching";
import { event, judged, note, OPENED, IDA_JOINS, CAM_JOINS, STARTED, runEnded, runStarted } from "../people";
import { FILES, lived, made, MadeTrack, settled, type Happened } from "./madeTrack";

const [FILE] = FILES;
const NEVER = new AbortController().signal;

function entries(): readonly Happened[] {
  const told = [OPENED, IDA_JOINS, CAM_JOINS, STARTED].map(([by, kind, data], index) =>
    event(index + 1, by, kind, data, 0),
  );
  const list: Happened[] = [...told];
  const typed = (at: number, by: string, place: number, deleted: number, inserted: string): void => {
    const splices = [{ file: FILE, at: place, deleted, inserted }];
    list.push({ seq: list.length + 1, at, by, kind: "edited", splices });
  };
  typed(1000, "room", 0, 0, "def free_slots(busy):\n    pass\n");
  typed(60_000, "candidate", 26, 4, "import bisect");
  typed(120_000, "candidate", 26, 13, "at = b");
  typed(180_000, "host", 31, 0, "max(at, ");
  typed(185_000, "host", 40, 0, ")");
  for (const [by, kind, data] of [runStarted(), judged("one", { message: "bisect is not here" }), runEnded()]) {
    list.push(event(list.length + 1, by, kind, data, 200_000));
  }
  const [by, kind, data] = note("n", "Tried bisect first");
  list.push(event(list.length + 1, by, kind, data, 210_000));
  return list;
}

async function opened(list: readonly Happened[] = entries(), lines = 2): Promise<{ player: Player; track: MadeTrack }> {
  const track = new MadeTrack(made(list, { lines }));
  const player = await Player.open(track);
  if (player instanceof Rejection) throw new Error(player.why);
  return { player, track };
}

describe("a search", () => {
  it("finds what was deleted later, in the code, in run output and in notes", async () => {
    const { player } = await opened();
    const searching = new Searching(player);
    await searching.look({ text: "bisect", sameCase: false });
    expect(searching.progress.value).toEqual({ at: "done", upTo: 210_000 });
    const { code, runs, notes } = searching.found.value;
    expect(code).toMatchObject([{ at: 60_000, by: "candidate", line: 2, gone: { at: 120_000 } }]);
    expect(runs).toMatchObject([{ run: "r1", at: 200_000, case: "one" }]);
    expect(notes).toMatchObject([{ note: "n", at: 210_000 }]);
  });

  it("is called off by the next one", async () => {
    const { player, track } = await opened();
    const searching = new Searching(player);
    track.hold();
    const first = searching.look({ text: "def", sameCase: false });
    await settled();
    expect(searching.progress.value.at).toBe("going");
    const second = searching.look({ text: "at = b", sameCase: false });
    await track.release();
    await Promise.all([first, second]);
    expect(searching.query.value.text).toBe("at = b");
    expect(searching.found.value.code.map((each) => each.at)).toEqual([120_000]);
  });

  it("says how far it came when a part is missing, and nothing of nothing", async () => {
    const { player, track } = await opened();
    track.broken = (n) => (n > 0 ? new Rejection("the connection failed") : null);
    const searching = new Searching(player);
    await searching.look({ text: "bisect", sameCase: false });
    expect(searching.progress.value).toMatchObject({ at: "failed", why: "the connection failed" });
    await searching.look({ text: "", sameCase: false });
    expect(searching.progress.value.at).toBe("idle");
    expect(searching.found.value.code).toEqual([]);
  });

  it("finds over many chunks what a search over all edits finds", async () => {
    const list = lived(1500, 5);
    const { player } = await opened(list, 40);
    const searching = new Searching(player);
    for (const text of ["😀", "ab\r\n", "xx#"]) {
      await searching.look({ text, sameCase: true });
      const search = new Search({ text, sameCase: true });
      for (const each of list) if (each.kind === "edited" && "splices" in each) search.step(each);
      expect(searching.found.value.code).toEqual(search.found);
    }
  });
});

describe("two moments", () => {
  it("are compared file by file, only where they differ", async () => {
    const { player } = await opened();
    const compared = await compareMoments(player, 60_000, 190_000, NEVER);
    expect(compared).toMatchObject({ is: "here", files: [{ file: FILE, added: 1, removed: 1 }] });
    expect(await compareMoments(player, 190_000, 210_000, NEVER)).toEqual({ is: "here", files: [] });
  });

  it("say why they cannot be", async () => {
    const { player, track } = await opened();
    track.broken = (n) => (n > 0 ? new Rejection("the connection failed") : null);
    expect(await compareMoments(player, 0, 190_000, NEVER)).toEqual({ is: "failed", why: "the connection failed" });
    expect(await compareMoments(player, 0, 1000, AbortSignal.abort())).toBeNull();
  });
});

describe("who wrote it", () => {
  it("is found across chunks, from the shown moment back", async () => {
    const { player } = await opened();
    const texts = await player.textsAt(190_000);
    if (texts instanceof Rejection) throw new Error(texts.why);
    const line = lineOf(texts.text(FILE), 2);
    expect(line.text).toBe("    at = max(at, b)");
    const blame = await walkBack(player, FILE, 190_000, [line], NEVER);
    if (blame === null || blame instanceof Rejection) throw new Error("not found");
    expect(blame.found.map(({ by, at, how }) => [by, at, how])).toEqual([
      ["room", 1000, "starter"],
      ["candidate", 120_000, "typed"],
      ["host", 180_000, "typed"],
      ["candidate", 120_000, "typed"],
      ["host", 185_000, "typed"],
    ]);
  });

  it("agrees with the authors that the track has, at any moment", async () => {
    const { player } = await opened(lived(900, 11), 30);
    for (const at of [0, 3000, 20_000, 60_000, player.length.peek()]) {
      const texts = await player.textsAt(at);
      if (texts instanceof Rejection) throw new Error(texts.why);
      const whole = { from: 0, to: texts.length(FILE) };
      const blame = await walkBack(player, FILE, at, [whole], NEVER);
      if (blame === null || blame instanceof Rejection) throw new Error("not found");
      const walked = blame.found.flatMap(({ from, to, by, how }) => Array<string>(to - from).fill(`${by} ${how}`));
      const HOW = ["typed", "at-once", "starter"] as const;
      const known = texts
        .authors(FILE)
        .flatMap(({ length, person, how }) => Array<string>(length).fill(`${person} ${HOW[how]}`));
      expect(walked).toEqual(known);
    }
  });

  it("tells what becomes of the line", async () => {
    const { player } = await opened();
    const line = lineOf("def free_slots(busy):\n    at = b\n", 2);
    expect(await walkOn(player, FILE, 120_000, line, NEVER)).toEqual({
      at: 180_000,
      by: "host",
      text: "    at = max(at, b)",
    });
    expect(await walkOn(player, FILE, 190_000, line, NEVER)).toBeNull();
    expect(await walkOn(player, FILE, 0, line, AbortSignal.abort())).toBeNull();
  });
});
