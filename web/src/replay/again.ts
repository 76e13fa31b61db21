/** Runs on the code of a moment, and stories of cases: asked for here, kept as long as the page is open. */
import { signal } from "@preact/signals";
import { changeWords, heardOfRun, heardOfStory, rerunOf, storyOf, untriedWords, type Story } from "../core/again";
import type { Suite } from "../core/events";
import type { Moment } from "../core/moments";
import type { Page, Place } from "../core/page";
import { postForLines } from "./lines";
import type { Desk } from "../panels/desk";
import { keepMarks } from "./extra";

/** Every story that was asked for, by `storyKey`. */
export const stories = signal<Readonly<Record<string, Story>>>({});

let running: AbortController | null = null;
let asking: AbortController | null = null;

export function storyKey(place: Place, suite: Suite, asked: string): string {
  return [place.task, place.language, suite, asked].join(" ");
}

/** Runs these tests on the file in front as it was at `at`; what ran before is stopped. The results are in the panels. */
export async function runAgain(page: Page, desk: Desk, suite: "examples" | "hidden", at: number): Promise<void> {
  running?.abort();
  const mine = (running = new AbortController());
  const place = desk.place.peek();
  const time = Math.round(at);
  desk.resultsTab.value = suite === "hidden" ? "hidden" : "tests";
  desk.again.value = rerunOf(place, suite, time);
  if (desk.width.peek() === "phone") desk.pane.value = "tests";
  const fields = { ...place, suite, at: String(time), "form-token": page.form };
  for await (const line of postForLines(`/interviews/${page.room}/again/run`, fields, mine.signal)) {
    if (running !== mine || desk.again.peek() === null) return;
    desk.again.value = heardOfRun(desk.again.peek() ?? rerunOf(place, suite, time), line);
  }
  const last = desk.again.peek();
  if (running === mine && last?.going) desk.again.value = { ...last, going: false, trouble: STOPPED };
}

const STOPPED = "It was stopped before it came to its end.";

export function stopAgain(): void {
  running?.abort();
}

/** Finds out when a case of the file passed and when it did not; "" asks for all of them. */
export async function askStory(page: Page, place: Place, suite: Suite, asked: string): Promise<void> {
  asking?.abort();
  const mine = (asking = new AbortController());
  const key = storyKey(place, suite, asked);
  const tell = (story: Story): void => {
    stories.value = { ...stories.peek(), [key]: story };
    markStories();
  };
  tell(storyOf(place, suite, asked));
  const fields = { task: place.task, language: place.language, suite, case: asked, "form-token": page.form };
  for await (const line of postForLines(`/interviews/${page.room}/again/history`, fields, mine.signal)) {
    const before = stories.peek()[key];
    if (before) tell(heardOfStory(before, line));
  }
  const last = stories.peek()[key];
  if (last?.going) tell({ ...last, going: false, trouble: STOPPED });
}

export function stopStory(): void {
  asking?.abort();
}

/** Takes an answer and its marks away. */
export function dropStory(key: string): void {
  stories.value = Object.fromEntries(Object.entries(stories.peek()).filter(([kept]) => kept !== key));
  markStories();
}

/** The answers on the axis. Their numbers are below zero: they are no entries of the timeline. */
function markStories(): void {
  const found = new Map<string, Moment>();
  for (const story of Object.values(stories.peek())) {
    for (const moment of momentsOf(story)) found.set(`${moment.at} ${moment.words}`, moment);
  }
  const moments = [...found.values()].sort((a, b) => a.at - b.at);
  keepMarks(
    "stories",
    moments.map((moment, index) => ({ ...moment, seq: -1 - index })),
  );
}

export function momentsOf(story: Story): readonly Moment[] {
  return story.changes.flatMap((change) => {
    const version = story.versions[change.version];
    const name = story.cases.find((each) => each.case === change.case)?.name ?? change.case;
    if (!version) return [];
    return [
      {
        seq: 0,
        at: version.at,
        by: "room",
        kind: "answer",
        mark: change.passes ? "pass" : "fail",
        words: `“${name}” ${changeWords(change, version)}`,
        detail: untriedWords(change),
        place: {
          task: story.task,
          language: story.language,
          ...(version.file ? { file: version.file } : {}),
          line: version.first_line,
        },
        ref: "",
      },
    ];
  });
}
