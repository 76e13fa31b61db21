/** Private notes, each with its moment: read as Markdown, changed or dropped in place by whoever wrote them. */
import type { JSX, TargetedMouseEvent } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { candidateName, severalInterviewers } from "../core/asked";
import { clockText } from "../core/clock";
import { shownName } from "../core/projectFiles";
import type { Note } from "../core/state";
import type { Live } from "../source";
import { STAMP_KEY, toEnd } from "./bits";
import { NO_LINE } from "./desk";
import { Markdown } from "./Markdown";
import { NoteBox, NoteEdit } from "./NoteBox";
import { linesWords, stamp } from "./noteKeys";
import { useAsking, useRoom } from "./room";

export function Notes({ seek }: { readonly seek?: (at: number) => void }): JSX.Element {
  const { source, desk } = useRoom();
  const { notes } = source.state.value;
  const live = useAsking();
  const name = candidateName(source.state.value);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => toEnd(list.current), [notes.length]);
  return (
    <section class="card notes" aria-labelledby="notes-title">
      <div class="card-head">
        <h3 id="notes-title">Notes</h3>
        {live ? <Stamp /> : null}
      </div>
      <p class="disclosure">
        {desk.width.value === "medium" ? `${name} does not see this. ` : ""}Notes may be disclosed to {name} if they
        ask.
      </p>
      <div ref={list} class="note-list" tabIndex={-1}>
        {notes.length === 0 ? (
          <p class="hint">
            {live
              ? "Short facts help most: what was asked, tried, said. Each note keeps its moment."
              : "No notes were written so far."}
          </p>
        ) : null}
        <ul role="list">
          {notes.map((note) => (
            <NoteRow key={note.id} note={note} live={note.by === live?.me ? live : null} {...(seek ? { seek } : {})} />
          ))}
        </ul>
      </div>
      {live ? <NoteBox live={live} /> : null}
    </section>
  );
}

/** One press keeps the moment; words can come later. */
function Stamp(): JSX.Element {
  const room = useRoom();
  return (
    <button
      type="button"
      class="link stamp"
      aria-keyshortcuts="Alt+M"
      title="Keeps this moment without words; you can say more later"
      onClick={() => stamp(room, NO_LINE)}
    >
      Stamp the moment <kbd aria-hidden="true">{STAMP_KEY}</kbd>
    </button>
  );
}

interface RowProps {
  readonly note: Note;
  /** Null where this viewer cannot change it. */
  readonly live: Live | null;
  readonly seek?: (at: number) => void;
}

function NoteRow({ note, live, seek }: RowProps): JSX.Element {
  const { desk } = useRoom();
  const [mode, setMode] = useState<"read" | "edit" | "drop">(note.id in desk.noteEdits.peek() ? "edit" : "read");
  const changed = (): void => {
    const others = Object.entries(desk.noteEdits.peek()).filter(([id]) => id !== note.id);
    desk.noteEdits.value = Object.fromEntries(others);
    setMode("read");
  };
  const [editButton, keepButton] = [useRef<HTMLButtonElement>(null), useRef<HTMLButtonElement>(null)];
  const before = useRef(mode);
  // The button that was pressed goes away with its mode: the focus stays at the note, not at the top of the page.
  useLayoutEffect(() => {
    if (mode === "drop") keepButton.current?.focus();
    else if (mode === "read" && before.current !== "read") editButton.current?.focus();
    before.current = mode;
  }, [mode]);
  const drop = (press: TargetedMouseEvent<HTMLButtonElement>): void => {
    if (live?.ask({ type: "note_drop", note: note.id }))
      press.currentTarget.closest<HTMLElement>(".note-list")?.focus();
  };
  return (
    <li class="note" data-mode={mode}>
      {mode === "edit" && live ? (
        <NoteEdit note={note} live={live} done={changed} />
      ) : (
        <div class="note-text">
          <Moment at={note.at} {...(seek ? { seek } : {})} />
          <Markdown text={note.text} />
          <NoteFoot note={note} />
        </div>
      )}
      {live && mode === "read" ? (
        <div class="note-tools">
          <button ref={editButton} type="button" class="link" onClick={() => setMode("edit")}>
            Edit
          </button>
          <button type="button" class="link" onClick={() => setMode("drop")}>
            Delete
          </button>
        </div>
      ) : null}
      {live && mode === "drop" ? (
        <div class="note-tools" role="group" aria-label="Delete this note?">
          <span>Delete this note?</span>
          <button type="button" class="link" onClick={drop}>
            Delete
          </button>
          <button ref={keepButton} type="button" class="link" onClick={() => setMode("read")}>
            Keep
          </button>
        </div>
      ) : null}
    </li>
  );
}

function Moment({ at, seek }: { readonly at: number; readonly seek?: (at: number) => void }): JSX.Element {
  const text = clockText(at);
  if (!seek) return <time class="moment mono">{text}</time>;
  return (
    <button type="button" class="moment mono link" aria-label={`Go to ${text}`} onClick={() => seek(at)}>
      {text}
    </button>
  );
}

/** Its lines as a way there, its tag, and of several interviewers whose it is. */
function NoteFoot({ note }: { readonly note: Note }): JSX.Element | null {
  const { page, source, desk } = useRoom();
  const state = source.state.value;
  const who = severalInterviewers(state) ? (state.people[note.by]?.name ?? "") : "";
  if (note.line === 0 && note.tag === "" && who === "" && !note.changed) return null;
  return (
    <p class="note-foot">
      {note.tag === "" ? null : <span class="chip">{note.tag}</span>}
      {note.line === 0 ? null : (
        <button type="button" class="link about" onClick={() => desk.goToLine(note, note.line)}>
          {shownName(page, state.files, note)}, {linesWords(note)}
        </button>
      )}
      {who === "" ? null : <span class="hint">{who}</span>}
      {note.changed ? <span class="hint">changed</span> : null}
    </p>
  );
}
