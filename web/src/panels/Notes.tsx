/** Private notes, each with its moment: written in one box, read as Markdown, changed or dropped in place. */
import { useSignalEffect } from "@preact/signals";
import type { JSX, TargetedMouseEvent } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { clockText } from "../core/clock";
import { fileOf } from "../core/page";
import type { Note } from "../core/state";
import type { Live } from "../source";
import { NOTE_KEY } from "./bits";
import { Markdown } from "./Markdown";
import { useRoom } from "./room";

/** Characters in one note. */
const LONGEST = 20_000;

export function Notes({ seek }: { readonly seek?: (at: number) => void }): JSX.Element {
  const { source } = useRoom();
  const { notes, phase } = source.state.value;
  const live = source.live;
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => end.current?.scrollIntoView({ block: "nearest" }), [notes.length]);
  return (
    <section class="card notes" aria-labelledby="notes-title">
      <div class="card-head">
        <h3 id="notes-title">Notes</h3>
        <p class="hint">may be disclosed to the candidate</p>
      </div>
      <div class="note-list" tabIndex={-1}>
        {notes.length === 0 ? (
          <p class="hint">Short facts help most: what was asked, tried, said. Each note keeps its moment.</p>
        ) : null}
        <ul role="list">
          {notes.map((note) => (
            <NoteRow key={note.id} note={note} live={phase === "ended" ? null : live} {...(seek ? { seek } : {})} />
          ))}
        </ul>
        <div ref={end} />
      </div>
      {live && phase !== "ended" ? <NoteBox live={live} /> : null}
    </section>
  );
}

interface RowProps {
  readonly note: Note;
  readonly live: Live | null;
  readonly seek?: (at: number) => void;
}

function NoteRow({ note, live, seek }: RowProps): JSX.Element {
  const [mode, setMode] = useState<"read" | "edit" | "drop">("read");
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
        <NoteEdit note={note} live={live} done={() => setMode("read")} />
      ) : (
        <div class="note-text">
          <Moment at={note.at} {...(seek ? { seek } : {})} />
          <Markdown text={note.text} />
          <About note={note} />
          {note.changed ? <small class="hint">changed</small> : null}
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

/** The line that a note is about, as a way there. */
function About({ note }: { readonly note: Note }): JSX.Element | null {
  const { page, desk } = useRoom();
  if (note.line === 0) return null;
  const file = fileOf(page, note);
  return (
    <button type="button" class="link about" onClick={() => desk.goToLine(note, note.line)}>
      {file.split("/").at(-1)}, line {note.line}
    </button>
  );
}

function NoteEdit({ note, live, done }: { readonly note: Note; readonly live: Live; readonly done: () => void }) {
  const [text, setText] = useState(note.text);
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => box.current?.focus(), []);
  const keep = (): void => {
    const changed = text.trim() !== "" && text !== note.text;
    // Without a connection nothing was sent: the words stay in the box.
    if (changed && !live.ask({ type: "note_change", note: note.id, text })) return;
    done();
  };
  return (
    <div class="note-edit">
      <textarea
        ref={box}
        class="input"
        aria-label="Change the note"
        rows={rowsFor(text)}
        maxLength={LONGEST}
        value={text}
        onInput={(input) => setText(input.currentTarget.value)}
        onKeyDown={(press) => {
          if (press.key === "Escape") done();
          if (isSend(press)) keep();
        }}
      />
      <div class="note-tools">
        <button type="button" class="link" onClick={keep}>
          Keep
        </button>
        <button type="button" class="link" onClick={done}>
          Cancel
        </button>
      </div>
    </div>
  );
}

function NoteBox({ live }: { readonly live: Live }): JSX.Element {
  const { page, desk } = useRoom();
  const [text, setText] = useState("");
  const box = useRef<HTMLTextAreaElement>(null);
  useSignalEffect(() => {
    if (desk.noteAsked.value > 0) box.current?.focus();
  });
  const line = desk.aboutLine.value;
  const keep = (): void => {
    if (text.trim() === "") return;
    const sent = live.ask({ type: "note", text: text.trim(), ...desk.place.peek(), line });
    // Without a connection nothing was sent: the words stay in the box.
    if (!sent) return;
    setText("");
    desk.aboutLine.value = 0;
  };
  return (
    <div class="note-box">
      <textarea
        ref={box}
        class="input"
        aria-label="Write a note"
        aria-keyshortcuts="Alt+N"
        aria-describedby="note-help"
        placeholder="Write a note…"
        rows={rowsFor(text)}
        maxLength={LONGEST}
        value={text}
        onInput={(input) => setText(input.currentTarget.value)}
        onKeyDown={(press) => {
          if (isSend(press)) keep();
        }}
      />
      {text === "" ? <kbd aria-hidden="true">{NOTE_KEY}</kbd> : null}
      {line > 0 ? (
        <p class="note-about">
          about {desk.language.value?.file ?? fileOf(page, desk.place.value)}, line {line}
          <button type="button" class="link" onClick={() => (desk.aboutLine.value = 0)}>
            Not about a line
          </button>
        </p>
      ) : null}
      <p id="note-help" class="note-help hint">
        {text === "" ? "" : "Enter keeps it, Shift Enter starts a new line"}
      </p>
    </div>
  );
}

function isSend(press: KeyboardEvent): boolean {
  const send = press.key === "Enter" && !press.shiftKey && !press.isComposing;
  if (send) {
    press.preventDefault();
    // Ctrl+Enter in the box keeps the note; it must not also run the tests.
    press.stopPropagation();
  }
  return send;
}

function rowsFor(text: string): number {
  return Math.min(8, Math.max(1, text.split("\n").length, Math.ceil(text.length / 44)));
}
