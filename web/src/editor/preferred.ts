/** The part of the editor that follows the viewer's preferences, while it is open. */
import { Compartment, Prec, type Extension } from "@codemirror/state";
import { EditorView, ViewPlugin } from "@codemirror/view";
import { effect } from "@preact/signals";
import type { Keys, Preferences } from "../core/preferences";
import { preferences } from "../preferences";
import { indentation } from "./setup";

interface Indenting {
  readonly indent: number;
  readonly editor: string;
}

const LOADERS: Readonly<Record<Exclude<Keys, "usual">, () => Promise<{ keys(): Extension }>>> = {
  vim: () => import("./vim"),
  emacs: () => import("./emacs"),
};

/** `editing` is false where the text is only shown: then nobody's keys are bound. */
export function preferred(language: Indenting, editing: boolean): Extension {
  const [keys, layout] = [new Compartment(), new Compartment()];
  return [
    leaving,
    Prec.highest(keys.of([])),
    layout.of(laidOut(preferences.peek(), language)),
    ViewPlugin.define((view) => {
      const stop = follow(view, keys, layout, language, editing);
      return { destroy: stop };
    }),
  ];
}

/** So long after Esc, Tab leaves the editor: CodeMirror's own rule, also where other keys take Esc for themselves. */
const LEAVE_MS = 2000;

const leaving = EditorView.domEventObservers({
  keydown(press, view) {
    if (press.key === "Escape") view.setTabFocusMode(LEAVE_MS);
  },
});

function follow(
  view: EditorView,
  keys: Compartment,
  layout: Compartment,
  language: Indenting,
  editing: boolean,
): () => void {
  let [gone, bound] = [false, "usual" as Keys];
  const bind = async (wanted: Keys): Promise<void> => {
    bound = wanted;
    const made = wanted === "usual" ? [] : await LOADERS[wanted]().then((module) => module.keys(), notThere);
    if (!gone && bound === wanted) view.dispatch({ effects: keys.reconfigure(made) });
  };
  const stop = effect(() => {
    const now = preferences.value;
    // A view must not be changed while it is just being made or changed.
    queueMicrotask(() => {
      if (gone) return;
      view.dispatch({ effects: layout.reconfigure(laidOut(now, language)) });
      view.requestMeasure();
      if (editing && now.keys !== bound) void bind(now.keys);
    });
  });
  return () => {
    gone = true;
    stop();
  };
}

/** Bindings that do not arrive (offline) leave the usual ones. */
function notThere(error: unknown): Extension {
  console.warn("Greenroom: these keys could not be fetched.", error);
  return [];
}

function laidOut({ tab, wrap }: Preferences, { indent, editor }: Indenting): Extension {
  return [indentation(tab === 0 ? indent : tab, editor), wrap ? EditorView.lineWrapping : []];
}
