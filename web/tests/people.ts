/** Events and pages as tests write them: Ida interviews, Cam is the candidate. */
import type { DataOf, Kind, RoomEvent } from "../src/core/events";
import type { Page } from "../src/core/page";

/** Numbers events from 1, one second apart, as one timeline. */
export function timeline(...told: readonly Told[]): readonly RoomEvent[] {
  return told.map(([by, kind, data], index) => event(index + 1, by, kind, data, index * 1000));
}

/** What a record of before says too: only projects name a file. */
export type DataToldOf<K extends Kind> =
  DataOf<K> extends { readonly file: string }
    ? Omit<DataOf<K>, "file"> & { readonly file?: string | undefined }
    : DataOf<K>;
export type Told = { [K in Kind]: readonly [by: string, kind: K, data: DataToldOf<K>] }[Kind];

export function event<K extends Kind>(
  seq: number,
  by: string,
  kind: K,
  data: DataToldOf<K>,
  at = seq * 1000,
): RoomEvent {
  return { seq, at, wall: 1_795_312_800_000 + at, by, kind, data } as RoomEvent;
}

export const OPENED: Told = [
  "room",
  "opened",
  { title: "Backend engineer", host: "Ida", candidate: "Cam", tasks: ["slots"], digests: ["d"], facts: false },
];
export const IDA_JOINS: Told = ["host", "joined", { name: "Ida", role: "host" }];
export const CAM_JOINS: Told = ["candidate", "joined", { name: "Cam", role: "candidate" }];
export const STARTED: Told = ["room", "started", {}];

export function runStarted(run = "r1", over: Partial<DataOf<"run_started">> = {}): Told {
  const cases = ["one", "two"].map((id) => shown(id));
  const suite = "examples" as const;
  const usual = { digest: "d", total: 2, cases, stdin: "", seed: 0, feedback: "count" } as const;
  return ["candidate", "run_started", { run, task: "slots", language: "python", suite, ...usual, ...over }];
}

function shown(id: string): DataOf<"run_started">["cases"][number] {
  return { case: id, name: `case ${id}`, group: "", args: { n: 1 }, expected: 1, checked: true, reveal: "never" };
}

export function judged(id: string, over: Partial<DataOf<"case_judged">> = {}): Told {
  const said = {
    message: "",
    trace: "",
    stdout: "",
    stderr: "",
    cut: false,
    ms: 0.2,
    reveal: "never",
    note: "",
  } as const;
  return [
    "room",
    "case_judged",
    { run: "r1", suite: "examples", case: id, verdict: "passed", got: 1, ...said, ...over },
  ];
}

export function runEnded(over: Partial<DataOf<"run_ended">> = {}): Told {
  const usual = { message: "", passed: 2, total: 2, ms: 40, feedback: "count" } as const;
  return ["room", "run_ended", { run: "r1", suite: "examples", verdict: "passed", ...usual, ...over }];
}

export function note(id: string, text: string): Told {
  const about = { task: "slots", language: "python", line: 0, tag: "", end: 0, file: "" };
  return ["host", "note_written", { note: id, text, ...about }];
}

/** A page's data as the server writes it, for one role. */
export function page(role: "host" | "candidate" = "candidate"): Page {
  const task: Page["tasks"][number] = {
    slug: "slots",
    title: "Free slots",
    difficulty: "medium",
    minutes: 40,
    tags: ["intervals"],
    kind: "function",
    back: "",
    schema: "",
    languages: ["python", "javascript"],
    open: {},
    statement: "<p>Return every free stretch.</p>",
    params: [{ name: "busy", type: "list[list[int]]" }],
    returns: "list[list[int]]",
    examples: [{ case: "one", name: "two meetings", args: { busy: [[1, 2]] }, expected: [[2, 3]], note: "" }],
    hints: 0,
    interviewer: null,
  };
  const hints = ["Sort *first*.", "A secret hint"];
  const sections = { follow_ups: ["<p>Secret question</p>"], wrong_turns: [], good_signs: [], complexity: "" };
  const sheets = { guide: "<p>Secret guide</p>", ...sections, hints, solutions: [], rubric: {}, parts: [] };
  const hidden = [
    { group: "edge", cases: [{ case: "h1", name: "secret case", args: {}, expected: 1 }], generated: 2, part: 1 },
  ];
  return {
    room: "k3v9x0q2m1ab",
    title: "Backend engineer",
    role,
    me: "",
    name: role === "host" ? "Ida" : "Cam",
    facts: false,
    private: "released",
    privately: {},
    practice: "",
    key: "k",
    agenda: null,
    links: role === "host" ? { candidate: "https://rooms.example/join/x?key=y" } : null,
    replay: "",
    form: "",
    exports: [],
    offline: false,
    clip: null,
    warm_up: null,
    languages: [
      { id: "python", title: "Python 3.13", file: "solution.py", editor: "python", indent: 4 },
      { id: "javascript", title: "JavaScript", file: "solution.js", editor: "javascript", indent: 2 },
    ],
    tasks: [role === "host" ? { ...task, interviewer: { ...sheets, hidden } } : task],
  };
}
