import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { renderToString } from "preact-render-to-string";
import { describe, expect, it } from "vitest";
import { Desk } from "../../src/panels/desk";
import { RoomContext } from "../../src/panels/room";
import { Axis } from "../../src/replay/Axis";
import type { Known } from "../../src/replay/driven";
import { MomentList, MomentsPane } from "../../src/replay/Moments";
import { NotesPane } from "../../src/replay/NotesPane";
import { openingOf, openMoment } from "../../src/replay/open";
import { TranscriptPane } from "../../src/replay/Transcript";
import { fakeSource } from "../panels/fakeSource";
import { CAM_JOINS, IDA_JOINS, judged, note, OPENED, page, runEnded, runStarted, STARTED, type Told } from "../people";
import { fakeDriven, type FakeDriven } from "./fakeDriven";

const RICH: readonly Told[] = [
  OPENED,
  IDA_JOINS,
  STARTED,
  CAM_JOINS,
  ["host", "stage_began", { stage: "s1", title: "Coding task", minutes: 25 }],
  runStarted(),
  judged("one"),
  runEnded({ passed: 1, verdict: "wrong" }),
  note("n1", "Asks **first**"),
  ["candidate", "pasted", { task: "slots", language: "python", length: 48, known: false }],
];

function desk(): Desk {
  const data = page("host");
  const [first] = data.tasks;
  if (!first) throw new Error("no task");
  return new Desk(data, fakeSource("host", []).source, first);
}

function draw(
  what: (fake: FakeDriven) => JSX.Element,
  told: readonly Told[] = RICH,
  over: Partial<Known> = {},
): string {
  const fake = fakeDriven(told, over);
  const it = desk();
  return renderToString(
    <RoomContext.Provider value={{ page: it.page, source: it.source, desk: it }}>{what(fake)}</RoomContext.Provider>,
  );
}

describe("the axis", () => {
  it("has a slider that says the time and the moment", () => {
    const html = draw((fake) => {
      fake.time.value = 7500;
      return <Axis player={fake.player} />;
    });
    expect(html).toContain('aria-valuetext="7 seconds, Tests: 1 of 2 passed');
  });

  it("has a lane for each person and one for runs and notes, and one for what was observed only where it was", () => {
    const html = draw(({ player }) => <Axis player={player} />);
    for (const name of ["Cam", "Ida", "Runs, notes", "Pastes, focus", "Coding task"])
      expect(html).toContain(`>${name}<`);
    expect(draw(({ player }) => <Axis player={player} />, RICH.slice(0, 9))).not.toContain(">Pastes, focus<");
  });

  it("has each mark as a button with spoken words, one of them a stop of the Tab key", () => {
    const html = draw(({ player }) => <Axis player={player} />);
    expect(html).toContain('aria-label="7 seconds, Tests: 1 of 2 passed"');
    expect(html).toContain('aria-label="8 seconds, Note: Asks first"');
    const lane = /role="toolbar" aria-label="Runs, notes".*?<\/div>/s.exec(html)?.[0] ?? "";
    expect(lane.match(/tabindex="0"/g)).toHaveLength(1);
    expect(lane.match(/tabindex="-1"/g)).toHaveLength(1);
  });

  it("gathers marks that would stand on each other", () => {
    const many = Array.from({ length: 30 }, (_, n) => note(`n${n}`, `note ${n}`));
    const html = draw(({ player }) => <Axis player={player} />, [OPENED, ...many], { length: 3_600_000 });
    expect(html).toContain("30 moments: Note: note 0; Note: note 1");
  });

  it("says so where nothing ran and nothing was noted, and survives an interview without length", () => {
    expect(draw(({ player }) => <Axis player={player} />, [OPENED, CAM_JOINS])).toContain("no runs, no notes");
    expect(draw(({ player }) => <Axis player={player} />, [OPENED])).toContain("ended before its clock ran");
    expect(draw(({ player }) => <Axis player={player} />, [])).not.toContain("NaN");
  });

  it("tells the quiet that it skips in whole minutes", () => {
    const html = draw(({ player }) => <Axis player={{ ...player, skipped: signal(247_000) }} />);
    expect(html).toContain("skipped 4 min of quiet");
  });

  it("has a way to now while the interview goes on", () => {
    expect(draw(({ player }) => <Axis player={player} />, RICH, { live: true })).toContain(">Live<");
    expect(draw(({ player }) => <Axis player={player} />)).not.toContain(">Live<");
  });
});

