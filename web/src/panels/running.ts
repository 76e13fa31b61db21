/** Whether the tests can run now, why not, and the run itself: for the button, the keys and the panels alike. */
import { goingRun } from "../core/asked";
import type { Place } from "../core/page";
import type { Live } from "../source";
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
export function runNow({ source, desk }: RoomParts): void {
  const live = source.live;
  if (live === null || goingRun(source.state.peek()) !== null) return;
  const place = desk.place.peek();
  if (whyNot(live, place) !== "") return;
  desk.resultsTab.value = "tests";
  if (desk.width.peek() === "phone") desk.pane.value = "tests";
  live.ask({ type: "run", ...place, suite: "examples" });
}
