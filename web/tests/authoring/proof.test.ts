/** A proof as the server tells it, by the golden file that its own tests write. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { didWords, isOver, job, lineWords, stageWords, type Job } from "../../src/core/authoring/proof";
import { Rejection } from "../../src/core/read";

const GOLDEN = new URL("../../../tests/wire/proof.json", import.meta.url);
const golden = JSON.parse(readFileSync(GOLDEN, "utf8")) as { readonly running: object; readonly done: object };

function read(told: object): Job {
  const found = job(told, "");
  if (found instanceof Rejection) throw new Error(found.why);
  return found;
}

describe("a proof as the server tells it", () => {
  it("goes on, with a line for each rule", () => {
    const running = read(golden.running);
    expect(isOver(running)).toBe(false);
    expect(stageWords(running)).toBe("Proving for 3 s.");
    expect(running.lines.map(lineWords)).toEqual(["0 of 1, good.py", "broken"]);
    expect(running.lines[1]?.findings[0]?.what).toBe("It passes every case.");
  });

  it("ends with what its solutions did, the cases that were made and the mistakes that nothing catches", () => {
    const done = read(golden.done);
    expect(stageWords(done)).toBe("It proves itself, after 4 s.");
    const [good, wrong] = done.solutions;
    if (!good || !wrong) throw new Error("it has two solutions");
    expect(didWords(good)).toBe("passes all 1, slowest 1 ms");
    expect(didWords(wrong)).toBe("fails edges/none");
    expect(didWords({ ...wrong, kept: false, more: 4 })).toBe("fails unlike its promise: edges/none and 4 more");
    expect(done.proof?.made).toEqual([{ group: "large", name: "seed 1", input: '{"busy": [0, 1]}', answer: "1" }]);
    expect(done.proof?.survivors.map(({ what, before }) => [what, before])).toEqual([
      ["0 became 1", "return len(busy) - sum(busy) + 0"],
    ]);
  });
});
