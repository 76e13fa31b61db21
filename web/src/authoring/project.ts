/** What task.yaml says of a project: its languages, and of each the lists of files. */
import { isList, isMap } from "../core/authoring/fits";
import type { Author } from "./author";

export const TASK = "task.yaml";

export function projectLanguages(author: Author): readonly string[] {
  const project = author.at(TASK, ["project"]);
  return isMap(project) ? Object.keys(project) : [];
}

export function openFirst(author: Author, language: string): readonly string[] {
  return namesIn(author, language, "open");
}

export function namesIn(author: Author, language: string, key: "open" | "read_only"): readonly string[] {
  const names = author.at(TASK, ["project", language, key]);
  return isList(names) ? names.map(String) : [];
}
