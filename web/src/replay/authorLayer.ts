/** In the editor: a tint for each author with their name at the side, and who wrote the character under the pointer. */
import { RangeSetBuilder, StateEffect, StateField, type Extension } from "@codemirror/state";
import {
  Decoration,
  EditorView,
  gutter,
  GutterMarker,
  hoverTooltip,
  ViewPlugin,
  type PluginValue,
  type DecorationSet,
  type Tooltip,
} from "@codemirror/view";
import { effect } from "@preact/signals";
import { characterAt, lineOf } from "../core/lineStory";
import { Rejection } from "../core/read";
import type { Stretch } from "../core/track";
import { authorOf, stretchWords, tinted } from "./authors";
import { walkBack } from "./blaming";
import type { Past } from "./past";

/** So often, in ms, the authors are drawn anew while the replay plays. */
const DRAWN_MS = 250;
/** So long the pointer must rest on a character, in ms. */
const HOVER_MS = 350;

interface Tints {
  readonly on: boolean;
  readonly marks: DecorationSet;
  /** By the number of the line: who wrote most of it, where that changes. */
  readonly names: ReadonlyMap<number, Label>;
}

class Label extends GutterMarker {
  constructor(
    readonly name: string,
    readonly kind: string,
  ) {
    super();
  }

  override eq(other: GutterMarker): boolean {
    return other instanceof Label && other.name === this.name && other.kind === this.kind;
  }

  override toDOM(): Node {
    const label = document.createElement("span");
    label.className = "cm-author";
    label.dataset["kind"] = this.kind;
    label.textContent = this.name;
    return label;
  }
}

const OFF: Tints = { on: false, marks: Decoration.none, names: new Map() };
const put = StateEffect.define<Tints>();

const field = StateField.define<Tints>({
  create: () => OFF,
  update: (before, transaction) => {
    for (const each of transaction.effects) if (each.is(put)) return each.value;
    return transaction.docChanged ? { ...before, marks: before.marks.map(transaction.changes) } : before;
  },
  provide: (it) => EditorView.decorations.from(it, (tints) => tints.marks),
});

export function authorLayer(past: Past, file: string, authors: () => readonly Stretch[]): Extension {
  return [
    field,
    gutter({
      class: "cm-authors",
      lineMarker: (view, line) => view.state.field(field).names.get(view.state.doc.lineAt(line.from).number) ?? null,
      lineMarkerChange: ({ startState, state }) => startState.field(field) !== state.field(field),
    }),
    ViewPlugin.define((view) => follow(view, past, authors)),
    hoverTooltip((view, position) => tooltip(view, position, past, file), { hoverTime: HOVER_MS, hideOnChange: true }),
  ];
}

function follow(view: EditorView, past: Past, authors: () => readonly Stretch[]): PluginValue {
  let [gone, asked, drawn] = [false, false, 0];
  const draw = (): void => {
    asked = false;
    if (gone) return;
    const before = view.state.field(field);
    if (!tinted.peek()) {
      if (before.on) view.dispatch({ effects: put.of(OFF) });
      return;
    }
    const stretches = authors();
    const length = stretches.reduce((sum, each) => sum + each.length, 0);
    // The text of the moment is not in the editor yet: its own change comes and asks again.
    if (length !== view.state.doc.length) return;
    drawn = performance.now();
    view.dispatch({ effects: put.of(tintsOf(past, view, stretches)) });
  };
  const ask = (): void => {
    if (asked) return;
    asked = true;
    // While it plays the text changes with every frame; between two drawings the marks move with it.
    const rest = past.playing.peek() ? DRAWN_MS - (performance.now() - drawn) : 0;
    if (rest > 0) setTimeout(draw, rest);
    else requestAnimationFrame(draw);
  };
  const stop = effect(() => {
    // Read, so that each of them asks again.
    const seen = [tinted.value, past.time.value, past.waiting.value];
    if (seen.length > 0) ask();
  });
  return {
    update(update) {
      if (tinted.peek() && (update.viewportChanged || update.docChanged)) ask();
    },
    destroy() {
      gone = true;
      stop();
    },
  };
}

/** Of the lines in view and a little around them. */
function tintsOf(past: Past, { state, viewport }: EditorView, stretches: readonly Stretch[]): Tints {
  const marks = new RangeSetBuilder<Decoration>();
  /** By line: how many units each person wrote in it. */
  const shares = new Map<number, Map<string, number>>();
  let at = 0;
  for (const { length, person, how } of stretches) {
    const [from, to] = [Math.max(at, viewport.from), Math.min(at + length, viewport.to)];
    at += length;
    if (from >= to) continue;
    const { kind } = authorOf(past, person);
    if (kind !== "room") marks.add(from, to, markOf(kind, how === 1));
    for (let place = from; place < to;) {
      const line = state.doc.lineAt(place);
      const end = Math.min(to, line.to);
      const share = shares.get(line.number) ?? new Map<string, number>();
      shares.set(line.number, share);
      const ink = state.doc.sliceString(place, end).trim().length;
      if (ink > 0) share.set(person, (share.get(person) ?? 0) + ink);
      place = Math.max(end, place) + 1;
    }
  }
  return { on: true, marks: marks.finish(), names: labels(past, shares) };
}

const MARKS = new Map<string, Decoration>();

function markOf(kind: string, atOnce: boolean): Decoration {
  const name = `cm-by cm-by-${kind}${atOnce ? " cm-by-at-once" : ""}`;
  const mark = MARKS.get(name) ?? Decoration.mark({ class: name });
  MARKS.set(name, mark);
  return mark;
}

/** A name stands at the first line of each run of lines that the same person wrote most of. */
function labels(past: Past, shares: ReadonlyMap<number, ReadonlyMap<string, number>>): ReadonlyMap<number, Label> {
  const found = new Map<number, Label>();
  let before = "";
  for (const [line, people] of shares) {
    const share = [...people].sort((one, other) => other[1] - one[1])[0];
    if (!share || share[0] === before) continue;
    [before] = share;
    const { name, kind } = authorOf(past, before);
    found.set(line, new Label(kind === "room" ? "starter" : name, kind));
  }
  return found;
}

async function tooltip(view: EditorView, position: number, past: Past, file: string): Promise<Tooltip | null> {
  const text = view.state.doc.toString();
  const line = lineOf(text, view.state.doc.lineAt(position).number);
  const character = characterAt(line, position);
  if (character === null || position > line.to) return null;
  const blame = await walkBack(past, file, past.time.peek(), [character], new AbortController().signal);
  if (blame === null || blame instanceof Rejection) return null;
  const [stretch] = blame.found;
  const words = stretch ? stretchWords(past, stretch) : "There from the start";
  return {
    pos: character.from,
    end: character.to,
    above: true,
    create: () => {
      const dom = document.createElement("div");
      dom.className = "cm-author-tip";
      dom.textContent = words.charAt(0).toUpperCase() + words.slice(1);
      return { dom };
    },
  };
}
