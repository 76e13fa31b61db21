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

const proof = object({
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
  ahead: whole,
  seconds: number,
  lines: listOf(line),
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
