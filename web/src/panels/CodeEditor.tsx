/** The code editor of the file in front of this viewer: one CodeMirror view, filled anew when the file changes. */
import { Compartment, EditorSelection, EditorState, Prec, type Extension } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { useComputed, useSignalEffect } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { awaitsStarter, goingSpell } from "../core/asked";
import { fileOf } from "../core/page";
import { modeOf } from "../core/projectFiles";
import { languageMode } from "../editor/languages";
import { notTooLarge } from "../editor/large";
import { pastesTold } from "../editor/pastes";
import { peopleLayers } from "../editor/people";
import { preferred } from "../editor/preferred";
import { habits, nonce } from "../editor/setup";
import { hasPrivateText } from "../source";
import type { Desk, Goal } from "./desk";
import { useRoom, type RoomParts } from "./room";
import { runNow, runProgram } from "./running";

/** Between a followed cursor and the edge of what is seen: about two lines. */
const VIEW_MARGIN_PX = 48;

export function CodeEditor(): JSX.Element {
  const room = useRoom();
  const element = useRef<HTMLDivElement>(null);
  const editor = useRef<Editor | null>(null);
  const entered = useRef(0);
  useEffect(() => {
    if (element.current) editor.current = new Editor(element.current, room);
    return () => {
      editor.current?.destroy();
      editor.current = null;
    };
  }, [room]);
  const file = useComputed(() => fileOf(room.page, room.desk.place.value));
  // On its own, so that what else happens in the room does not reach the editor.
  const open = useComputed(() => {
    const [ready, closed] = [room.source.ready.value, room.source.state.value.phase === "ended"];
    return (
      ready &&
      !closed &&
      hasPrivateText(room.source) &&
      !stays(room) &&
      !isPrivateElsewhere(room) &&
      !awaitsStarter(room.source, file.value, room.desk.place.value)
    );
  });
  // Thinking privately is another text in the same file: bound anew when it begins and when it is over.
  const spell = useComputed(() => room.source.live?.privately?.text.value?.spell ?? "");
  useSignalEffect(() => {
    const [here, isOpen, which] = [file.value, open.value, spell.value];
    // The text may have come meanwhile, and with it the first chance to bind.
    if (room.source.ready.value) editor.current?.show(here, isOpen, which);
  });
  const path = useComputed(() => room.desk.file.value?.path ?? "");
  useSignalEffect(() => {
    if (path.value !== "") editor.current?.called(path.value);
  });
  useSignalEffect(() => {
    const goal = room.desk.goal.value;
    if (goal) editor.current?.bring(goal);
  });
  // What stands over the code covers it for the keyboard too.
  useSignalEffect(() => {
    const covered = (room.source.live?.privately?.walk.value ?? null) !== null;
    const wanted = room.desk.codeWanted.value;
    if (element.current) element.current.inert = covered;
    if (covered || wanted === entered.current) return;
    entered.current = wanted;
    editor.current?.enter();
  });
  useSignalEffect(() => {
    const followed = room.desk.inView.value;
    if (followed) editor.current?.keepInView(followed.pointer);
  });
  return <div class="editor" ref={element} data-testid="editor" />;
}

/** The view itself, away from the component: it lives as long as the pane does. */
class Editor {
  readonly #view: EditorView;
  readonly #mode = new Compartment();
  readonly #closed = new Compartment();
  /** Where the cursor was in files that were left. */
  readonly #places = new Map<string, EditorSelection>();
  #file = "";
  #spell = "";
  /** Somebody just began to think privately: they go on in the editor as soon as the text is here. */
  #enters = false;
  #gone = false;

  constructor(
    parent: HTMLElement,
    private readonly room: RoomParts,
  ) {
    // The first sheet is made with the view, so the nonce is needed before there is any text.
    this.#view = new EditorView({ parent, extensions: nonce() });
    // On its way while the text is still being fetched.
    void languageMode(room.desk.language.peek()?.editor ?? "");
  }

  /** `spell` says which stretch of thinking privately the text belongs to; "" for the shared one. */
  show(file: string, open: boolean, spell: string): void {
    const other = file !== this.#file || spell !== this.#spell;
    if (spell !== this.#spell) this.#enters = spell !== "";
    this.#spell = spell;
    if (other && this.room.source.ready.peek()) this.#bind(file, open);
    else this.#view.dispatch({ effects: this.#closed.reconfigure(this.#closedIf(!open)) });
    if (this.#enters && open) {
      this.#enters = false;
      queueMicrotask(() => this.#view.focus());
    }
  }

  enter(): void {
    this.#view.focus();
  }

  /** Scrolls there; to a line with the cursor, to somebody else's cursor without. */
  bring(goal: Goal): void {
    const { doc } = this.#view.state;
    const at =
      "line" in goal ? doc.line(Math.min(Math.max(1, goal.line), doc.lines)).from : this.#pointerAt(goal.pointer);
    if (at === null) return;
    this.#view.dispatch({
      ...("line" in goal ? { selection: EditorSelection.cursor(at) } : {}),
      effects: EditorView.scrollIntoView(Math.min(at, doc.length), { y: "center" }),
    });
    if (!("line" in goal) || goal.focus) this.#view.focus();
  }

