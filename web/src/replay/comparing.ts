/** What differs between two moments, file by file; one file a task of the page. */
import { compare, type Comparison } from "../core/compare";
import { filesAt, type ProjectFile } from "../core/projectFiles";
import { Rejection } from "../core/read";
import { breathe, isOff } from "./breathe";
import type { Past } from "./past";

export interface FileComparison extends Comparison {
  readonly file: string;
  /** In a project: what it was called at either moment, "" where it was not there; both "" in every other task. */
  readonly was: string;
  readonly path: string;
}

export type Compared =
  | { readonly is: "coming" }
  | { readonly is: "failed"; readonly why: string }
  | { readonly is: "here"; readonly files: readonly FileComparison[] };

/** What each text of a project is called that is there; "" for one that is deleted. */
function pathsOf(files: readonly ProjectFile[]): ReadonlyMap<string, string> {
  return new Map(files.map((each) => [`${each.task}/${each.file}`, each.deleted ? "" : each.path]));
}

/** In the track's order of files; only those that differ. Null when it was called off. */
export async function compareMoments(past: Past, a: number, b: number, signal: AbortSignal): Promise<Compared | null> {
  const [one, other] = await Promise.all([past.textsAt(a), past.textsAt(b)]);
  if (isOff(signal)) return null;
  if (one instanceof Rejection) return { is: "failed", why: one.why };
  if (other instanceof Rejection) return { is: "failed", why: other.why };
  const files: FileComparison[] = [];
  const index = past.index.peek();
  const [then, now] = [pathsOf(filesAt(index.talk, a)), pathsOf(filesAt(index.talk, b))];
  for (const file of new Set([...index.files, ...then.keys(), ...now.keys()])) {
    const project = then.has(file) || now.has(file);
    const [was, path] = [then.get(file) ?? "", now.get(file) ?? ""];
    const left = project && was === "" ? "" : one.text(file);
    const right = project && path === "" ? "" : other.text(file);
    if (left === right && was === path) continue;
    files.push({ file, was, path, ...compare(left, right) });
    await breathe();
    if (isOff(signal)) return null;
  }
  return { is: "here", files };
}
