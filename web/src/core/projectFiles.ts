/**
 * The files of a project, as the timeline has them: which there are, and what each is called now.
 *
 * The same rules as `server/core/project_files.py`: a file is one shared text, whatever it is called; a deleted one keeps
 * its text.
 */
import type { RoomEvent } from "./events";
import { fileOf, sameWork, type Page, type Place, type Work } from "./page";

export interface ProjectFile extends Work {
  /** The second half of the name of its shared text, `<task>/<file>`. */
  readonly file: string;
  /** What it is called, with / between folders. */
  readonly path: string;
  /** The task's own: nobody renames, deletes or changes it. */
  readonly fixed: boolean;
  readonly deleted: boolean;
}

export type FileEvent = Extract<
  RoomEvent,
  { kind: "file_created" | "file_renamed" | "file_deleted" | "file_restored" }
>;

export function withFile(files: readonly ProjectFile[], event: FileEvent): readonly ProjectFile[] {
  const { task, file } = event.data;
  const known = files.some((each) => each.task === task && each.file === file);
  if (event.kind === "file_created") return known ? files : [...files, { ...event.data, deleted: false }];
  return files.map((each) => (each.task === task && each.file === file ? stepped(each, event) : each));
}

function stepped(file: ProjectFile, event: Exclude<FileEvent, { kind: "file_created" }>): ProjectFile {
  switch (event.kind) {
    case "file_renamed":
      return { ...file, path: event.data.path };
    case "file_deleted":
      return { ...file, deleted: true };
    case "file_restored":
      return { ...file, deleted: false };
  }
}

const told = new WeakMap<readonly RoomEvent[], readonly FileEvent[]>();

/** The files of projects as they were at a time of this talk, in ms. */
export function filesAt(talk: readonly RoomEvent[], at: number): readonly ProjectFile[] {
  const events = told.get(talk) ?? talk.filter(isFileEvent);
  told.set(talk, events);
  return events.filter((event) => event.at <= at).reduce<readonly ProjectFile[]>(withFile, []);
}

function isFileEvent(event: RoomEvent): event is FileEvent {
  return ["file_created", "file_renamed", "file_deleted", "file_restored"].includes(event.kind);
}

/** What became of a project's file as a whole, from what it was called and is called; "" where it kept its name. */
export function deedWords(was: string, path: string): string {
  if (was === path) return "";
  if (was === "") return "This file is new.";
  return path === "" ? "This file was deleted." : `It was called ${was} before.`;
}

/** All files of this work, deleted ones too; none where the task is no project. */
export function filesOf(files: readonly ProjectFile[], work: Work): readonly ProjectFile[] {
  return files.filter((each) => sameWork(each, work));
}

/**
 * The one that is meant, else one of this path, else the first that is there; null where there is none. A file that was
 * made privately is another one when it is shared, of the same path.
 */
export function fileAt(
  files: readonly ProjectFile[],
  work: Work,
  wanted: string | undefined,
  path = "",
): ProjectFile | null {
  const mine = filesOf(files, work);
  const here = mine.filter((each) => !each.deleted);
  return (
    mine.find((each) => each.file === wanted) ?? here.find((each) => each.path === path) ?? here[0] ?? mine[0] ?? null
  );
}

/** The file of a shared text `<task>/<file>`. */
export function fileNamed(files: readonly ProjectFile[], name: string): ProjectFile | null {
  return files.find((each) => `${each.task}/${each.file}` === name) ?? null;
}

/** What a place's file is called: its path in a project, else the language's own file. */
export function shownName(page: Page, files: readonly ProjectFile[], place: Place): string {
  const file = place.file ? filesOf(files, place).find((each) => each.file === place.file) : undefined;
  return file?.path ?? fileOf(page, place).split("/").at(-1) ?? "";
}

const MODES: Readonly<Record<string, string>> = {
  py: "python",
  js: "javascript",
  mjs: "javascript",
  cjs: "javascript",
  ts: "typescript",
  java: "java",
  go: "go",
  rs: "rust",
  sql: "sql",
  sh: "bash",
  md: "markdown",
  yaml: "yaml",
  yml: "yaml",
};

/** The editor's mode for a file, by what its name ends with; a name that says nothing is plain text. */
export function modeOf(path: string): string {
  return MODES[path.slice(path.lastIndexOf(".") + 1)] ?? "";
}

/** What a path ends with. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** The folders that a path lies in, with a / at the end; "". */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}

