/** What the room says aloud to a screen reader: short, about what somebody else did, never every keystroke. */
import type { RoomEvent, Suite } from "./events";
import { counted } from "./clock";
import { plainText } from "./markdown";
import { oneLine } from "./moments";
import type { RoomState } from "./state";
import { runWords } from "./verdicts";

const STARTED: Readonly<Record<Suite, string>> = {
  examples: "Tests are running",
  hidden: "Hidden tests are running",
  scratch: "The program is running",
};

/** The sentence for one event as this person should hear it, or "" for silence. `state` is the room after the event. */
export function spoken(event: RoomEvent, state: RoomState, me: string): string {
  const name = state.people[event.by]?.name ?? "Somebody";
  switch (event.kind) {
    case "joined":
      return event.by === me ? "" : `${name} joined`;
    case "left":
      return event.by === me ? "" : `${name} left`;
    case "started":
      return "The interview has started";
    case "switched":
      return event.by === me ? "" : `${name} is in another file`;
    case "file_created":
      return event.by === "room"
        ? ""
        : event.by === me
          ? `${event.data.path} is there`
          : `${name} made ${event.data.path}`;
    case "file_renamed":
      return event.by === me
        ? `Renamed to ${event.data.path}`
        : `${name} renamed ${event.data.was} to ${event.data.path}`;
    case "file_deleted":
      return event.by === me ? `${event.data.path} is deleted` : `${name} deleted ${event.data.path}`;
    case "file_restored":
      return event.by === me ? `${event.data.path} is back` : `${name} brought ${event.data.path} back`;
    case "run_started":
      return STARTED[event.data.suite];
    case "run_ended": {
      const run = state.runs.find((each) => each.id === event.data.run);
      return run ? runWords(run) : "";
    }
    case "case_added":
      return event.by === me ? "" : `${name} added a case`;
    case "note_written":
      return event.by === me ? "Note kept" : "";
    case "said":
      return event.by === me ? "" : `${name} wrote: ${oneLine(event.data.text)}`;
    case "hand_raised":
      return event.by === me ? "Your hand is up" : `${name} raised a hand`;
    case "hand_lowered":
      return loweredWords(event, state, me);
    case "stage_began":
      return event.by === me ? "" : `The stage ${event.data.title} began`;
    case "paused":
      return event.by === me ? "The clock is paused" : `${name} paused the clock`;
    case "resumed":
      return "The clock goes on";
    case "extended":
      return `The stage has ${counted(event.data.minutes, "minute")} more`;
    case "part_opened":
      return `Part ${event.data.part} is open${event.data.title === "" ? "" : `: ${event.data.title}`}`;
    case "hint_given":
      return event.by === me ? "Hint given" : `${name} gave a hint: ${plainText(event.data.text)}`;
    case "private_began":
      return event.by === me ? "You are working privately" : `${candidate(state)} is working privately`;
    case "private_ended":
      return `${me === "candidate" ? "You are" : `${candidate(state)} is`} back`;
    case "private_released":
      return event.by === me ? "Released" : `${name} released what they tried privately`;
    case "panel_changed":
      return event.by === me ? "" : "The panel changed";
    case "version_taken":
      return "The task has a newer version";
    case "interrupted":
      return "The server was away and is back";
    case "ended":
      return "The interview has ended";
    case "opened":
    case "forked":
    case "agreed":
    case "edited":
    case "pointed":
    case "case_dropped":
    case "case_judged":
    case "printed":
    case "note_changed":
    case "note_dropped":
    case "stage_ended":
    case "pasted":
    case "went_away":
    case "came_back":
    case "private_edited":
    case "private_ran":
      return "";
  }
}

function loweredWords(event: Extract<RoomEvent, { kind: "hand_lowered" }>, state: RoomState, me: string): string {
  const { person } = event.data;
  if (person === me) return event.by === me ? "Your hand is down" : "Your hand was seen, and is down";
  return event.by === me ? `The hand of ${state.people[person]?.name ?? "somebody"} is down` : "";
}

function candidate(state: RoomState): string {
  return state.people["candidate"]?.name ?? "The candidate";
}
