/** What a solution promises: by its name (good, wrong, slow, crash), and by the `# fails:` of its first line. */

export type Promised = "good" | "wrong" | "slow" | "crash";

export const PROMISES: readonly { readonly id: Promised; readonly title: string; readonly words: string }[] = [
  { id: "good", title: "Reference", words: "passes everything" },
  { id: "wrong", title: "Wrong", words: "gives a wrong answer somewhere" },
  { id: "slow", title: "Slow", words: "right, but over the time limit" },
  { id: "crash", title: "Crash", words: "stops with an error" },
];

export function promiseOf(file: string): Promised | null {
  return PROMISES.find(({ id }) => file.startsWith(id))?.id ?? null;
}

const FAILS = /^([^\w\s]{1,4})\s*fails:\s*(.+?)\s*(\*\/|\*\)|-->|-\}|\|#)?\s*$/;

/** What the first line names: `edges`, or `edges/just free`; "" where it names nothing. */
export function failsIn(source: string): string {
  return FAILS.exec(source.split("\n", 1)[0] ?? "")?.[2] ?? "";
}

const COMMENTS: Readonly<Record<string, readonly [string, string]>> = {
  sql: ["--", ""],
  haskell: ["--", ""],
  lua: ["--", ""],
  ada: ["--", ""],
  ocaml: ["(*", " *)"],
  clojure: [";", ""],
  scheme: [";", ""],
  commonlisp: [";", ""],
  erlang: ["%", ""],
  prolog: ["%", ""],
  octave: ["%", ""],
  fortran: ["!", ""],
  python: ["#", ""],
  ruby: ["#", ""],
  bash: ["#", ""],
  shell: ["#", ""],
  perl: ["#", ""],
  r: ["#", ""],
  julia: ["#", ""],
  elixir: ["#", ""],
  crystal: ["#", ""],
  powershell: ["#", ""],
  tcl: ["#", ""],
};

/** The source with that promise in its first line; "" takes the line out. */
export function withFails(source: string, place: string, language: string): string {
  const known = FAILS.exec(source.split("\n", 1)[0] ?? "");
  const rest = known ? source.slice(source.indexOf("\n") + 1 || source.length) : source;
  if (place === "") return rest;
  const [open, close] = COMMENTS[language] ?? ["//", ""];
  return known
    ? `${known[1] ?? open} fails: ${place}${known[3] ? ` ${known[3]}` : ""}\n${rest}`
    : `${open} fails: ${place}${close}\n${rest}`;
}

export interface SolutionName {
  readonly promise: Promised | null;
  /** What it is called after its promise: `late` of `wrong-late.py`. */
  readonly called: string;
  readonly ending: string;
  /** Of a project's solution in several files, the rest of the path: `/desk.py` of `good.py/desk.py`. */
  readonly inside: string;
}

/** A path below `solutions/`, in its parts. */
export function solutionName(file: string): SolutionName {
  const slash = file.indexOf("/");
  const [root, inside] = slash === -1 ? [file, ""] : [file.slice(0, slash), file.slice(slash)];
  const dot = root.lastIndexOf(".");
  const [stem, ending] = dot === -1 ? [root, ""] : [root.slice(0, dot), root.slice(dot)];
  return { promise: promiseOf(file), called: stem.replace(/^(good|wrong|slow|crash)-?/, ""), ending, inside };
}

/** `wrong-late.py` from what somebody calls it. */
export function solutionFile(promise: Promised, called: string, ending: string, taken: readonly string[]): string {
  const words = called
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  const first = words === "" ? promise : `${promise}-${words}`;
  for (let number = 1; ; number += 1) {
    const file = `${number === 1 ? first : `${first}-${number}`}${ending}`;
    if (!taken.includes(file)) return file;
  }
}
