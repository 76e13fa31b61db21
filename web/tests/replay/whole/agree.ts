/**
 * For each track in $GREENROOM_TRACKS: what is true after a seek to a time is what is true after playing to it, byte for
 * byte, for 10,000 times; what is shown is what a naive reader of the same files shows; and the end is as it was written.
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Rejection } from "../../../src/core/read";
import type { RoomState } from "../../../src/core/state";
import { Player } from "../../../src/replay/player";
import { chance, Screen, settled } from "../madeTrack";
import { FolderTrack, NaiveTrack } from "./folders";

const TIMES = 10_000;
/** A player takes a longer frame for a stutter. */
const FRAME_MS = 250;
/** Moments that are also held against the naive reader, which starts from zero each time. */
const COMPARED = 150;

const folder = process.env["GREENROOM_TRACKS"] ?? "";
const names = readdirSync(folder);

describe.each(names)("%s", (name) => {
  const place = join(folder, name);

  it("is the same after seeking and after playing", async () => {
    const [playing, seeking] = [await opened(place), await opened(place)];
    const random = chance(17);
    const length = playing.player.length.peek();
    const times = Array.from({ length: TIMES }, () => Math.floor(random() * (length + 1))).sort((a, b) => a - b);
    const played = new Map<number, string>();
    playing.player.play();
    for (const time of times) {
      await playTo(playing, time);
      played.set(time, fingerprint(playing.player));
    }
    const shuffled = times.map((time) => ({ time, rank: random() })).sort((a, b) => a.rank - b.rank);
    for (const { time } of shuffled) {
      await seeking.player.seek(time);
      if (fingerprint(seeking.player) !== played.get(time)) {
        await playing.player.seek(time);
        expect(plain(seeking.player), `at ${time} ms`).toEqual(plain(playing.player));
        throw new Error(`differs at ${time} ms`);
      }
    }
  });

  it("is what a naive reader shows, and ends as it was written", async () => {
    const { player } = await opened(place);
    const naive = new NaiveTrack(place);
    const random = chance(23);
    const length = player.length.peek();
    for (let each = 0; each < COMPARED; each += 1) {
      const time = each === 0 ? length : Math.floor(random() * (length + 1));
      await player.seek(time);
      const texts = player.texts;
      const expected = naive.at(time);
      for (const [file, text] of Object.entries(expected.texts)) {
        expect(texts.text(file) === text, `${file} at ${time} ms`).toBe(true);
        const flat = texts.authors(file).flatMap(({ length, person, how }) => [length, person, how]);
        expect(JSON.stringify(flat) === JSON.stringify(expected.authors[file]), `authors at ${time} ms`).toBe(true);
      }
      const pointers = texts.pointers().map((one) => [one.pointer, one.person, one.file, one.anchor, one.head]);
      expect(pointers).toEqual(expected.pointers);
    }
    await player.seek(length);
    const end = JSON.parse(readFileSync(join(place, "end.json"), "utf8")) as Record<string, string>;
    for (const [file, text] of Object.entries(end)) expect(player.texts.text(file) === text, file).toBe(true);
  });
});

interface Open {
  readonly player: Player;
  readonly screen: Screen;
}

async function opened(place: string): Promise<Open> {
  const screen = new Screen();
  const player = await Player.open(new FolderTrack(place), screen);
  if (player instanceof Rejection) throw new Error(player.why);
  player.skipsQuiet.value = false;
  // All sheets at once, so that both players have the same ones at every moment.
  for (const event of player.index.peek().talk) if (event.kind === "run_ended") await player.seek(event.at);
  await settled();
  await player.seek(0);
  return { player, screen };
}

async function playTo({ player, screen }: Open, time: number): Promise<void> {
  while (player.time.peek() < time) {
    if (player.waiting.peek()) await settled();
    screen.frame(Math.min(FRAME_MS, time - player.time.peek()));
  }
  if (player.waiting.peek()) await settled();
}

/** A run is written many times over 10,000 moments: each of its objects is written once. */
const written = new WeakMap<object, string>();

function once(value: object): string {
  const known = written.get(value);
  if (known !== undefined) return known;
  const text = createHash("sha1").update(JSON.stringify(value)).digest("hex");
  written.set(value, text);
  return text;
}

function stateText(state: RoomState): string {
  return JSON.stringify({ ...state, runs: state.runs.map(once), notes: state.notes.length, people: state.people });
}

function fingerprint(player: Player): string {
  const texts = player.texts;
  const hash = createHash("sha1");
  for (const file of [...texts.files()].sort()) {
    hash.update(file).update(Buffer.from(texts.text(file), "utf16le"));
    for (const { length, person, how } of texts.authors(file)) hash.update(`${length} ${person} ${how},`);
  }
  for (const one of texts.pointers())
    hash.update(`${one.pointer} ${one.person} ${one.file} ${one.anchor} ${one.head},`);
  return hash.update(stateText(player.state.peek())).digest("hex");
}

function plain(player: Player): unknown {
  const texts = player.texts;
  const files = texts.files().map((file) => [file, texts.text(file), texts.authors(file)]);
  const pointers = texts
    .pointers()
    .map(({ pointer, person, file, anchor, head }) => [pointer, person, file, anchor, head]);
  return { files, pointers, state: player.state.peek() };
}
