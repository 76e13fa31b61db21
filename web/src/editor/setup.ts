/** The editor's own habits: what every file has, whatever its language and wherever its text comes from. */
import { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, indentOnInput, indentUnit } from "@codemirror/language";
import { EditorState, type Extension } from "@codemirror/state";
import {
  drawSelection,
  dropCursor,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { findOnDemand } from "./find";
import { overtype } from "./overtype";
import { codeTheme } from "./theme";

/** The nonce that the content security policy lets CodeMirror's own style sheet carry. */
export function nonce(): Extension {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]');
  // Browsers hide the attribute `nonce` from scripts of the page; `content` is readable.
  return meta?.content ? EditorView.cspNonce.of(meta.content) : [];
}

export function habits(): Extension {
  return [
    nonce(),
    lineNumbers(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    drawSelection(),
    dropCursor(),
    bracketMatching(),
    closeBrackets(),
    indentOnInput(),
    findOnDemand(),
    overtype(),
    EditorState.allowMultipleSelections.of(true),
    // The shared text may hold a carriage return from elsewhere: it must stay one character, or positions drift apart.
    EditorState.lineSeparator.of("\n"),
    EditorView.clipboardInputFilter.of((text) => text.replace(/\r\n?/g, "\n")),
    // Tab indents; Esc then Tab leaves the editor, and the footer says so.
    keymap.of([...closeBracketsKeymap, ...defaultKeymap, indentWithTab]),
    codeTheme,
  ];
}

/** Languages whose own formatter indents with tabs. */
const WITH_TABS: ReadonlySet<string> = new Set(["go"]);

/** What one step of Tab is: so many spaces, or a tab that is so wide. */
export function indentation(width: number, editor = ""): Extension {
  return [indentUnit.of(usesTabs(editor) ? "\t" : " ".repeat(width)), EditorState.tabSize.of(width)];
}

export function usesTabs(editor: string): boolean {
  return WITH_TABS.has(editor);
}
