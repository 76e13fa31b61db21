/** The part of the editor that follows the viewer's preferences, while it is open. */
import { Compartment, type Extension } from "@codemirror/state";
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
    keys.of([]),
    layout.of(laidOut(preferences.peek(), language)),
    ViewPlugin.define((view) => {
      const stop = follow(view, keys, layout, language, editing);
      return { destroy: stop };
    }),
  ];
}

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
    // Bindings that do not arrive (offline) leave the usual ones.
    const made =
      wanted === "usual"
        ? []
        : await LOADERS[wanted]().then(
            (module) => module.keys(),
            (): Extension => [],
          );
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

function laidOut({ tab, wrap }: Preferences, { indent, editor }: Indenting): Extension {
  return [indentation(tab === 0 ? indent : tab, editor), wrap ? EditorView.lineWrapping : []];
}
