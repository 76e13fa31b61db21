/** What the server says of a proof while it goes on, and when it is over. */
import { flag, listOf, number, object, orElse, text, whole, type Read } from "../read";

const finding = object({ weight: text, file: text, what: text, mend: text });

const line = object({
  rule: text,
  title: text,
  /** waiting, running, kept, noted (kept, with a note), broken, left (not tried). */
  state: text,
  done: whole,
  total: whole,
  now: text,
  findings: listOf(finding),
});
export type ProofLine = Read<typeof line>;

const survivor = object({ fingerprint: text, line: whole, what: text, before: text, after: text });
export type Survivor = Read<typeof survivor>;

const result = object({ group: text, name: text, verdict: text, message: text, got: text });

const solution = object({
  file: text,
  promise: text,
  language: text,
  kept: flag,
  slowest_ms: number,
  cases: whole,
  failed: listOf(result),
  /** Cases that failed and are not told. */
  more: whole,
});
export type ProvedSolution = Read<typeof solution>;

const made = object({ group: text, name: text, input: text, answer: text });
export type MadeCase = Read<typeof made>;

const proof = object({
  made: listOf(made),
  proved: flag,
  cases: whole,
  tried: whole,
  caught: whole,
  survivors: listOf(survivor),
});

export const job = object({
  /** waiting, running, done, cancelled, broken. */
  stage: text,
  words: text,
  /** Of texts that were not saved. */
  typed: flag,
  /** The version that it is about. */
  digest: text,
  ahead: whole,
  seconds: number,
  lines: listOf(line),
  solutions: listOf(solution),
  proof: orElse(proof, null),
});
export type Job = Read<typeof job>;

export const started = object({ job: orElse(job, null) });
export const keptMistake = object({ path: text, text });

export function isOver({ stage }: Job): boolean {
  return stage === "done" || stage === "cancelled" || stage === "broken";
}

/** One sentence about how it stands. */
export function stageWords(now: Job): string {
  const seconds = Math.round(now.seconds);
  switch (now.stage) {
    case "waiting":
      return now.ahead > 0
        ? `Waits for ${now.ahead === 1 ? "another proof" : `${now.ahead} other proofs`}.`
        : "Begins.";
    case "running":
      return `Proving for ${seconds} s.`;
    case "done": {
      const found = now.proof?.proved === true ? "It proves itself" : "It does not prove itself yet";
      return [`${found}, after ${seconds} s.`, now.words].join(" ").trim();
    }
    default:
      return now.words;
  }
}

export function lineWords(of: ProofLine): string {
  if (of.state === "running") return `${of.done} of ${of.total}${of.now === "" ? "" : `, ${of.now}`}`;
  return (
    { waiting: "waits", kept: "kept", noted: "kept, with a note", broken: "broken", left: "not tried" }[of.state] ?? ""
  );
}

/** What a solution did, in a few words. */
export function didWords({ failed, more, kept, slowest_ms: slowest, cases }: ProvedSolution): string {
  if (failed.length === 0) return `passes all ${cases}, slowest ${Math.round(slowest)} ms`;
  const places = failed.slice(0, 2).map(({ group, name }) => `${group}/${name}`);
  const rest = failed.length - places.length + more;
  return `${kept ? "fails" : "fails unlike its promise:"} ${places.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}
