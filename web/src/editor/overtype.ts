/**
 * Typing over a selection, done by the editor instead of the browser.
 *
 * Chromium's own way leaves `style` attributes on the lines that it joins. The content security policy refuses them,
 * which harms nothing but fills the console with complaints among which a real one would be lost.
 */
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

export function overtype(): Extension {
  return EditorView.domEventHandlers({
    beforeinput(input, view) {
      const text = input.data;
      const { from, to, empty } = view.state.selection.main;
      if (input.inputType !== "insertText" || text === null || empty || input.isComposing || view.state.readOnly)
        return;
      input.preventDefault();
      const insert = () =>
        view.state.update(view.state.replaceSelection(text), { userEvent: "input.type", scrollIntoView: true });
      // The same handlers that hear ordinary typing: a bracket still closes around the selection.
      const handled = view.state.facet(EditorView.inputHandler).some((handle) => handle(view, from, to, text, insert));
      if (!handled) view.dispatch(insert());
      return true;
    },
  });
}
