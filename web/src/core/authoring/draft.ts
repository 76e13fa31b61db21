/**
 * A task while somebody writes it: the texts of its files, what the YAML among them says, and what is not written yet.
 *
 * An edit of the form is applied twice: here at once, to the plain tree, and by the server to the YAML's text, where
 * comments and order stay. Until the server has answered, the edit is pending, and nothing that was typed is lost.
 */
import type { Json } from "../json";
import type { Files } from "./starting";
import { edited, shared, type Edit } from "./tree";

export type Documents = Readonly<Record<string, Json>>;

export interface Draft {
  /** Without what is pending. */
  readonly files: Files;
  /** What the YAML files say, with what is pending. A file that cannot be read is not among them. */
  readonly documents: Documents;
  readonly pending: readonly Edit[];
  /** How many of those are on their way to the server. */
  readonly sent: number;
  /** The files as they were sent with them. */
  readonly asSent: Files;
  /** The version that this began from; "" for a new task. */
  readonly base: string;
  /** The files of that version. */
  readonly saved: Files;
  /** Counts every change: an answer about an older state changes nothing. */
  readonly revision: number;
  /** YAML files whose text was typed by hand since their tree was read. */
  readonly unread: ReadonlySet<string>;
}

export function opened(files: Files, base: string, saved: Files): Draft {
  const unread = new Set(Object.keys(files).filter(isDocument));
  return { files, documents: {}, pending: [], sent: 0, asSent: files, base, saved, revision: 1, unread };
}

export const DOCUMENTS: readonly string[] = ["task.yaml", "cases.yaml", "rubric.yaml"];

export function isDocument(path: string): boolean {
  return DOCUMENTS.includes(path);
}

function grown(draft: Draft): Draft {
  return { ...draft, revision: draft.revision + 1 };
}

/** Edits of the form. A document that is not there yet begins empty. */
export function edit(draft: Draft, edits: readonly Edit[]): Draft {
  if (edits.length === 0) return draft;
  let documents = draft.documents;
  for (const each of edits) {
    documents = { ...documents, [each.file]: edited(documents[each.file] ?? {}, each) };
  }
  return grown({ ...draft, documents, pending: joined(draft, edits) });
}

/** What is typed letter by letter is one edit, unless it is on its way already. */
function joined({ pending, sent }: Draft, edits: readonly Edit[]): readonly Edit[] {
  const all = [...pending];
  for (const each of edits) {
    const last = all.length > sent ? all.at(-1) : undefined;
    const again = last?.op === "set" && each.op === "set" && last.file === each.file;
    if (again && last.path.join("\n") === each.path.join("\n")) all[all.length - 1] = each;
    else all.push(each);
  }
  return all;
}

/** A text that was typed as it stands in the file. */
export function write(draft: Draft, path: string, text: string): Draft {
  if (draft.files[path] === text) return draft;
  const unread = isDocument(path) ? new Set([...draft.unread, path]) : draft.unread;
  return grown({ ...draft, files: { ...draft.files, [path]: text }, unread });
}

export function takeOut(draft: Draft, path: string): Draft {
  const files = Object.fromEntries(Object.entries(draft.files).filter(([each]) => each !== path));
  const documents = Object.fromEntries(Object.entries(draft.documents).filter(([each]) => each !== path));
  return grown({ ...draft, files, documents, pending: draft.pending.filter((each) => each.file !== path) });
}

export function rename(draft: Draft, from: string, to: string): Draft {
  if (from === to || draft.files[to] !== undefined) return draft;
  const files = Object.fromEntries(
    Object.entries(draft.files).map(([path, text]) => [path === from ? to : path, text]),
  );
  return grown({ ...draft, files });
}

/** The pending edits go to the server, with these files. */
export function sending(draft: Draft): Draft {
  return { ...draft, sent: draft.pending.length, asSent: draft.files };
}

/** The server wrote what was sent. A file that was typed in meanwhile keeps its text, and its edits are sent again. */
export function written(draft: Draft, files: Files): Draft {
  const moved = new Set(
    Object.keys(draft.files).filter((path) => isDocument(path) && draft.files[path] !== draft.asSent[path]),
  );
  const done = draft.pending.slice(0, draft.sent);
  const kept = [...done.filter((each) => moved.has(each.file)), ...draft.pending.slice(draft.sent)];
  const touched = new Set(done.map((each) => each.file));
  const taken = Object.entries(files).filter(([path]) => touched.has(path) && !moved.has(path));
  return { ...draft, files: { ...draft.files, ...Object.fromEntries(taken) }, pending: kept, sent: 0 };
}

/** The server could not be reached: the edits stay pending. */
export function notSent(draft: Draft): Draft {
  return { ...draft, sent: 0 };
}

/** The server cannot carry the edits out: they are given up, and the trees are read again from the texts. */
export function refused(draft: Draft): Draft {
  const unread = new Set([...draft.unread, ...draft.pending.map((each) => each.file)]);
  return grown({ ...draft, pending: [], sent: 0, unread });
}

/** What the server read in the YAML of this revision. Trees that were only edited by the form are newer here. */
export function read(draft: Draft, revision: number, documents: Documents): Draft {
  if (revision !== draft.revision || draft.pending.length > 0) return draft;
  return { ...draft, documents: shared(draft.documents, documents) as Documents, unread: new Set() };
}

export function saved(draft: Draft, version: string, files: Files): Draft {
  return { ...draft, base: version, saved: files };
}

/** Whether something here is not in the task's folder. */
export function isUnsaved(draft: Draft): boolean {
  return draft.pending.length > 0 || changedPaths(draft).length > 0;
}

export function changedPaths({ files, saved: before }: Draft): readonly string[] {
  const paths = [...new Set([...Object.keys(files), ...Object.keys(before)])].sort();
  return paths.filter((path) => files[path] !== before[path]);
}
