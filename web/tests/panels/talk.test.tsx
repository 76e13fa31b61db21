/** Chat, hands, notes, the guide and whoever only looks: what panels draw from given events. */
import { signal } from "@preact/signals";
import { renderToString } from "preact-render-to-string";
import { describe, expect, it } from "vitest";
import type { Role } from "../../src/core/events";
import type { Page } from "../../src/core/page";
import { Desk, type LeftTab } from "../../src/panels/desk";
import { LiveRoomPage } from "../../src/panels/LiveRoomPage";
import { stamp } from "../../src/panels/noteKeys";
import { RoomContext } from "../../src/panels/room";
import { CAM_JOINS, IDA_JOINS, note, OPENED, page, STARTED, type Told } from "../people";
import { fakeSource } from "./fakeSource";

const PANEL: Told = [
  "host",
  "panel_changed",
  {
    panel: [
      { id: "pat", name: "Pat", role: "panelist" },
      { id: "olu", name: "Olu", role: "observer" },
    ],
  },
];
const OLU_JOINS: Told = ["olu", "joined", { name: "Olu", role: "observer" }];
const BEGUN = [OPENED, IDA_JOINS, STARTED, CAM_JOINS] as const;
const said = (by: string, text: string): Told => [by, "said", { text }];
const RUBRIC = { code: { 1: "Does not run", 2: "Runs", 3: "Reads well", 4: "Grows" }, testing: { 1: "a", 2: "b" } };

interface Seen {
  readonly me?: string;
  readonly tab?: LeftTab;
  readonly devices?: Readonly<Record<string, number>>;
  readonly set?: (desk: Desk) => void;
}

function draw(role: Role, told: readonly Told[], { me = role, tab = "task", devices = {}, set }: Seen = {}): string {
  const { source, live } = fakeSource(me, told);
  const usual = page(role === "candidate" ? "candidate" : "host");
  const [slots] = usual.tasks;
  if (!slots) throw new Error("no task");
  const sheets = slots.interviewer && {
    ...slots.interviewer,
    rubric: RUBRIC,
    wrong_turns: ["<p>Sorts twice</p>"],
    good_signs: ["<p>Asks first</p>"],
    complexity: "<p>O(n)</p>",
    solutions: [{ file: "good.py", promise: "good", language: "python", source: "right = 1\n" }],
  };
  const task = { ...slots, interviewer: sheets };
  const data: Page = { ...usual, role, links: role === "host" ? usual.links : null, tasks: [task] };
  const desk = new Desk(data, source, task);
  desk.leftTab.value = tab;
  set?.(desk);
  const shown = { ...live, devices: signal(devices) };
  return renderToString(
    <RoomContext.Provider value={{ page: data, source: { ...source, live: shown }, desk }}>
      <LiveRoomPage live={shown} />
    </RoomContext.Provider>,
  );
}

describe("the chat", () => {
  const chat = [...BEGUN, said("candidate", "May I?\n*really*"), said("candidate", "<b>"), said("host", "https://x.y")];

  it("is plain text, links too, with whose it is", () => {
    const html = draw("candidate", chat, { tab: "chat" });
    expect(html).toContain("May I?\n*really*");
    expect(html).toContain("&lt;b>");
    expect(html).not.toContain('href="https://x.y"');
    expect(html.match(/chat-turn/g)).toHaveLength(2);
    expect(html).toContain("Write to everybody");
  });

  it("counts what others wrote meanwhile", () => {
    expect(draw("candidate", chat)).toMatch(/Chat<span class="tab-extra"[^>]*>1 new/);
    expect(draw("host", chat)).toMatch(/Chat<span class="tab-extra"[^>]*>2 new/);
    expect(draw("host", chat, { set: (desk) => (desk.chatRead.value = 99) })).not.toContain(" new</span>");
  });

  it("is a pane of its own on a phone, with the same count", () => {
    const html = draw("host", chat, { set: (desk) => (desk.width.value = "phone") });
    expect(html).toMatch(/Chat<span class="pane-news">2/);
  });

  it("has no box for an observer, and is not there for who practises alone", () => {
    const olu = draw("observer", chat, { me: "olu", tab: "chat" });
    expect(olu).toContain("You read along.");
    expect(olu).not.toContain("Write to everybody");
    expect(draw("learner", chat)).not.toContain("Chat");
  });
});

describe("a raised hand", () => {
  const up = [...BEGUN, PANEL, ["candidate", "hand_raised", {}] as Told];

  it("is a calm sign for Ida, who takes it down", () => {
    const html = draw("host", up);
    expect(html).toContain("has a hand up");
    expect(html).toContain("Lower Cam’s hand");
    expect(html).not.toContain("Raise hand");
  });

  it("is a pressed button for Cam", () => {
    expect(draw("candidate", up)).toMatch(/aria-pressed="true"[^>]*>.*Hand is up/s);
    expect(draw("candidate", [...up, ["host", "hand_lowered", { person: "candidate" }]])).toContain("Raise hand");
    expect(draw("candidate", [...up, ["candidate", "left", {}], CAM_JOINS])).toContain("Raise hand");
  });

  it("is seen by Pat, who cannot take it down", () => {
    const html = draw("panelist", up, { me: "pat" });
    expect(html).toContain("has a hand up");
    expect(html).not.toContain("Lower Cam");
    expect(html).toContain("Raise hand");
  });
});

