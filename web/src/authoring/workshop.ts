/** What the page asks of the server, as a port: the real one speaks HTTP, tests have one in memory. */
import type { Documents } from "../core/authoring/draft";
import type { Answer } from "../core/authoring/answers";
import type { Files } from "../core/authoring/starting";
import type { Edit } from "../core/authoring/tree";

export interface Opened {
  readonly files: Files;
  /** "" for a task that is not in the library. */
  readonly version: string;
  /** What somebody typed before and did not save. */
  readonly draft: KeptDraft | null;
}

export interface KeptDraft {
  readonly files: Files;
  readonly base: string;
  /** The address that a new task is to have. */
  readonly name: string;
  /** Unix ms. */
  readonly saved: number;
}

export interface Refusal {
  readonly is: "refused";
  readonly message: string;
}

export interface Theirs {
  readonly is: "conflict";
  readonly version: string;
  readonly files: Files;
}

export type Saved = { readonly is: "saved"; readonly version: string } | Theirs | Refusal;

/** Every method rejects where the server cannot be reached. */
export interface Workshop {
  open(slug: string): Promise<Opened | Refusal>;
  check(slug: string, files: Files): Promise<Answer | Refusal>;
  edit(files: Files, edits: readonly Edit[]): Promise<{ readonly is: "files"; readonly files: Files } | Refusal>;
  save(slug: string, base: string, files: Files): Promise<Saved>;
  /** Null once it is kept; why not, where it is more than fits. Rejects where it may be kept later. */
  keep(
    slug: string,
    draft: { readonly name: string; readonly base: string; readonly files: Files },
  ): Promise<Refusal | null>;
  drop(slug: string): Promise<void>;
  /** Markdown as the room shows it: safe HTML for each. */
  preview(texts: readonly string[]): Promise<readonly string[]>;
}

export type { Documents };
