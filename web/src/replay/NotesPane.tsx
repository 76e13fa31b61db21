/** The notes of the whole interview as chapters: each opens 5 s before it, at its file and line. */
import { useComputed } from "@preact/signals";
import type { JSX, TargetedMouseEvent } from "preact";
import { useRef } from "preact/hooks";
import { severalInterviewers } from "../core/asked";
import { clockText } from "../core/clock";
import type { Moment } from "../core/moments";
import { shownName } from "../core/projectFiles";
import { Markdown } from "../panels/Markdown";
import { linesWords } from "../panels/noteKeys";
import { useRoom } from "../panels/room";
import { wholeOf, type Driven } from "./driven";
import { useFollowing } from "./inView";
import { openMoment, openingOf } from "./open";

export function NotesPane({ player }: { readonly player: Driven }): JSX.Element {
  const list = useRef<HTMLOListElement>(null);
  const notes = useComputed(() => player.moments.value.filter((moment) => moment.kind === "note"));
  const now = useComputed(() => notes.value.findLast((note) => openingOf(note) <= player.time.value)?.seq ?? 0);
  useFollowing(list, now);
  if (notes.value.length === 0) {
    return <p class="hint nothing">No notes were kept. In a live room, a note keeps its moment and its line.</p>;
  }
  return (
    <ol role="list" class="chapters" ref={list}>
      {notes.value.map((note) => (
        <NoteRow key={note.seq} player={player} note={note} current={now.value === note.seq} />
      ))}
    </ol>
  );
}

interface RowProps {
  readonly player: Driven;
  readonly note: Moment;
  readonly current: boolean;
}

function NoteRow({ player, note, current }: RowProps): JSX.Element {
  const { page, desk } = useRoom();
  const { end } = wholeOf(player).value;
  const written = end.notes.find((each) => each.id === note.ref);
  const line = note.place?.line ?? 0;
  const lines = linesWords({ line, end: written?.end ?? 0 });
  const about = note.place && line > 0 ? `${shownName(page, end.files, note.place)}, ${lines}` : "";
  const who = severalInterviewers(end) ? (end.people[note.by]?.name ?? "") : "";
  const foot = [about, who, written?.changed ? "changed" : ""].filter((words) => words !== "").join(" · ");
  // The whole row is a way there for who points; the button is one for everybody, and a link in a note stays a link.
  const click = (press: TargetedMouseEvent<HTMLElement>): void => {
    const link = press.target instanceof Element && press.target.closest("a") !== null;
    if (!link && getSelection()?.isCollapsed !== false) void openMoment(player, desk, note);
  };
  return (
    <li data-kind="note" aria-current={current ? "true" : undefined} onClick={click}>
      <button
        type="button"
        class="moment mono link"
        aria-label={`Go to 5 seconds before ${clockText(note.at)}${about === "" ? "" : `, ${about}`}`}
      >
        {clockText(note.at)}
      </button>
      <div class="chapter">
        <Markdown text={written?.text ?? note.words} />
        {written && written.tag !== "" ? <span class="chip">{written.tag}</span> : null}
        <small class="hint">{foot}</small>
      </div>
    </li>
  );
}
