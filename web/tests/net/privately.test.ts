/** Two pages of Cam's and a server between them that only passes on: as `server/live/alone.py` does. */
import * as decoding from "lib0/decoding";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { forget, keptName, PRIVATE, PrivateText } from "../../src/net/privately";

const FILE = "slots/solution.py";
const NAME = keptName("room", "candidate");

class Storage {
  readonly kept = new Map<string, string>();
  getItem = (name: string): string | null => this.kept.get(name) ?? null;
  setItem = (name: string, value: string): void => void this.kept.set(name, value);
  removeItem = (name: string): void => void this.kept.delete(name);
}

let storage: Storage;

beforeEach(() => {
  storage = new Storage();
  vi.stubGlobal("sessionStorage", storage);
});

afterEach(() => {
  vi.unstubAllGlobals();
});

function decoded(frame: Uint8Array): decoding.Decoder {
  const decoder = decoding.createDecoder(frame);
  expect(decoding.readVarUint(decoder)).toBe(PRIVATE);
  return decoder;
}

/** A page, and what it has sent. */
function page(spell = "s1"): { text: PrivateText; sent: Uint8Array[] } {
  const sent: Uint8Array[] = [];
  const wire = { bytes: (data: Uint8Array<ArrayBuffer>) => sent.push(data) > 0 };
  return { text: new PrivateText(spell, NAME, wire), sent };
}

function pass(from: { sent: Uint8Array[] }, to: { text: PrivateText }): void {
  for (const frame of from.sent.splice(0)) to.text.receive(decoded(frame));
}

function type(text: PrivateText, words: string): void {
  text.bound(FILE).insert(0, words);
}

it("comes to the same text in two pages, and is ready when it has all of it", () => {
  const [one, two] = [page(), page()];
  type(one.text, "x = 1\n");
  expect(two.text.ready.value).toBe(false);
  two.text.opened();
  one.sent.length = 0;
  pass(two, one);
  pass(one, two);
  expect(two.text.ready.value).toBe(true);
  expect(two.text.text(FILE)).toBe("x = 1\n");
  type(two.text, "y");
  pass(two, one);
  expect(one.text.text(FILE)).toBe("yx = 1\n");
});

it("leaves out what belongs to another stretch", () => {
  const [one, two] = [page("s1"), page("s2")];
  type(one.text, "x");
  pass(one, two);
  expect(two.text.text(FILE)).toBe("");
});

it("is kept in this tab for a reload, and nowhere when it is over", () => {
  const before = page();
  type(before.text, "x = 1\n");
  before.text.keep();
  const after = page();
  expect(after.text.text(FILE)).toBe("x = 1\n");
  expect(page("s2").text.text(FILE), "another stretch begins anew").toBe("");
  after.text.forget();
  expect(storage.kept.size).toBe(0);
});

it("works where a browser has no storage", () => {
  vi.stubGlobal("sessionStorage", undefined);
  const one = page();
  type(one.text, "x");
  one.text.keep();
  forget(NAME);
  expect(page().text.text(FILE)).toBe("");
});

it("hears what the files of a project are called here, and knows it after a reload", () => {
  const [one, two] = [page(), page()];
  one.text.bound("desk/python.1/path").insert(0, "counter.py");
  pass(one, two);
  expect(two.text.names.value).toEqual({ "desk/python.1/path": "counter.py" });
  two.text.keep();
  expect(page().text.names.value).toEqual({ "desk/python.1/path": "counter.py" });
});
