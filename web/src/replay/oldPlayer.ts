/** Makes the axis's player of the one that plays whole timelines. */
import { computed, signal } from "@preact/signals";
import type { Driven, Known, StepBy } from "./driven";
import type { Player } from "./player";

export function driven(player: Player): Driven {
  const { track } = player;
  const talk = track.events.filter((event) => event.kind !== "edited" && event.kind !== "pointed");
  const counts = (kind: "edited" | "pointed", by: string): readonly number[] => {
    const found: number[] = [];
    for (const event of track.events) {
      if (event.kind !== kind || event.by !== by) continue;
      const at = Math.floor(event.at / 1000);
      while (found.length <= at) found.push(0);
      found[at] = (found[at] ?? 0) + 1;
    }
    return found;
  };
  const of = (by: string) => ({ edits: counts("edited", by), moves: counts("pointed", by) });
  const known: Known = {
    edition: "host",
    from: 0,
    length: player.length,
    live: false,
    bin: 1000,
    activity: { host: of("host"), candidate: of("candidate") },
    talk,
    unknown: 0,
    unreadable: 0,
  };
  const moments = signal(player.moments);
  return {
    state: player.state,
    time: player.time,
    playing: player.playing,
    speed: player.speed,
    following: signal(null),
    skipped: signal(0),
    waiting: signal(false),
    index: computed(() => known),
    moments,
    seek: (at) => player.seek(at),
    play: () => player.play(),
    pause: () => player.pause(),
    toggle: () => player.toggle(),
    step: (what: StepBy, by) => {
      if (what === "seconds") player.seek(player.time.peek() + by * 5000);
      else player.jump(by);
    },
    follow: () => undefined,
    textsAt: () => Promise.resolve({ text: (file) => track.text(file) }),
  };
}
