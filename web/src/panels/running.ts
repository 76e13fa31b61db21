/** Whether the code can run now, why not, and the run itself: for the button, the keys and the panels alike. */
import { goingRun, latestRun } from "../core/asked";
import type { Runnable } from "../core/frames";
import { textOf } from "../core/kinds";
import { asLines } from "../core/ownCase";
import type { Place } from "../core/page";
import type { Live } from "../source";
import type { ResultsTab } from "./desk";
import type { RoomParts } from "./room";

/** Why Run is off at this place, as a sentence; "" when it is on. */
export function whyNot(live: Live, place: Place): string {
  const sandbox = live.sandbox.value;
  if (live.connection.value.at !== "open") return "Runs need the connection. It is coming back.";
  if (sandbox === null) return "";
  if (!sandbox.ready) return sandbox.why || "The sandbox is not ready yet.";
  const language = sandbox.languages.find((each) => each.id === place.language);
  return language && !language.ready ? language.why || "This language is not ready yet." : "";
}

/** Runs the visible tests of the file in front, unless that is impossible right now. */
export function runNow(room: RoomParts): void {
  const { task, language } = room.desk.place.peek();
  run(room, "tests", { type: "run", task, language, suite: "examples" });
}

/** Runs the file in front as a program, on what stands in the input box. */
export function runProgram(room: RoomParts): void {
  run(room, "program", { type: "scratch", ...room.desk.place.peek(), stdin: asLines(stdinOf(room)) });
}

/** What the input box holds: what was typed here, else what this file's program read last, else the first example. */
export function stdinOf({ source, desk }: RoomParts): string {
  const typed = desk.stdin.value[desk.place.value.task];
  if (typed !== undefined) return typed;
  const last = latestRun(source.state.value, desk.place.value, "scratch");
  const task = desk.task.value;
  return last?.stdin ?? (task.kind === "stdin" ? textOf(task.examples[0]?.args["stdin"]) : "");
}

function run({ source, desk }: RoomParts, tab: ResultsTab, ask: Runnable): void {
  const live = source.live;
  if (live === null || goingRun(source.state.peek()) !== null || whyNot(live, ask) !== "") return;
  desk.resultsTab.value = tab;
  if (desk.width.peek() === "phone") desk.pane.value = "tests";
  live.ask(ask);
}
