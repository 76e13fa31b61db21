import { describe, expect, it } from "vitest";
import { NOTHING_TYPED, savedWord, saving, type SavingNews } from "../../src/core/saving";

function word(...news: readonly SavingNews[]): string {
  return savedWord(news.reduce(saving, NOTHING_TYPED));
}

const CONNECTED: SavingNews = { is: "connected" };
const SENT: SavingNews = { is: "sent" };
const stored = (upto: number): SavingNews => ({ is: "stored", upto });

describe("“Saved” is a promise", () => {
  it("is said while nothing was typed", () => {
    expect(word()).toBe("saved");
    expect(word(CONNECTED, stored(0))).toBe("saved");
  });

  it("is said only when every frame is on the disk", () => {
    expect(word(CONNECTED, SENT, SENT, stored(1))).toBe("saving");
    expect(word(CONNECTED, SENT, SENT, stored(2))).toBe("saved");
  });

  it("is not taken back by news that comes late", () => {
    expect(word(CONNECTED, SENT, SENT, stored(2), stored(1))).toBe("saved");
  });

  it("is not said while Cam types offline", () => {
    expect(word({ is: "typed-offline" })).toBe("unsaved");
  });

  it("is not said for what was on its way when the connection went", () => {
    expect(word(CONNECTED, SENT, { is: "disconnected" })).toBe("unsaved");
    expect(word(CONNECTED, SENT, stored(1), { is: "disconnected" })).toBe("saved");
  });

  it("is said again once the first frame after coming back is stored: it carries all that was kept", () => {
    const back = [{ is: "typed-offline" }, CONNECTED, stored(0), SENT] as const;
    expect(word(...back)).toBe("saving");
    expect(word(...back, stored(1))).toBe("saved");
  });

  it("is not said while the server cannot store", () => {
    const trouble: SavingNews = { is: "trouble", message: "The disk is full." };
    expect(word(CONNECTED, SENT, trouble)).toBe("unsaved");
    expect(word(CONNECTED, SENT, stored(1), trouble)).toBe("unsaved");
    expect(word(CONNECTED, SENT, trouble, { is: "trouble", message: "" }, stored(1))).toBe("saved");
  });
});
