/** Code to be read and not written, coloured like in the editor. */
import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { languageMode } from "../editor/languages";
import { nonce } from "../editor/setup";
import { codeTheme } from "../editor/theme";

interface Props {
  readonly label: string;
  readonly text: string;
  readonly mode: string;
}

export function Shown({ label, text, mode }: Props): JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (place.current === null) return;
    let gone = false;
    const parent = place.current;
    const draw = (extensions: Awaited<ReturnType<typeof languageMode>>): EditorView =>
      new EditorView({
        parent,
        doc: text,
        extensions: [
          nonce(),
          codeTheme,
          extensions,
          EditorState.readOnly.of(true),
          EditorView.contentAttributes.of({ "aria-label": label, "aria-readonly": "true", tabindex: "0" }),
        ],
      });
    let view = draw([]);
    void languageMode(mode).then((found) => {
      if (gone) return;
      view.destroy();
      view = draw(found);
    });
    return () => {
      gone = true;
      view.destroy();
    };
  }, [text, mode, label]);
  return <div class="author-editor" data-grows="true" data-shown="true" ref={place} />;
}
