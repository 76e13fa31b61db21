import { expect, test } from "vitest";
import { browserWords, connectionWords, median, summary, trialWords } from "../../src/core/device";

test("a browser that has everything needs no word of advice", () => {
  expect(browserWords([], true)).toEqual({ good: true, words: "works, nothing to install" });
});

test("one that lacks something is told what, and the mend", () => {
  const { good, words } = browserWords(["WebSockets", "dialogs"], true);
  expect(good).toBe(false);
  expect(words).toContain("no WebSockets and no dialogs");
  expect(words).toContain("Update it");
});

test("a private window works, and Cam knows what it costs", () => {
  expect(browserWords([], false)).toMatchObject({ good: true });
  expect(browserWords([], false).words).toContain("normal window");
});

test.each([
  [true, [18, 17, 400], true, "18 ms to the room and back"],
  [true, [0.2], true, "1 ms to the room and back"],
  [true, [200, 220], true, "210 ms to the room and back. That is fine"],
  [true, [900], true, "which is slow. It works"],
  [false, [20], false, "WebSockets do not get through"],
  [true, [], false, "did not answer"],
] as const)("connection: socket %s, trips %j", (socket, trips, good, words) => {
  const found = connectionWords(socket, trips);
  expect(found.good).toBe(good);
  expect(found.words).toContain(words);
});

test("the median is not moved by one slow answer", () => {
  expect(median([5, 5000, 6])).toBe(6);
  expect(median([1, 3])).toBe(2);
  expect(median([])).toBeNull();
});

test("a trial run tells its time, or why not and that the room opens all the same", () => {
  expect(trialWords("Python", "", 39.6)).toEqual({ good: true, words: "Python answered in 40 ms" });
  expect(trialWords("Python", "Docker does not answer.", 0).words).toMatch(
    /Docker does not answer.*room opens all the same/,
  );
});

test("all of it is one sentence", () => {
  const [good, bad] = [
    { good: true, words: "" },
    { good: false, words: "" },
  ];
  expect(summary([good, good])).toBe("Everything works.");
  expect(summary([good, bad])).toBe("One thing needs a look.");
  expect(summary([bad, bad])).toBe("2 things need a look.");
});
