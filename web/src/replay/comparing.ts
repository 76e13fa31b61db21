/** What differs between two moments, file by file; one file a task of the page. */
import { compare, type Comparison } from "../core/compare";
import { Rejection } from "../core/read";
import { breathe, isOff } from "./breathe";
import type { Past } from "./past";

export interface FileComparison extends Comparison {
  readonly file: string;
}

export type Compared =
  | { readonly is: "coming" }
  | { readonly is: "failed"; readonly why: string }
  | { readonly is: "here"; readonly files: readonly FileComparison[] };

/** In the track's order of files; only those that differ. Null when it was called off. */
export async function compareMoments(past: Past, a: number, b: number, signal: AbortSignal): Promise<Compared | null> {
  const [one, other] = await Promise.all([past.textsAt(a), past.textsAt(b)]);
  if (isOff(signal)) return null;
  if (one instanceof Rejection) return { is: "failed", why: one.why };
  if (other instanceof Rejection) return { is: "failed", why: other.why };
  const files: FileComparison[] = [];
  for (const file of past.index.peek().files) {
    const [left, right] = [one.text(file), other.text(file)];
    if (left === right) continue;
    files.push({ file, ...compare(left, right) });
    await breathe();
    if (isOff(signal)) return null;
  }
  return { is: "here", files };
}
