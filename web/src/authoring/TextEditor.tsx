/** The room's code editor over a text of the task: the same habits, keys and colours, with an undo of its own. */
import { history, historyKeymap } from "@codemirror/commands";
import { Annotation, Compartment } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { languageMode } from "../editor/languages";
import { preferred } from "../editor/preferred";
import { habits } from "../editor/setup";

/** A text that was put in from elsewhere: nobody has to be told of it. */
const fromElsewhere = Annotation.define<boolean>();

interface Props {
  readonly label: string;
  readonly value: string;
  readonly set: (text: string) => void;
  /** A name of `editor/languages`; another is plain text. */
  readonly mode: string;
  readonly indent?: number;
  /** Grows with its text up to the page's height; else it fills its place. */
  readonly grows?: boolean;
  readonly wraps?: boolean;
  readonly focus?: boolean;
  /** Leads to this line, counted from 1, when it changes; 0 to none. */
  readonly line?: number;
}

export function TextEditor(props: Props): JSX.Element {
  const { label, value, mode, indent = 4, grows = true, wraps = false, focus = false, line = 0 } = props;
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const set = useRef(props.set);
  set.current = props.set;
  useEffect(() => {
    if (place.current === null) return;
    const language = new Compartment();
    const made = new EditorView({
      parent: place.current,
      doc: value,
      extensions: [
        habits(),
        history(),
        keymap.of(historyKeymap),
        preferred({ indent, editor: mode }, true),
        language.of([]),
        wraps ? EditorView.lineWrapping : [],
        EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" }),
        EditorView.updateListener.of((update) => {
          const typed = update.transactions.some((each) => each.docChanged && !each.annotation(fromElsewhere));
          if (typed) set.current(update.state.doc.toString());
        }),
      ],
    });
    view.current = made;
    if (focus) made.focus();
    void languageMode(mode).then((found) => made.dispatch({ effects: language.reconfigure(found) }));
    return () => {
      made.destroy();
      view.current = null;
    };
    // A text from elsewhere is put in below; another mode, label or file makes another editor.
  }, [mode, label, indent]);
  // With the rendering itself, not after the next frame: what is typed in between would be taken for an older text.
  useLayoutEffect(() => {
    const made = view.current;
    if (made === null) return;
    const now = made.state.doc.toString();
    if (now === value) return;
    made.dispatch({ changes: { from: 0, to: now.length, insert: value }, annotations: fromElsewhere.of(true) });
  }, [value]);
  useEffect(() => {
    const made = view.current;
    if (made === null || line < 1 || line > made.state.doc.lines) return;
    const at = made.state.doc.line(line).from;
    made.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: "center" }) });
    made.focus();
  }, [line]);
  return <div class="author-editor" data-grows={grows} ref={place} />;
}
