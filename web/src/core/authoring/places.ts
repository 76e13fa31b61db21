/** Where a problem belongs: the section of the page, and there the field, the row or the file. */
import type { Answer, Document, Problem } from "./answers";
import type { Path } from "./tree";

export type SectionId =
  "about" | "statement" | "signature" | "cases" | "solutions" | "guide" | "rubric" | "details" | "files";

export interface Placed extends Problem {
  readonly section: SectionId;
  /** In a YAML file, the innermost value that begins at or above the line. */
  readonly path: Path;
  /** Whether the task loads in spite of it. */
  readonly note: boolean;
}

export function placed(answer: Answer | null): readonly Placed[] {
  if (answer === null) return [];
  const place = (each: Problem, note: boolean): Placed => {
    const missing = MISSING.exec(each.what)?.[1];
    const path = missing ? [missing] : pathAt(answer.documents[each.file], each.line);
    return { ...each, section: sectionOf(each.file, path, each.line), path, note };
  };
  return [...answer.problems.map((each) => place(each, false)), ...answer.notes.map((each) => place(each, true))];
}

/** A key that is not there has no line: it belongs where it would stand. */
const MISSING = /^The key '(\w+)' is missing/;

/** The deepest path of that line; where several begin on it, the first. */
function pathAt(document: Document | undefined, line: number): Path {
  if (document === undefined || line === 0) return [];
  let best: { readonly path: Path; readonly line: number } = { path: [], line: 0 };
  for (const each of document.lines) {
    if (each.line > line || each.line < best.line) continue;
    if (each.line > best.line || isBelow(each.path, best.path) === each.line < line) best = each;
  }
  return best.path;
}

function isBelow(path: Path, above: Path): boolean {
  return path.length > above.length && above.every((step, index) => step === path[index]);
}

const ABOUT: ReadonlySet<string> = new Set(["title", "kind"]);
const SHAPE: ReadonlySet<string> = new Set(["signature", "class", "parts"]);

export function sectionOf(file: string, path: Path = [], line = 1): SectionId {
  const [key] = path;
  if (file === "task.yaml") {
    if (key === "project") return "cases";
    if (line === 0 || key === undefined) return "files";
    if (ABOUT.has(String(key))) return "about";
    return SHAPE.has(String(key)) ? "signature" : "details";
  }
  if (/^(statement|part-\d+)\.md$/.test(file)) return "statement";
  if (["cases.yaml", "cases.json", "gen.py", "schema.sql"].includes(file) || file.startsWith("data/")) return "cases";
  if (file.startsWith("solutions")) return "solutions";
  if (file.startsWith("tests/") || file.startsWith("files/")) return "cases";
  if (file.startsWith("stubs/")) return "signature";
  if (file === "guide.md") return "guide";
  if (file === "rubric.yaml") return "rubric";
  return "files";
}

/** Those of one row or field, and of what is inside it. */
export function under(all: readonly Placed[], file: string, path: Path): readonly Placed[] {
  return all.filter(
    (each) => each.file === file && each.path.length >= path.length && path.every((step, at) => each.path[at] === step),
  );
}
