/**
 * Other people's cursors and selections: a colour, a label and a pattern for each role.
 *
 * The name stands behind the end of the line, never on code, and fades when its owner has been still for two seconds.
 * Names and roles are the server's (see `pointers.ts`); the layers draw, they do not touch the text.
 */
import { EditorSelection, StateEffect, type Extension } from "@codemirror/state";
import { EditorView, layer, RectangleMarker, ViewPlugin, type LayerMarker } from "@codemirror/view";
import type { ReadonlySignal } from "@preact/signals";
import type { Role } from "../core/events";
import type { Pointer, Span } from "../source";

/** Between the end of the line and the name. */
const GAP_PX = 14;
/** Between two names behind the same line. */
const NAME_WIDTH_PX = 64;

const moved = StateEffect.define();

/** Where the pointers of one file come from. */
export interface Pointers {
  readonly pointers: ReadonlySignal<readonly Pointer[]>;
  locate(pointer: Pointer): Span | null;
}

export function peopleLayers(source: Pointers, file: string): Extension {
  const here = (view: EditorView): readonly Placed[] => placed(source, file, view);
  const update = (news: {
    docChanged: boolean;
    transactions: readonly { effects: readonly StateEffect<unknown>[] }[];
  }) => news.docChanged || news.transactions.some(({ effects }) => effects.some((each) => each.is(moved)));
  return [
    layer({
      above: false,
      class: "cm-peer-selections",
      update,
      markers: (view) => here(view).flatMap((each) => selection(view, each)),
    }),
    layer({ above: true, class: "cm-peers", update, markers: (view) => carets(view, here(view)) }),
    ViewPlugin.define((view) => wake(view, source.pointers)),
  ];
}

interface Placed {
  readonly pointer: Pointer;
  readonly span: Span;
}

function placed(source: Pointers, file: string, view: EditorView): readonly Placed[] {
  const end = view.state.doc.length;
  return source.pointers.peek().flatMap((pointer) => {
    const span = pointer.file === file ? source.locate(pointer) : null;
    return span === null || span.anchor > end || span.head > end ? [] : [{ pointer, span }];
  });
}

/** Redraws when somebody moved. The signal may change in the middle of an update, so the redraw waits for its end. */
function wake(view: EditorView, pointers: ReadonlySignal<readonly Pointer[]>): { destroy(): void } {
  let gone = false;
  const stop = pointers.subscribe(() => {
    queueMicrotask(() => {
      if (!gone) view.dispatch({ effects: moved.of(null) });
    });
  });
  return {
    destroy() {
      gone = true;
      stop();
    },
  };
}

function selection(view: EditorView, { pointer, span }: Placed): readonly LayerMarker[] {
  if (span.anchor === span.head) return [];
  const range = EditorSelection.range(span.anchor, span.head);
  return RectangleMarker.forRange(view, `cm-peer-selection cm-peer-${pointer.role}`, range);
}

function carets(view: EditorView, people: readonly Placed[]): readonly LayerMarker[] {
  const onLine = new Map<number, number>();
  return people.flatMap(({ pointer, span }) => {
    const line = view.state.doc.lineAt(span.head);
    const [caret] = RectangleMarker.forRange(view, "", EditorSelection.cursor(span.head));
    const [end] = RectangleMarker.forRange(view, "", EditorSelection.cursor(line.to));
    if (!caret) return [];
    const before = onLine.get(line.number) ?? 0;
    onLine.set(line.number, before + 1);
    const name = (end?.left ?? caret.left) - caret.left + GAP_PX + before * NAME_WIDTH_PX;
    return [new Caret(pointer, caret.left, caret.top, caret.height, name)];
  });
}

class Caret implements LayerMarker {
  readonly role: Role;

  constructor(
    private readonly pointer: Pointer,
    private readonly left: number,
    private readonly top: number,
    private readonly height: number,
    /** From the caret to its name, in px. */
    private readonly name: number,
  ) {
    this.role = pointer.role;
  }

  eq(other: LayerMarker): boolean {
    return (
      other instanceof Caret &&
      this.samePerson(other) &&
      this.left === other.left &&
      this.top === other.top &&
      this.height === other.height &&
      this.name === other.name
    );
  }

  draw(): HTMLElement {
    const caret = document.createElement("div");
    caret.className = `cm-peer-caret cm-peer-${this.role}`;
    const name = document.createElement("span");
    name.className = "cm-peer-name";
    name.textContent = this.pointer.name;
    caret.append(name);
    this.place(caret);
    return caret;
  }

  /** In place when only the text moved beneath it; drawn anew, name and all, when its owner moved. */
  update(dom: HTMLElement, before: LayerMarker): boolean {
    if (!(before instanceof Caret) || !this.samePerson(before)) return false;
    this.place(dom);
    return true;
  }

  private samePerson(other: Caret): boolean {
    return (
      this.pointer.key === other.pointer.key &&
      this.pointer.moves === other.pointer.moves &&
      this.pointer.name === other.pointer.name &&
      this.role === other.role
    );
  }

  private place(dom: HTMLElement): void {
    dom.style.left = `${this.left}px`;
    dom.style.top = `${this.top}px`;
    dom.style.height = `${this.height}px`;
    dom.style.setProperty("--name-at", `${this.name}px`);
  }
}