describe("beside the replay", () => {
  it("the moments have their current one", () => {
    const html = draw((fake) => {
      fake.time.value = 7200;
      return <MomentList player={fake.player} />;
    });
    expect(/aria-current="true"[^>]*>.*?<\/button>/s.exec(html)?.[0]).toContain("Tests: 1 of 2 passed");
  });

  it("entries of a newer version are counted, not hidden", () => {
    const html = draw(({ player }) => <MomentList player={player} />, RICH, { unknown: 2, unreadable: 1 });
    expect(html).toContain("2 entries of a kind that this version does not know");
    expect(html).toContain("1 entry that cannot be read");
  });

  it("the candidate's edition has no tab for notes", () => {
    expect(draw(({ player }) => <MomentsPane player={player} />)).toContain("Notes");
    expect(draw(({ player }) => <MomentsPane player={player} />, RICH, { edition: "candidate" })).not.toContain(
      "Notes",
    );
  });

  it("a note opens 5 s before it, at its file and line", async () => {
    const [fake, it] = [fakeDriven(RICH), desk()];
    const moment = fake.player.moments.value.find(({ kind }) => kind === "note");
    if (!moment) throw new Error("no note");
    const place = { task: "slots", language: "javascript", line: 3 };
    await openMoment(fake.player, it, { ...moment, at: 60_000, place });
    expect(fake.asked).toEqual(["seek 55000"]);
    expect(it.place.value).toEqual({ task: "slots", language: "javascript" });
    expect(it.goal.value).toEqual({ line: 3, focus: false, count: 1 });
    expect(openingOf({ kind: "note", at: 2000 })).toBe(0);
    expect(openingOf({ kind: "run", at: 2000 })).toBe(2000);
  });

  it("no notes are said to be none", () => {
    expect(draw(({ player }) => <NotesPane player={player} />, [OPENED])).toContain("No notes were kept");
    expect(draw(({ player }) => <NotesPane player={player} />)).toContain("<strong>first</strong>");
  });

  it("the transcript is headings and sentences, with the code of each run", () => {
    const html = draw(({ player }) => <TranscriptPane player={player} />);
    expect(html).toContain("<h3>Coding task");
    expect(html).toContain("Tests: 1 of 2 passed. Cam had pressed Run.");
    expect(html).toContain("The code that ran: solution.py");
    expect(draw(({ player }) => <TranscriptPane player={player} />, [])).toContain("Nothing happened");
  });
});

describe("talk and notes in the replay", () => {
  const place = { task: "slots", language: "python" };
  const told: readonly Told[] = [
    ...RICH,
    ["host", "panel_changed", { panel: [{ id: "pat", name: "Pat", role: "panelist" }] }],
    ["pat", "note_written", { note: "n2", text: "Two loops", ...place, line: 3, end: 7, tag: "code" }],
    ["pat", "note_written", { note: "n3", text: "In the wrong window", ...place, line: 0, end: 0, tag: "" }],
    ["candidate", "said", { text: "May I <b>look</b>?" }],
    ["candidate", "hand_raised", {}],
    ["host", "hand_lowered", { person: "candidate" }],
    ["pat", "note_dropped", { note: "n3" }],
  ];

  it("a note has its lines, its tag and its author", () => {
    const html = draw(({ player }) => <NotesPane player={player} />, told);
    expect(html).toContain("solution.py, lines 3 to 7 · Pat");
    expect(html).toContain('<span class="chip">code</span>');
  });

  it("the chat and a raised hand are moments and sentences; a deleted note is neither", () => {
    const list = draw(({ player }) => <MomentList player={player} />, told);
    const text = draw(({ player }) => <TranscriptPane player={player} />, told);
    for (const html of [list, text]) {
      expect(html).toContain("Cam wrote: May I &lt;b>look&lt;/b>?");
      expect(html).toContain("Cam raised a hand");
      expect(html).toContain("Two loops");
      expect(html).not.toContain("wrong window");
    }
  });
});
