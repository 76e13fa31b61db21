/** How a verdict is said and drawn: plain words to a person, and a shape that does not need colour. */
import type { Suite, Verdict } from "./events";
import { counted } from "./clock";
import type { Judged, Run } from "./state";

/** pass: circle with a tick. fail: rounded square with a cross. open: dashed circle. none: not decided by anyone. */
export type Mark = "pass" | "fail" | "open" | "none";

interface Words {
  readonly mark: Mark;
  /** Two or three words beside the mark. */
  readonly short: string;
  /** One calm sentence, for when the server sends none. */
  readonly long: string;
}

const WORDS: Readonly<Record<Verdict, Words>> = {
  passed: { mark: "pass", short: "passed", long: "The answer is the expected one." },
  wrong: { mark: "fail", short: "another answer", long: "The answer differs from the expected one." },
  runtime_error: { mark: "fail", short: "stopped early", long: "The code stopped with an error before it answered." },
  time_limit: { mark: "fail", short: "took too long", long: "This case took longer than the time it has." },
  memory_limit: { mark: "fail", short: "too much memory", long: "This case needed more memory than it has." },
  output_limit: { mark: "fail", short: "printed too much", long: "The code printed more than can be kept." },
  compile_error: { mark: "fail", short: "did not compile", long: "The language could not read this code yet." },
  compile_limit: {
    mark: "fail",
    short: "too much to compile",
    long: "Compiling this code took more time or memory than it may.",
  },
  protocol_error: { mark: "fail", short: "no clear answer", long: "The code ended without giving an answer." },
  cancelled: { mark: "open", short: "stopped", long: "The run was stopped before this case." },
  internal_error: { mark: "open", short: "could not run", long: "The sandbox had trouble of its own. Run it again." },
  unchecked: { mark: "none", short: "answered", long: "Nobody said what the answer should be; this is what came." },
};

export function markOf(verdict: Verdict): Mark {
  return WORDS[verdict].mark;
}

export function shortWords(verdict: Verdict): string {
  return WORDS[verdict].short;
}

/** The sentence above a result: the sandbox's own, else ours. */
export function sentenceOf(result: Pick<Judged, "verdict" | "message">): string {
  return result.message === "" ? WORDS[result.verdict].long : result.message;
}

const SUITE_NAME: Readonly<Record<Suite, string>> = { examples: "Tests", hidden: "Hidden tests", scratch: "Program" };

/** "Tests: 2 of 3 passed", "Tests: 1 of 3 in", "Tests stopped". The same words for eyes, ears and the moments list. */
export function runWords(run: Run): string {
  const suite = SUITE_NAME[run.suite];
  if (run.suite === "scratch") return `${suite}: ${programWords(run)}`;
  if (run.end === null) return `${suite}: ${Object.keys(run.results).length} of ${run.total} in`;
  const { verdict, passed, total } = run.end;
  // The task tells a candidate nothing but that it ended.
  const untold = run.end.feedback === "none" && total === 0;
  if (verdict === "cancelled" && untold) return `${suite} stopped`;
  if (verdict === "cancelled") return `${suite} stopped: ${passed} of ${total} passed`;
  if (verdict === "internal_error") return `${suite}: could not run`;
  if (untold) return `${suite} have run`;
  return `${suite}: ${passed} of ${total} passed`;
}

/** "running", "ended", "stopped early": how it is with a program. That it ended is not a pass. */
export function programWords({ end }: Run): string {
  if (end === null) return "running";
  return end.verdict === "unchecked" || end.verdict === "passed" ? "ended" : WORDS[end.verdict].short;
}

/** Waiting for a place in the sandbox, while others are before it. */
export function queueWords(position: number): string {
  return `Waiting for a place: ${counted(position, "run")} ${position === 1 ? "is" : "are"} before yours.`;
}

export function runMark(run: Run): Mark {
  return run.end === null ? "open" : markOf(run.end.verdict);
}
