/** Plain trees of JSON and edits in them: the same edits that the server writes into the YAML, shown at once. */
import type { Json } from "../json";
import { isList, isMap } from "./fits";

export type Path = readonly (string | number)[];

/**
 * One structured edit of a YAML file (server/core/workshop_edits.py): `insert` puts a value into the list at `path`,
 * `move` takes the item at `path` and puts it into the list `to`, before the item `at` of what is left.
 */
export type Edit =
  | { readonly op: "set"; readonly file: string; readonly path: Path; readonly value: Json }
  | { readonly op: "remove"; readonly file: string; readonly path: Path }
  | { readonly op: "insert"; readonly file: string; readonly path: Path; readonly at: number; readonly value: Json }
  | { readonly op: "move"; readonly file: string; readonly path: Path; readonly to: Path; readonly at: number }
  | { readonly op: "rename"; readonly file: string; readonly path: Path; readonly name: string };

/** The newer of two trees, with the very parts of the older one where both say the same: those need no drawing anew. */
export function shared(before: Json | undefined, after: Json): Json {
  if (before === after || before === undefined) return after;
  if (isList(before) && isList(after)) {
    const items = after.map((each, at) => shared(before[at], each));
    return items.length === before.length && items.every((each, at) => each === before[at]) ? before : items;
  }
  if (isMap(before) && isMap(after)) {
    const keys = Object.keys(after);
    const entries = keys.map((key): [string, Json] => [
      key,
      shared(Object.hasOwn(before, key) ? before[key] : undefined, after[key] ?? null),
    ]);
    const same =
      Object.keys(before).join("\n") === keys.join("\n") && entries.every(([key, each]) => each === before[key]);
    return same ? before : Object.fromEntries(entries);
  }
  return after;
}

export function valueAt(tree: Json | undefined, path: Path): Json | undefined {
  let here: Json | undefined = tree;
  for (const step of path) {
    if (typeof step === "number") here = isList(here) ? here[step] : undefined;
    else here = isMap(here) && Object.hasOwn(here, step) ? here[step] : undefined;
  }
  return here;
}

/** The tree after the edit; what the edit cannot reach stays as it is. */
export function edited(tree: Json, edit: Edit): Json {
  switch (edit.op) {
    case "set":
      return changed(tree, edit.path, () => edit.value) ?? tree;
    case "remove":
      return changed(tree, edit.path, () => undefined) ?? {};
    case "insert":
      return changed(tree, edit.path, (list) => inserted(list, edit.at, edit.value)) ?? tree;
    case "move":
      return moved(tree, edit.path, edit.to, edit.at);
    case "rename":
      return renamed(tree, edit.path, edit.name);
  }
}

function inserted(list: Json | undefined, at: number, value: Json): Json {
  const items = isList(list) ? list : [];
  return [...items.slice(0, at), value, ...items.slice(at)];
}

function renamed(tree: Json, path: Path, name: string): Json {
  const last = path.at(-1);
  const swap = (map: Json | undefined): Json | undefined =>
    isMap(map) ? Object.fromEntries(Object.entries(map).map(([key, each]) => [key === last ? name : key, each])) : map;
  return changed(tree, path.slice(0, -1), swap) ?? tree;
}

function moved(tree: Json, path: Path, to: Path, at: number): Json {
  const item = valueAt(tree, path);
  if (item === undefined) return tree;
  const without = changed(tree, path, () => undefined) ?? {};
  return changed(without, to, (list) => inserted(list, at, item)) ?? tree;
}

/** undefined from `change` takes the value out. */
function changed(
  tree: Json | undefined,
  path: Path,
  change: (value: Json | undefined) => Json | undefined,
): Json | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return change(tree);
  if (typeof step === "number") {
    const items = isList(tree) ? tree : [];
    const value = changed(items[step], rest, change);
    const before = items.slice(0, step);
    const after = items.slice(step + 1);
    return value === undefined ? [...before, ...after] : [...before, value, ...after];
  }
  const map = isMap(tree) ? tree : {};
  const value = changed(Object.hasOwn(map, step) ? map[step] : undefined, rest, change);
  const entries = Object.entries(map).filter(([key]) => value !== undefined || key !== step);
  const known = entries.some(([key]) => key === step);
  const kept = entries.map(([key, each]): [string, Json] => [key, key === step && value !== undefined ? value : each]);
  return Object.fromEntries(known || value === undefined ? kept : [...kept, [step, value]]);
}
