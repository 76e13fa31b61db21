/**
 * How somebody likes to edit: kept in their browser, the same in the warm-up, in every room and in every replay.
 *
 * Each field is read on its own, so that one that an older or newer page wrote differently does not lose the others.
 */
import { parseJson } from "./json";
import { flag, object, oneOf, Rejection, text, whole, type Read, type Reader } from "./read";

const anything = object({});
const keys = oneOf("usual", "vim", "emacs");
const theme = oneOf("system", "light", "dark");

export type Keys = Read<typeof keys>;
export type Theme = Read<typeof theme>;

export interface Preferences {
  readonly keys: Keys;
  /** CSS pixels of the code; 0 is the page's own size. */
  readonly size: number;
  readonly theme: Theme;
  /** Columns of a step of Tab; 0 is the language's own. */
  readonly tab: number;
  readonly wrap: boolean;
  /** The id of the language to begin in, where a task has it; "" for the first. */
  readonly language: string;
}

export const USUAL: Preferences = { keys: "usual", size: 0, theme: "system", tab: 0, wrap: false, language: "" };

/** Where a browser keeps them. The small script in the head of every page reads the theme from there too. */
export const PLACE = "greenroom:preferences";

export const SIZES: readonly number[] = [12, 13, 14, 15, 16, 18, 20, 24];
export const TABS: readonly number[] = [2, 3, 4, 8];

const among =
  (known: readonly number[]): Reader<number> =>
  (value, path) => {
    const read = whole(value, path);
    return read instanceof Rejection || known.includes(read) ? read : new Rejection(`${path} is not offered`);
  };

const size = among([0, ...SIZES]);
const tab = among([0, ...TABS]);

/** What a browser kept; for what is missing or odd, what is usual. */
export function readPreferences(raw: string | null): Preferences {
  const kept = raw === null ? null : parseJson(raw);
  if (anything(kept, "") instanceof Rejection) return USUAL;
  const fields = kept as Readonly<Record<string, unknown>>;
  const read = <T>(reader: Reader<T>, name: keyof Preferences, usual: T): T => {
    const value = reader(fields[name], name);
    return value instanceof Rejection ? usual : value;
  };
  return {
    keys: read(keys, "keys", USUAL.keys),
    size: read(size, "size", USUAL.size),
    theme: read(theme, "theme", USUAL.theme),
    tab: read(tab, "tab", USUAL.tab),
    wrap: read(flag, "wrap", USUAL.wrap),
    language: read(text, "language", USUAL.language),
  };
}

export const KEYS_WORDS: Readonly<Record<Keys, string>> = { usual: "Usual", vim: "Vim", emacs: "Emacs" };
export const THEME_WORDS: Readonly<Record<Theme, string>> = {
  system: "As the system",
  light: "Light",
  dark: "Dark",
};