describe("who is here", () => {
  it("names everybody with their role, observers declared to Cam", () => {
    const html = draw("candidate", [...BEGUN, PANEL, OLU_JOINS]);
    expect(html).toMatch(/Olu<\/strong>, observer/);
    expect(html).toMatch(/Pat<\/strong>, interviewer/);
    expect(html).toContain("You always read here who they are.");
  });

  it("tells Cam and Ida of a link that is open twice, and nobody else", () => {
    const devices = { candidate: 2, host: 1 };
    expect(draw("candidate", BEGUN, { devices })).toContain(
      "Your link is open on 2 devices. If one of them is not yours",
    );
    const ida = draw("host", BEGUN, { devices });
    expect(ida).toContain("’s link is open on 2 devices.");
    expect(ida).toContain(", on 2 devices");
    expect(draw("panelist", [...BEGUN, PANEL], { me: "pat", devices })).not.toContain("link is open");
  });

  it("says whom one follows", () => {
    const html = draw("candidate", BEGUN, { set: (desk) => (desk.following.value = "host") });
    expect(html).toContain("You follow <strong>Ida</strong>.");
  });
});

describe("notes", () => {
  const tagged: Told = [
    "pat",
    "note_written",
    { note: "n2", text: "Loops", task: "slots", language: "python", line: 3, tag: "code", end: 7 },
  ];

  it("always say that they may be disclosed", () => {
    expect(draw("host", BEGUN)).toContain("Notes may be disclosed to Cam if they ask.");
    const medium = draw("host", BEGUN, { tab: "aside", set: (desk) => (desk.width.value = "medium") });
    expect(medium).toContain("Cam does not see this. Notes may be disclosed");
  });

  it("have a tag, lines and an author, and are changed by that one only", () => {
    const html = draw("host", [...BEGUN, PANEL, note("n1", "Mine"), tagged]);
    expect(html).toContain("solution.py, lines 3 to 7");
    expect(html).toMatch(/class="chip">code</);
    expect(html).toContain('<span class="hint">Pat</span>');
    expect(html.match(/>Edit</g)).toHaveLength(1);
    expect(draw("host", [...BEGUN, note("n1", "Mine")])).not.toContain('<span class="hint">Ida</span>');
  });

  it("keep a text that is too long in the box, and say so", () => {
    const html = draw("host", BEGUN, { set: (desk) => (desk.noteDraft.value = { text: "x".repeat(20_001), tag: "" }) });
    expect(html).toContain("This note has 20,001 characters; the most is 20,000. Split it in two.");
    expect(html).toContain("x".repeat(20_001));
  });

  it("offer the rubric's dimensions, each with a key", () => {
    const html = draw("host", BEGUN);
    expect(html).toContain('aria-keyshortcuts="Alt+1"');
    expect(html).toMatch(/2<\/span>testing/);
  });

  it("are stamped without words", () => {
    const { source, asked } = fakeSource("host", BEGUN);
    const [slots] = page("host").tasks;
    if (!slots) throw new Error("no task");
    const desk = new Desk(page("host"), source, slots);
    stamp({ page: page("host"), source, desk }, { line: 2, end: 4 });
    const place = { task: "slots", language: "python" };
    expect(asked).toEqual([{ type: "note", text: "Moment", ...place, line: 2, end: 4, tag: "" }]);
  });
});

describe("the guide", () => {
  it("has its sections, the levels and the solutions for interviewers", () => {
    const html = draw("observer", BEGUN, { me: "olu", tab: "guide" });
    for (const words of [
      "Secret question",
      "Sorts twice",
      "Asks first",
      "O(n)",
      "Reads well",
      "right = 1",
      "good.py",
    ]) {
      expect(html).toContain(words);
    }
  });
});

describe("the room of Olu, who observes", () => {
  const html = draw("observer", [...BEGUN, PANEL, OLU_JOINS, note("n1", "Calm")], { me: "olu" });

  it("says so, and that Cam knows", () => {
    expect(html).toContain("You are observing; Cam knows that you are here.");
    expect(html).toContain("Calm");
  });

  it("has nothing to press that would be refused", () => {
    const refused = [
      "Run tests",
      "Own case",
      "Run hidden tests",
      "Give this hint",
      "Write a note",
      "Stamp",
      "Raise hand",
    ];
    for (const words of [...refused, "add a case of your own", ">Edit<", "End interview", "Invite"]) {
      expect(html).not.toContain(words);
    }
  });
});
