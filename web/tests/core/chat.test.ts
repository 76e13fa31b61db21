import { describe, expect, it } from "vitest";
import { turns, unread } from "../../src/core/chat";
import { moments } from "../../src/core/moments";
import { spoken } from "../../src/core/speech";
import { applyAll, NOTHING_YET, type Saying } from "../../src/core/state";
import { CAM_JOINS, IDA_JOINS, OPENED, timeline, type Told } from "../people";

const saying = (seq: number, by: string, at: number): Saying => ({ seq, by, at, text: "hm" });

describe("the chat", () => {
  it("puts together what one person writes in a row, until a longer silence", () => {
    const chat = [saying(1, "cam", 0), saying(2, "cam", 60_000), saying(3, "ida", 61_000), saying(4, "ida", 300_000)];
    expect(turns(chat).map((turn) => turn.sayings.map(({ seq }) => seq))).toEqual([[1, 2], [3], [4]]);
  });

  it("counts what others wrote after the last that was read", () => {
    const chat = [saying(3, "cam", 0), saying(5, "ida", 0), saying(9, "cam", 0)];
    expect([unread({ chat }, 0, "ida"), unread({ chat }, 4, "ida"), unread({ chat }, 4, "olu")]).toEqual([2, 1, 2]);
  });
});

describe("talk as events", () => {
  const told: readonly Told[] = [
    OPENED,
    IDA_JOINS,
    CAM_JOINS,
    ["candidate", "said", { text: "May I\nlook?" }],
    ["candidate", "hand_raised", {}],
    ["host", "hand_lowered", { person: "candidate" }],
  ];
  const events = timeline(...told);
  const state = applyAll(NOTHING_YET, events);

  it("is moments of the replay", () => {
    expect(moments(events).map(({ kind, words }) => [kind, words])).toEqual([
      ["person", "Ida came in"],
      ["person", "Cam came in"],
      ["chat", "Cam wrote: May I look?"],
      ["hand", "Cam raised a hand"],
    ]);
  });

  it("is said aloud to the others, shortly", () => {
    const heard = (seq: number, me: string): string => {
      const event = events[seq - 1];
      return event ? spoken(event, state, me) : "";
    };
    expect([heard(4, "host"), heard(4, "candidate")]).toEqual(["Cam wrote: May I look?", ""]);
    expect([heard(5, "host"), heard(5, "candidate")]).toEqual(["Cam raised a hand", "Your hand is up"]);
    expect([heard(6, "host"), heard(6, "candidate"), heard(6, "pat")]).toEqual([
      "The hand of Cam is down",
      "Your hand was seen, and is down",
      "",
    ]);
  });

  it("leaves no hand up when the server was away or the interview ended", () => {
    const up: readonly Told[] = [OPENED, CAM_JOINS, ["candidate", "hand_raised", {}]];
    for (const end of ["interrupted", "ended"] as const)
      expect(applyAll(NOTHING_YET, timeline(...up, ["room", end, {}])).hands).toEqual([]);
    expect(applyAll(NOTHING_YET, timeline(...up)).hands).toEqual(["candidate"]);
  });
});