  /** Scrolls only as far as is needed to see that cursor. */
  keepInView(pointer: string): void {
    // What is shown may just be changing, and that waits for the end of this turn: this comes after it.
    queueMicrotask(() =>
      queueMicrotask(() => {
        const at = this.#gone ? null : this.#pointerAt(pointer);
        if (at === null || at > this.#view.state.doc.length) return;
        this.#view.dispatch({ effects: EditorView.scrollIntoView(at, { y: "nearest", yMargin: VIEW_MARGIN_PX }) });
      }),
    );
  }

  destroy(): void {
    this.#gone = true;
    this.#view.destroy();
  }

  #closedIf(closed: boolean): Extension {
    return closedIf(closed || !this.room.desk.acts);
  }

  #pointerAt(key: string): number | null {
    const { source } = this.room;
    const pointer = source.pointers.peek().find((each) => each.key === key && each.file === this.#file);
    return pointer ? (source.locate(pointer)?.head ?? null) : null;
  }

  #bind(file: string, open: boolean): void {
    if (this.#file !== "") this.#places.set(this.#file, this.#view.state.selection);
    this.#file = file;
    const { source, desk } = this.room;
    const language = desk.language.peek();
    const path = desk.file.peek()?.path;
    const called = path === undefined ? file : `${desk.place.peek().task}/${path}`;
    const mode = path === undefined ? (language?.editor ?? "") : modeOf(path);
    // The binding reads the text when the state goes into the view, so both happen in one go.
    const bound = source.bind(file);
    const selection = this.#places.get(file) ?? EditorSelection.single(0);
    this.#view.setState(
      EditorState.create({
        doc: bound.text,
        selection: within(selection, bound.text.length),
        extensions: [
          // Before every other key: what Vim has a meaning for is nobody else's.
          preferred(language ?? { indent: 4, editor: "" }, source.live !== null),
          keys(this.room),
          habits(),
          this.#mode.of([]),
          this.#closed.of(this.#closedIf(!open)),
          bound.extension,
          peopleLayers(source, file),
          caretTold(desk),
          pastes(this.room),
          source.live ? notTooLarge((sentence) => source.live?.refuse("edit", sentence)) : [],
          EditorView.contentAttributes.of({
            "aria-label": `${called}, ${this.#spell === "" ? "shared code" : "your private code"}`,
            tabindex: "0",
          }),
        ],
      }),
    );
    tellCaret(this.#view.state, desk);
    this.#setMode(file, mode);
  }

  /** What a file is called says how its words are coloured: a renamed one may be another language's. */
  called(path: string): void {
    this.#setMode(this.#file, modeOf(path));
  }

  #setMode(file: string, name: string): void {
    void languageMode(name).then((mode) => {
      if (this.#file === file && !this.#gone) this.#view.dispatch({ effects: this.#mode.reconfigure(mode) });
    });
  }
}

/** A file of a project that is the task's own, or deleted. In a replay nothing is typed anyway. */
function stays({ source, desk }: RoomParts): boolean {
  const file = desk.file.value;
  return source.live !== null && file !== null && (file.fixed || file.deleted);
}

/** Somebody else thinks privately: what they shared last stands still until they are back. */
function isPrivateElsewhere({ source, desk }: RoomParts): boolean {
  return source.live !== null && desk.interviews && goingSpell(source.state.value) !== null;
}

function closedIf(closed: boolean): Extension {
  return closed ? [EditorState.readOnly.of(true), EditorView.editable.of(false)] : [];
}

/** A remembered selection may reach beyond a text that became shorter meanwhile. */
function within(selection: EditorSelection, length: number): EditorSelection {
  const { anchor, head } = selection.main;
  return EditorSelection.single(Math.min(anchor, length), Math.min(head, length));
}

function keys(room: RoomParts): Extension {
  return Prec.highest(
    keymap.of([{ key: "Mod-Enter", run: () => (runNow(room), true), shift: () => (runProgram(room), true) }]),
  );
}

/** Only of a candidate, and only where they agreed to it: elsewhere nothing listens. */
function pastes({ page, source: { live }, desk }: RoomParts): Extension {
  if (live === null || desk.interviews || !page.facts) return [];
  return pastesTold((pasted) => live.report({ type: "pasted", ...desk.place.peek(), ...pasted }));
}

function caretTold(desk: Desk): Extension {
  return EditorView.updateListener.of((update) => {
    if (update.selectionSet || update.docChanged) tellCaret(update.state, desk);
    if (update.transactions.some((each) => each.isUserEvent("input") || each.isUserEvent("delete")))
      desk.following.value = null;
  });
}

function tellCaret(state: EditorState, desk: Desk): void {
  const { head, from, to } = state.selection.main;
  const line = state.doc.lineAt(head);
  const [first, last] = [state.doc.lineAt(from).number, state.doc.lineAt(to)];
  // A selection that ends where a line begins holds nothing of that line.
  const end = last.from === to && last.number > first ? last.number - 1 : last.number;
  desk.caret.value = { line: line.number, column: head - line.from + 1, selected: to - from, from: first, to: end };
}
