/** What looking things up asks of whoever plays. The Player is one; tests have a small one. */
import type { ReadonlySignal } from "@preact/signals";
import type { RoomEvent } from "../core/events";
import type { Moment } from "../core/moments";
import type { Page, Place } from "../core/page";
import { fileOf, languagesOf } from "../core/page";
import { fileNamed, shownName, type ProjectFile } from "../core/projectFiles";
import type { Rejection } from "../core/read";
import type { RoomState } from "../core/state";
import type { Texts } from "../core/texts";
import type { Chunk, Index } from "../core/track";

export interface Past {
  /** Interview time in ms. */
  readonly time: ReadonlySignal<number>;
  readonly playing: ReadonlySignal<boolean>;
  /** What is shown is not yet what was asked for. */
  readonly waiting: ReadonlySignal<boolean>;
  readonly index: ReadonlySignal<Index>;
  readonly length: ReadonlySignal<number>;
  readonly moments: ReadonlySignal<readonly Moment[]>;
  readonly state: ReadonlySignal<RoomState>;
  pause(): void;
  /** Ends when the moment is shown, or cannot be. */
  seek(at: number): Promise<void>;
  textsAt(at: number): Promise<Texts | Rejection>;
  chunks(from: number, to: number, signal?: AbortSignal): AsyncIterable<Chunk | Rejection>;
  sheet(run: string): Promise<readonly RoomEvent[] | Rejection>;
}

/** Which task and language a shared text belongs to; null when this page has no such file. `files` are of projects. */
export function placeOf(page: Page, files: readonly ProjectFile[], file: string): Place | null {
  const mine = fileNamed(files, file);
  if (mine !== null) return { task: mine.task, language: mine.language, file: mine.file };
  for (const task of page.tasks) {
    for (const { id } of languagesOf(page, task)) {
      const place = { task: task.slug, language: id };
      if (fileOf(page, place) === file) return place;
    }
  }
  return null;
}

/** "solution.py", and with its task where there are several. */
export function fileWords(page: Page, files: readonly ProjectFile[], file: string): string {
  const place = placeOf(page, files, file);
  const name = place === null ? (file.split("/").at(-1) ?? file) : shownName(page, files, place);
  const title = page.tasks.length > 1 ? page.tasks.find((each) => each.slug === place?.task)?.title : undefined;
  return title === undefined ? name : `${name} of “${title}”`;
}

/** The number of the chunk that a time is in; -1 before all of them. */
export function chunkAt(index: Index, at: number): number {
  return index.chunks.findLastIndex((chunk) => chunk.at <= at);
}
