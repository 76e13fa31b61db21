import { afterEach, expect, test, vi } from "vitest";
import { Pad } from "../../src/net/pad";
import { page as pageOf } from "../people";
import { READY } from "../panels/fakeSource";

const page = { ...pageOf("candidate"), key: "k" };
const [task] = page.tasks;
const place = { task: task?.slug ?? "", language: page.languages[0]?.id ?? "" };
const padOf = (): Pad =>
  new Pad(page, { starters: Object.fromEntries(page.languages.map(({ id }) => [id, `begin ${id}`])), sandbox: READY });

/** A server that answers with these lines, and what was sent to it. */
function serves(...lines: object[]): URLSearchParams[] {
  const sent: URLSearchParams[] = [];
  vi.stubGlobal("fetch", (_address: string, init: RequestInit) => {
    sent.push(init.body as URLSearchParams);
    const body = lines.map((line) => `${JSON.stringify(line)}\n`).join("");
    return Promise.resolve(new Response(body, { headers: { "content-type": "application/x-ndjson" } }));
  });
  return sent;
}

const event = (seq: number, kind: string, data: object): object => ({
  type: "event",
  event: { seq, at: 0, wall: 1, by: "candidate", kind, data },
});
const started = event(1, "run_started", {
  run: "r",
  task: "",
  language: place.language,
  suite: "scratch",
  digest: "d",
  total: 0,
  cases: [],
});
const printed = event(2, "printed", { run: "r", stream: "stdout", text: "hello\n" });
const ended = event(3, "run_ended", {
  run: "r",
  suite: "scratch",
  verdict: "unchecked",
  message: "",
  passed: 0,
  total: 0,
  ms: 2,
});

afterEach(() => vi.unstubAllGlobals());

test("a run sends the text of this page with the candidate's key, and shows what comes", async () => {
  const sent = serves(started, { type: "waits", position: 1 }, printed, ended);
  const pad = padOf();
  expect(pad.ask({ type: "scratch", ...place, stdin: "3\n" })).toBe(true);
  await vi.waitFor(() => expect(pad.state.value.runs.at(-1)?.end?.verdict).toBe("unchecked"));
  expect(Object.fromEntries(sent[0] ?? [])).toEqual({
    task: "",
    language: place.language,
    source: `begin ${place.language}`,
    stdin: "3\n",
    suite: "scratch",
    key: "k",
  });
  const run = pad.state.value.runs.at(-1);
  expect(run).toMatchObject({ ...place, printed: [{ stream: "stdout", text: "hello\n" }] });
});

test("a refusal is said in its words, and nothing goes on", async () => {
  serves({ type: "refused", message: "Something of yours is running already.", field: "" });
  const pad = padOf();
  pad.ask({ type: "run", ...place, suite: "examples" });
  await vi.waitFor(() => expect(pad.refusal.value?.message).toBe("Something of yours is running already."));
  expect(pad.state.value.runs).toEqual([]);
  pad.dismissRefusal();
  expect(pad.refusal.value).toBeNull();
});

test("an answer that breaks off ends the run all the same", async () => {
  serves(started, printed);
  const pad = padOf();
  pad.ask({ type: "scratch", ...place, stdin: "" });
  await vi.waitFor(() => expect(pad.state.value.runs.at(-1)?.end?.verdict).toBe("internal_error"));
});

test("what belongs to the room is refused, and nothing is reported to anybody", () => {
  const sent = serves();
  const pad = padOf();
  expect(pad.ask({ type: "note", text: "x", ...place, line: 1, tag: "", end: 0 })).toBe(false);
  expect(pad.refusal.value?.message).toContain("for the room");
  expect(pad.report()).toBe(false);
  expect(sent).toEqual([]);
});