/** One line of the tree: a folder, or a file. */
export type TreeRow =
  | {
      readonly kind: "folder";
      readonly path: string;
      readonly name: string;
      readonly level: number;
      readonly open: boolean;
    }
  | {
      readonly kind: "file";
      readonly path: string;
      readonly name: string;
      readonly level: number;
      readonly file: ProjectFile;
    };

/** The lines of a tree from top to bottom: folders first, each by name; what is in a `closed` folder is left out. */
export function treeRows(files: readonly ProjectFile[], closed: ReadonlySet<string>): readonly TreeRow[] {
  return rowsBelow(
    files.filter((each) => !each.deleted),
    "",
    1,
    closed,
  );
}

function rowsBelow(
  files: readonly ProjectFile[],
  folder: string,
  level: number,
  closed: ReadonlySet<string>,
): readonly TreeRow[] {
  const inside = files.filter((each) => each.path.startsWith(folder));
  const names = (each: ProjectFile): readonly string[] => each.path.slice(folder.length).split("/");
  const folders = [...new Set(inside.filter((each) => names(each).length > 1).map((each) => names(each)[0] ?? ""))];
  const here = inside.filter((each) => names(each).length === 1);
  const rows: TreeRow[] = [];
  for (const name of folders.sort(byName)) {
    const path = folder + name;
    const open = !closed.has(path);
    rows.push({ kind: "folder", path, name, level, open });
    if (open) rows.push(...rowsBelow(inside, `${path}/`, level + 1, closed));
  }
  for (const file of [...here].sort((a, b) => byName(a.path, b.path))) {
    rows.push({ kind: "file", path: file.path, name: baseName(file.path), level, file });
  }
  return rows;
}

function byName(a: string, b: string): number {
  return a.localeCompare(b, "en");
}

/** The row that the keyboard goes to from `at` (a path), after the tree pattern; null where the key means nothing. */
export function nextRow(rows: readonly TreeRow[], at: string, key: string): string | null {
  const index = rows.findIndex((row) => row.path === at);
  const row = rows[index];
  switch (key) {
    case "ArrowDown":
      return rows[index + 1]?.path ?? null;
    case "ArrowUp":
      return rows[index - 1]?.path ?? null;
    case "Home":
      return rows[0]?.path ?? null;
    case "End":
      return rows.at(-1)?.path ?? null;
    case "ArrowRight":
      return row?.kind === "folder" && row.open ? (rows[index + 1]?.path ?? null) : null;
    case "ArrowLeft":
      return row === undefined || (row.kind === "folder" && row.open) ? null : (parentOf(rows, index)?.path ?? null);
    default:
      return null;
  }
}

/** The next row whose name begins with this letter, after the tree pattern: round and round. Null where none does. */
export function rowTyped(rows: readonly TreeRow[], at: string, letter: string): string | null {
  const index = rows.findIndex((row) => row.path === at);
  const round = [...rows.slice(index + 1), ...rows.slice(0, index + 1)];
  return round.find((row) => row.name.toLowerCase().startsWith(letter.toLowerCase()))?.path ?? null;
}

/** Which of how many rows beside each other this is, from 1: a tree that is drawn flat has to say so. */
export function placeAmong(rows: readonly TreeRow[], row: TreeRow): { readonly place: number; readonly of: number } {
  const folder = folderOf(row.path);
  const beside = rows.filter((each) => folderOf(each.path) === folder);
  return { place: beside.findIndex((each) => each.path === row.path) + 1, of: beside.length };
}

function parentOf(rows: readonly TreeRow[], index: number): TreeRow | undefined {
  const level = rows[index]?.level ?? 1;
  return rows.slice(0, index).findLast((row) => row.level < level);
}

/** The tabs that are open after this file came in front: it is added at the end, and the order stays. */
export function opening(tabs: readonly string[], file: string): readonly string[] {
  return tabs.includes(file) ? tabs : [...tabs, file];
}

/** The tabs without this one, and which comes in front where it was: the one on its right, else on its left. */
export function closing(
  tabs: readonly string[],
  file: string,
): { readonly tabs: readonly string[]; readonly next: string } {
  const at = tabs.indexOf(file);
  const rest = tabs.filter((each) => each !== file);
  return { tabs: rest, next: rest[Math.min(at, rest.length - 1)] ?? "" };
}

/** The tabs with this one moved by so many places. */
export function moved(tabs: readonly string[], file: string, by: number): readonly string[] {
  const at = tabs.indexOf(file);
  const to = Math.min(tabs.length - 1, Math.max(0, at + by));
  if (at < 0 || at === to) return tabs;
  const rest = tabs.filter((each) => each !== file);
  return [...rest.slice(0, to), file, ...rest.slice(to)];
}
