import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { PLACE, readPreferences, USUAL } from "../../src/core/preferences";

describe("preferences", () => {
  test("a browser that kept nothing has what is usual", () => {
    expect(readPreferences(null)).toEqual(USUAL);
  });

  test.each(["", "{", "[]", "3", "null", '"vim"'])("so has one that kept something else: %s", (raw) => {
    expect(readPreferences(raw)).toEqual(USUAL);
  });

  test("what Cam chose comes back", () => {
    const chosen = { keys: "vim", size: 18, theme: "dark", tab: 8, wrap: true, language: "go" } as const;
    expect(readPreferences(JSON.stringify(chosen))).toEqual(chosen);
  });

  test("one odd field does not lose the others", () => {
    const odd = { keys: "nano", size: 1e9, theme: "dark", tab: -1, wrap: "yes", language: 3 };
    expect(readPreferences(JSON.stringify(odd))).toEqual({ ...USUAL, theme: "dark" });
  });
});

describe("the theme from the first pixel on", () => {
  const file = (path: string): string => readFileSync(new URL(`../../src/${path}`, import.meta.url), "utf8");

  test("the script in the head reads where the preferences are", () => {
    expect(file("theme.ts")).toContain(`"${PLACE}"`);
    expect(file("theme.ts")).not.toContain("import ");
  });

  test("dark by choice and dark by the system are the same", () => {
    const css = file("css/tokens.css");
    const tokens = (from: string): string[] => {
      const block = css.slice(css.indexOf(from)).split("}")[0] ?? "";
      return [...block.matchAll(/--c-[^;]+;/g)].map(([token]) => token);
    };
    const bySystem = tokens(':root:not([data-theme="light"])');
    expect(bySystem.length).toBeGreaterThan(20);
    expect(tokens(':root[data-theme="dark"]')).toEqual(bySystem);
  });
});
