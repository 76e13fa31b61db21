import { describe, expect, it } from "vitest";
import { Rejection } from "../../src/core/read";
import { applyAll, NOTHING_YET } from "../../src/core/state";
import { Player } from "../../src/replay/player";
import { CAM_JOINS, event, IDA_JOINS, judged, note, OPENED, runEnded, runStarted, timeline } from "../people";
import { chance, FILES, lived, made, MadeTrack, Naive, Screen, settled, type Happened } from "./madeTrack";

async function opened(entries: readonly Happened[], sizes = {}) {
  const [track, screen] = [new MadeTrack(made(entries, sizes)), new Screen()];
  const player = await Player.open(track, screen);
  if (player instanceof Rejection) throw new Error(player.why);
  await player.seek(0);
  return { player, track, screen };
}

const shownIn = (player: Player): unknown => FILES.map((file) => player.bind(file).text);

const at = (entries: readonly Happened[], time: number): Naive => {
  const naive = new Naive();
  for (const entry of entries) if (entry.at <= time) naive.step(entry);
  return naive;
};

const texts = (naive: Naive): unknown => FILES.map((file) => naive.texts.get(file) ?? "");

describe("a moment", () => {
  const entries = lived(700);
  const length = entries.at(-1)?.at ?? 0;

  it("is the same however one came to it, byte for byte", async () => {
    const { player } = await opened(entries);
    const random = chance(11);
    for (let jump = 0; jump < 60; jump += 1) {
      const time = Math.floor(random() * (length + 20));
      await player.seek(time);
      const naive = at(entries, time);
      expect(shownIn(player)).toEqual(texts(naive));
      const there = await player.textsAt(time);
      if (there instanceof Rejection) throw new Error(there.why);
      for (const file of FILES) {
        const flat = there.authors(file).flatMap(({ length, person, how }) => [length, person, how]);
        expect(flat).toEqual(naive.stretches(naive.authors.get(file) ?? []));
      }
      const pointers = there.pointers().map((each) => [each.pointer, [each.person, each.file, each.anchor, each.head]]);
      expect(pointers).toEqual([...naive.pointers].sort(([a], [b]) => a - b));
      const talk = entries.filter((entry) => "data" in entry && entry.at <= time);
      expect(player.state.value).toEqual(applyAll(NOTHING_YET, talk as never));
    }
  });
});

describe("seeking", () => {
  const entries = lived(600, 3);
  const length = entries.at(-1)?.at ?? 0;

  it("shows only the newest of fifty, and calls off what nobody waits for", async () => {
    const { player, track } = await opened(entries);
    track.hold();
    const seeks = Array.from({ length: 50 }, (_, index) => player.seek(length - index * (length / 60)));
    const before = shownIn(player);
    await settled();
    expect(player.waiting.value).toBe(true);
    expect(shownIn(player)).toEqual(before);
    await track.release();
    await Promise.all(seeks);
    expect(shownIn(player)).toEqual(texts(at(entries, player.time.value)));
    expect(player.waiting.value).toBe(false);
    expect(track.aborted.length).toBeGreaterThan(0);
  });

  it("says what could not be loaded, and goes on when it is tried again", async () => {
    const { player, track } = await opened(entries);
    track.broken = () => new Rejection("the server answered 500");
    await player.seek(length);
    expect(player.trouble.value?.sentence).toContain("the server answered 500");
    await player.seek(0);
    expect(player.trouble.value).toBe(null);
    await player.seek(length);
    track.broken = null;
    player.trouble.value?.again();
    await settled();
    expect(player.trouble.value).toBe(null);
    expect(shownIn(player)).toEqual(texts(at(entries, length)));
  });

  it("stays within the interview, which may be empty", async () => {
    const { player } = await opened(entries);
    await player.seek(1e12);
    expect(player.time.value).toBe(length);
    await player.seek(-1);
    expect(player.time.value).toBe(0);
    const { player: empty } = await opened([]);
    await empty.seek(500);
    empty.play();
    expect([empty.time.value, empty.playing.value, shownIn(empty)]).toEqual([0, false, ["", ""]]);
  });
});

describe("steps", () => {
  const edit = (seq: number, time: number, inserted: string): Happened => ({
    seq,
    at: time,
    by: "candidate",
    kind: "edited",
    splices: [{ file: FILES[0], at: 0, deleted: 0, inserted }],
  });
  const entries = [
    ...timeline(OPENED, IDA_JOINS, CAM_JOINS),
    edit(4, 2500, "a"),
    edit(5, 2500, "b"),
    edit(6, 2600, "c"),
    edit(7, 90_000, "d"),
  ];

  it("by edit go to where the next is there, and the last is not", async () => {
    const { player } = await opened(entries, { lines: 2 });
    const seen: unknown[] = [];
    for (const by of [1, 1, 1, 1, -1, -1, -1, -1] as const) {
      await player.step("edit", by);
      seen.push([player.time.value, player.bind(FILES[0]).text]);
    }
    expect(seen).toEqual([
      [2500, "ba"],
      [2600, "cba"],
      [90_000, "dcba"],
      [90_000, "dcba"],
      [2600, "cba"],
      [2500, "ba"],
      [2499, ""],
      [0, ""],
    ]);
  });

  it("by moment and by run", async () => {
    const { player } = await opened(
      timeline(OPENED, IDA_JOINS, CAM_JOINS, runStarted(), judged("one"), runEnded({ passed: 1 }), note("n", "Asks")),
    );
    const times: number[] = [];
    for (const by of [1, 1, 1, 1, -1, -1] as const) {
      await player.step("moment", by);
      times.push(player.time.value);
    }
    expect(times).toEqual([1000, 2000, 5000, 6000, 5000, 2000]);
    await player.step("run", 1);
    expect(player.time.value).toBe(5000);
  });
});

