import { describe, expect, it } from "vitest";
import type { Place } from "../../src/core/page";
import { apply } from "../../src/core/state";
import { Desk } from "../../src/panels/desk";
import { resize, LAYOUT } from "../../src/panels/layout";
import { CAM_JOINS, event, OPENED, page, type Told } from "../people";
import { fakeSource, OPEN } from "./fakeSource";

const PYTHON: Place = { task: "slots", language: "python" };
const JAVASCRIPT: Place = { task: "slots", language: "javascript" };

/** Cam's desk in a room of given events; `told` is what the room was told of where Cam is. */
function desk(...events: readonly Told[]) {
  const { source, live, state, connection, asked } = fakeSource("candidate", [OPENED, ...events], { at: "resting" });
  const [first] = page().tasks;
  if (!first) throw new Error("no task");
  const made = new Desk(page(), source, first);
  made.tell(live);
  const hear = (by: string, kind: "switched", data: Place): void => {
    state.value = apply(state.peek(), event(state.peek().seq + 1, by, kind, data));
  };
  const open = (): void => {
    connection.value = OPEN;
  };
  const lose = (): void => {
    connection.value = { at: "waiting", tries: 1, delay: 1 };
  };
  return { desk: made, told: asked, hear, open, lose };
}

const switchTo = (place: Place): unknown => ({ type: "switch", ...place });

describe("where Cam is", () => {
  it("is told to the room once, on coming in", () => {
    const cam = desk(CAM_JOINS);
    expect(cam.told).toEqual([]);
    cam.open();
    expect(cam.told).toEqual([switchTo(PYTHON)]);
    cam.hear("candidate", "switched", PYTHON);
    expect(cam.told).toHaveLength(1);
  });

  it("is the same after a reload, and is not told again", () => {
    const cam = desk(CAM_JOINS, ["candidate", "switched", JAVASCRIPT]);
    cam.open();
    expect(cam.desk.place.value).toEqual(JAVASCRIPT);
    expect(cam.told).toEqual([]);
  });

  it("is told when Cam goes to another file, without an echo", () => {
    const cam = desk(CAM_JOINS, ["candidate", "switched", PYTHON]);
    cam.open();
    cam.desk.goTo(JAVASCRIPT);
    cam.hear("host", "switched", PYTHON);
    expect(cam.told).toEqual([switchTo(JAVASCRIPT)]);
    cam.hear("candidate", "switched", JAVASCRIPT);
    expect(cam.told).toHaveLength(1);
  });

  it("is told after the connection came back, if Cam moved meanwhile", () => {
    const cam = desk(CAM_JOINS, ["candidate", "switched", PYTHON]);
    cam.open();
    cam.lose();
    cam.desk.goTo(JAVASCRIPT);
    expect(cam.told).toEqual([]);
    cam.open();
    expect(cam.told).toEqual([switchTo(JAVASCRIPT)]);
  });

  it("does not go back and forth between two tabs of Cam", () => {
    const cam = desk(CAM_JOINS, ["candidate", "switched", PYTHON]);
    cam.open();
    cam.desk.goTo(JAVASCRIPT);
    cam.hear("candidate", "switched", JAVASCRIPT);
    cam.hear("candidate", "switched", PYTHON);
    expect(cam.desk.place.value).toEqual(JAVASCRIPT);
    expect(cam.told).toHaveLength(1);
  });

  it("is never a file that the room does not have", () => {
    const cam = desk(CAM_JOINS);
    cam.desk.goTo({ task: "../secret", language: "python" });
    expect(cam.desk.place.value).toEqual(PYTHON);
  });
});

describe("the desk", () => {
  it("forgets the chosen case with the file", () => {
    const cam = desk(CAM_JOINS);
    cam.desk.chosenCase.value = "one";
    cam.desk.goTo(JAVASCRIPT);
    expect(cam.desk.chosenCase.value).toBeNull();
  });

  it("asks for a note where the notes are", () => {
    const { desk: ida } = desk(CAM_JOINS);
    ida.width.value = "medium";
    ida.askForNote({ line: 9, end: 11 });
    expect([ida.leftTab.value, ida.pane.value, ida.about.value, ida.noteAsked.value]).toEqual([
      "aside",
      "aside",
      { line: 9, end: 11 },
      1,
    ]);
  });

  it("keeps what a note is about, wherever Ida goes meanwhile", () => {
    const { desk: ida } = desk(CAM_JOINS);
    ida.askForNote({ line: 2, end: 0 });
    ida.goTo(JAVASCRIPT);
    expect([ida.about.value.line, ida.aboutPlace.value]).toEqual([2, PYTHON]);
  });

  it("keeps panes within their bounds", () => {
    resize(LAYOUT.left, 5);
    expect(LAYOUT.left.px.value).toBe(LAYOUT.left.least);
    resize(LAYOUT.left, 5000);
    expect(LAYOUT.left.px.value).toBe(LAYOUT.left.most);
  });
});
