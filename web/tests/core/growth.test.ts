import { describe, expect, it } from "vitest";
import { FORMAT, readGrowth, together, type Growth } from "../../src/core/growth";

const file = (...sessions: { id: string; date: string; title?: string }[]): Growth => ({ format: FORMAT, sessions });

describe("a growth file", () => {
  it("is read again as it was written", () => {
    const one = file({ id: "a", date: "2026-11-27", title: "Backend" });
    expect(readGrowth(JSON.stringify(one))).toEqual(one);
  });

  it.each(["", "{", "[]", '{"format": "other", "sessions": []}', `{"format": "${FORMAT}"}`])("is not %s", (text) => {
    expect(readGrowth(text)).toBeNull();
  });

  it("has only sessions with an id and a day", () => {
    expect(readGrowth(JSON.stringify({ format: FORMAT, sessions: [{ id: "a" }] }))).toBeNull();
  });

  it("is put together with a session, oldest first, each session once and as it is now", () => {
    const before = file({ id: "b", date: "2026-11-27", title: "before" }, { id: "a", date: "2026-10-01" });
    const now = together(before, file({ id: "b", date: "2026-11-27", title: "now" }));
    expect(now.sessions.map((each) => [each.id, each["title"]])).toEqual([
      ["a", undefined],
      ["b", "now"],
    ]);
  });
});