describe("playing", () => {
  const entries = lived(400, 5);
  const length = entries.at(-1)?.at ?? 0;

  it("goes at its speed, without a leap after a stutter, and stops at the end", async () => {
    const { player, screen } = await opened(entries);
    player.skipsQuiet.value = false;
    player.play();
    screen.frame(100);
    expect(player.time.value).toBe(100);
    player.speed.value = 2;
    screen.frame(0);
    screen.frame(100);
    expect(player.time.value).toBe(300);
    screen.frame(60_000);
    expect(player.time.value).toBe(800);
    player.speed.value = 32;
    for (let frame = 0; frame < length / 32 / 100 + 400 && player.playing.value; frame += 1) {
      screen.frame(100);
      if (player.waiting.value) await settled();
    }
    expect([player.playing.value, player.time.value]).toEqual([false, length]);
    expect(shownIn(player)).toEqual(texts(at(entries, length)));
    player.toggle();
    expect(player.time.value).toBe(0);
  });

  const quiet = [
    ...timeline(OPENED, CAM_JOINS),
    event(3, "candidate", "left", {}, 61_000),
    event(4, "candidate", "joined", CAM_JOINS[2] as never, 61_500),
  ];

  it("skips what is quiet, says how much, and ends before what comes", async () => {
    const { player, screen } = await opened(quiet);
    await player.seek(3000);
    player.play();
    screen.frame(10);
    expect(player.skipped.value).toBe(61_000 - 500 - 3010);
    screen.frame(200);
    screen.frame(800);
    expect(player.time.value).toBe(60_500);
    screen.frame(200);
    expect(player.time.value).toBe(60_700);
    expect(player.skipped.value).toBeGreaterThan(0);
    for (let frame = 0; frame < 30; frame += 1) screen.frame(100);
    expect(player.skipped.value).toBe(0);
  });

  it("plays a quiet stretch after all when somebody interrupts, or has switched it off", async () => {
    const { player, screen } = await opened(quiet);
    await player.seek(3000);
    player.play();
    screen.frame(10);
    screen.frame(10);
    const time = player.time.value;
    player.interrupt();
    expect(player.skipped.value).toBe(0);
    screen.frame(100);
    expect(player.time.value).toBe(time + 100);
    player.pause();
    player.skipsQuiet.value = false;
    await player.seek(3000);
    player.play();
    screen.frame(100);
    screen.frame(100);
    expect(player.time.value).toBe(3200);
  });
});

describe("a run's sheet", () => {
  it("brings what was answered, at its moment and not before", async () => {
    const { player } = await opened(
      timeline(OPENED, CAM_JOINS, runStarted(), judged("one", { stdout: "hello" }), runEnded()),
    );
    void player.seek(2500);
    expect(player.state.value.runs[0]?.partial).toBe(true);
    await settled();
    expect(player.state.value.runs[0]?.partial).toBe(undefined);
    expect(player.state.value.runs[0]?.cases[0]?.args).toEqual({ n: 1 });
    expect(player.state.value.runs[0]?.results).toEqual({});
    await player.seek(3000);
    expect(player.state.value.runs[0]?.results["one"]?.stdout).toBe("hello");
    expect(player.state.value.runs[0]?.end).toBe(null);
    await player.seek(4000);
    expect(player.state.value.runs[0]?.end?.passed).toBe(2);
  });
});

describe("an interview that goes on", () => {
  const entries = lived(400, 9);
  const [early, late] = [entries.slice(0, 250), entries];
  const end = (some: readonly Happened[]): number => some.at(-1)?.at ?? 0;

  it("grows, and the moment that is shown stays", async () => {
    const { player, track } = await opened(early, { live: true });
    await player.seek(end(early));
    const before = shownIn(player);
    track.made = made(late, { live: true });
    await player.refresh();
    expect([player.time.value, player.length.value, player.ongoing.value]).toEqual([end(early), end(late), true]);
    expect(shownIn(player)).toEqual(before);
    const random = chance(5);
    for (let each = 0; each < 40; each += 1) {
      const time = Math.floor(random() * end(late));
      await player.seek(time);
      expect(shownIn(player)).toEqual(texts(at(late, time)));
    }
    track.made = made(late);
    await player.refresh();
    expect(player.ongoing.value).toBe(false);
  });

  it("is followed at its newest moment until one goes elsewhere", async () => {
    const { player, track, screen } = await opened(early, { live: true });
    await player.toNow();
    screen.frame(100);
    expect([player.time.value, player.staying.value, player.playing.value]).toEqual([end(early), true, true]);
    track.made = made([...early, event(251, "host", "joined", { name: "Ida", role: "host" }, end(early) + 3000)], {
      live: true,
    });
    await player.refresh();
    screen.frame(100);
    expect(player.time.value).toBe(end(early) + 100);
    for (let frame = 0; frame < 50; frame += 1) screen.frame(100);
    expect([player.time.value, player.playing.value]).toEqual([end(early) + 3000, true]);
    track.made = made(late, { live: true });
    await player.refresh();
    await settled();
    expect(player.time.value).toBe(end(late));
    expect(shownIn(player)).toEqual(texts(at(late, end(late))));
    await player.seek(0);
    expect(player.staying.value).toBe(false);
  });
});
