/** Find in the file: loaded with the first Ctrl or Cmd with F, because most interviews never need it. */
import { Compartment, type Extension } from "@codemirror/state";
import { keymap, type EditorView } from "@codemirror/view";

export function findOnDemand(): Extension {
  const place = new Compartment();
  const open = (view: EditorView): boolean => {
    if (isFilled(place.get(view.state))) return false;
    void fill(view, place);
    return true;
  };
  return [place.of([]), keymap.of([{ key: "Mod-f", run: open, preventDefault: true }])];
}

function isFilled(extension: Extension | undefined): boolean {
  return Array.isArray(extension) && extension.length > 0;
}

async function fill(view: EditorView, place: Compartment): Promise<void> {
  const { openSearchPanel, search, searchKeymap } = await import("@codemirror/search");
  view.dispatch({ effects: place.reconfigure([search({ top: true }), keymap.of(searchKeymap)]) });
  openSearchPanel(view);
}
