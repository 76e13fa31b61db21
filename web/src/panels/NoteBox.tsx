/** The box in which a note is written, and the one in which it is changed. What was typed is never lost. */
import { useSignalEffect } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { shownName } from "../core/projectFiles";
import type { Note } from "../core/state";
import type { Live } from "../source";
import { NOTE_KEY } from "./bits";
import { NO_DRAFT, NO_LINE, type Draft } from "./desk";
import { dimensionsOf, linesWords, STAMP } from "./noteKeys";
import { useRoom } from "./room";

/** Characters in one note. */
const LONGEST = 20_000;

function tooLong(text: string): string {
  if (text.length <= LONGEST) return "";
  return `This note has ${text.length.toLocaleString("en")} characters; the most is ${LONGEST.toLocaleString("en")}. Split it in two.`;
}

interface EditProps {
  readonly note: Note;
  readonly live: Live;
  readonly done: () => void;
}

export function NoteEdit({ note, live, done }: EditProps): JSX.Element {
  const { desk } = useRoom();
  const draft = desk.noteEdits.value[note.id] ?? { text: note.text === STAMP ? "" : note.text, tag: note.tag };
  const setDraft = (next: Draft): void => {
    desk.noteEdits.value = { ...desk.noteEdits.peek(), [note.id]: next };
  };
  const [sent, setSent] = useState<Draft | null>(null);
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => box.current?.focus(), []);
  // It closes when the note is so: what is refused, or goes nowhere, is still in the box.
  useEffect(() => {
    if (sent?.text === note.text && sent.tag === note.tag) done();
  }, [sent, note]);
  const keep = (): void => {
    const text = draft.text.trim() === "" ? note.text : draft.text;
    const changed = text !== note.text || draft.tag !== note.tag;
    if (tooLong(text) !== "") return;
    if (!changed) return done();
    if (live.ask({ type: "note_change", note: note.id, text, tag: draft.tag })) setSent({ text, tag: draft.tag });
  };
  return (
    <div class="note-edit">
      <textarea
        ref={box}
        class="input"
        aria-label="Change the note"
        placeholder={note.text === STAMP ? "What was it?" : ""}
        rows={rowsFor(draft.text)}
        value={draft.text}
        onInput={(input) => setDraft({ ...draft, text: input.currentTarget.value })}
        onKeyDown={(press) => {
          if (press.key === "Escape") done();
          if (isSend(press)) keep();
        }}
      />
      <Length text={draft.text} />
      <Tags chosen={draft.tag} choose={(tag) => setDraft({ ...draft, tag })} />
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

export function NoteBox({ live }: { readonly live: Live }): JSX.Element {
  const { page, source, desk } = useRoom();
  const { text, tag } = desk.noteDraft.value;
  const box = useRef<HTMLTextAreaElement>(null);
  const tagKey = useTagKey();
  // At once where the box is there already: what is typed next belongs in it. Where its pane is only being shown, after that.
  useEffect(() => desk.noteAsked.subscribe((asked) => asked > 0 && box.current?.focus()), [desk]);
  useSignalEffect(() => {
    if (desk.noteAsked.value > 0) box.current?.focus();
  });
  const remember = useReturned(live);
  const about = desk.about.value;
  const place = (about.line > 0 ? desk.aboutPlace.value : null) ?? desk.place.value;
  const write = (draft: Partial<Draft>): void => {
    desk.noteDraft.value = { ...desk.noteDraft.peek(), ...draft };
  };
  const keep = (): void => {
    if (text.trim() === "" || tooLong(text.trim()) !== "") return;
    // Without a connection nothing was sent: the words stay in the box.
    if (!live.ask({ type: "note", text: text.trim(), ...place, ...about, tag })) return;
    remember({ text, tag });
    desk.noteDraft.value = NO_DRAFT;
    desk.about.value = NO_LINE;
  };
  return (
    <div class="note-box" data-empty={text === "" && tag === ""}>
      <textarea
        ref={box}
        class="input"
        aria-label="Write a note"
        aria-keyshortcuts="Alt+N"
        aria-describedby="note-help"
        placeholder="Write a note…"
        rows={rowsFor(text)}
        value={text}
        onInput={(input) => write({ text: input.currentTarget.value })}
        onKeyDown={(press) => {
          tagKey(press, tag, (next) => write({ tag: next }));
          if (isSend(press)) keep();
        }}
      />
      {text === "" ? <kbd aria-hidden="true">{NOTE_KEY}</kbd> : null}
      {about.line > 0 ? (
        <p class="note-about">
          about {shownName(page, source.state.value.files, place)}, {linesWords(about)}
          <button type="button" class="link" onClick={() => (desk.about.value = NO_LINE)}>
            Not about a line
          </button>
        </p>
      ) : null}
      <Length text={text} />
      <Tags chosen={tag} choose={(next) => write({ tag: next })} keys />
      <p id="note-help" class="note-help hint">
        {text === "" ? "" : "Enter keeps it, Shift Enter starts a new line"}
      </p>
    </div>
  );
}

/** A note that the server refused comes back into the box. The answer remembers what was sent. */
function useReturned(live: Live): (sent: Draft) => void {
  const { desk } = useRoom();
  const sent = useRef({ draft: NO_DRAFT, refusals: live.refusal.peek()?.count ?? 0 });
  useSignalEffect(() => {
    const refusal = live.refusal.value;
    if (refusal?.ask !== "note" || refusal.count <= sent.current.refusals) return;
    sent.current.refusals = refusal.count;
    if (desk.noteDraft.peek().text === "") desk.noteDraft.value = sent.current.draft;
  });
  return (draft) => {
    sent.current = { draft, refusals: live.refusal.peek()?.count ?? 0 };
  };
}

function Length({ text }: { readonly text: string }): JSX.Element | null {
  const why = tooLong(text.trim());
  return why === "" ? null : (
    <p class="note-long" role="status">
      {why}
    </p>
  );
}

interface TagsProps {
  readonly chosen: string;
  readonly choose: (tag: string) => void;
  /** Whether the number keys do it too. */
  readonly keys?: boolean;
}

/** What the rubric looks at, each a key: Alt with its number. */
function Tags({ chosen, choose, keys = false }: TagsProps): JSX.Element | null {
  const { desk } = useRoom();
  const dimensions = dimensionsOf(desk);
  if (dimensions.length === 0) return null;
  return (
    <div class="note-tags" role="group" aria-label="About">
      {dimensions.map((dimension, index) => (
        <button
          key={dimension}
          type="button"
          class="chip"
          aria-pressed={dimension === chosen}
          {...(keys ? { "aria-keyshortcuts": `Alt+${index + 1}` } : {})}
          onClick={() => choose(dimension === chosen ? "" : dimension)}
        >
          {keys ? (
            <span class="mono" aria-hidden="true">
              {index + 1}
            </span>
          ) : null}
          {dimension}
        </button>
      ))}
    </div>
  );
}

function useTagKey(): (press: KeyboardEvent, chosen: string, choose: (tag: string) => void) => void {
  const { desk } = useRoom();
  return (press, chosen, choose) => {
    // By the place of the key: with Alt it types another character on many keyboards.
    const number = press.altKey && !press.ctrlKey ? Number(/^Digit([1-9])$/.exec(press.code)?.[1] ?? 0) : 0;
    const dimension = dimensionsOf(desk)[number - 1];
    if (dimension === undefined) return;
    press.preventDefault();
    choose(dimension === chosen ? "" : dimension);
  };
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
  return Math.min(8, Math.max(1, text.split("\n", 9).length, Math.ceil(text.length / 44)));
}
