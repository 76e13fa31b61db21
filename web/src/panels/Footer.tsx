/** The strip at the bottom: is it saved, how far is the server, who types, where the cursor is, how to leave. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { SavedWord } from "../core/saving";
import { KEYS_WORDS } from "../core/preferences";
import { usesTabs } from "../editor/setup";
import { preferences } from "../preferences";
import type { Live, Pointer } from "../source";
import { Recorded } from "./Recorded";
import { useRoom } from "./room";

export function Footer({ live }: { readonly live: Live }): JSX.Element {
  const { source } = useRoom();
  const roundTrip = live.roundTrip.value;
  return (
    <footer class="room-footer">
      <SavedState live={live} />
      <span data-hide="phone" class="mono-numbers">
        {roundTrip === null ? "" : <abbr title="Time to the server and back">{roundTrip} ms</abbr>}
      </span>
      <Recorded />
      <span class="typing">{typingWords(source.pointers.value)}</span>
      <EditorWords />
    </footer>
  );
}

/** Where the cursor is, what a Tab is, and how to leave the editor by keyboard. */
export function EditorWords(): JSX.Element {
  const { desk } = useRoom();
  const caret = desk.caret.value;
  const { indent, editor } = desk.language.value ?? { indent: 4, editor: "" };
  const { keys, tab } = preferences.value;
  return (
    <span class="footer-end">
      <span class="mono-numbers">
        Line {caret.line}, column {caret.column}
        {caret.selected > 0 ? ` (${caret.selected} selected)` : ""}
      </span>
      <span data-hide="narrow">{usesTabs(editor) ? "Tabs" : `${tab === 0 ? indent : tab} spaces`}</span>
      {keys === "usual" ? null : <span data-hide="narrow">{KEYS_WORDS[keys]} keys</span>}
      <span data-hide="phone">
        <kbd>Esc</kbd> then <kbd>Tab</kbd> leaves the editor
      </span>
    </span>
  );
}

const WORDS: Readonly<Record<SavedWord, string>> = {
  saved: "Saved",
  saving: "Saving…",
  unsaved: "Not saved yet",
};
/** Shorter than this, "Saving…" would only flicker at every key. */
const CALM_MS = 500;

function SavedState({ live }: { readonly live: Live }): JSX.Element {
  const { source } = useRoom();
  const word = live.saved.value;
  const [shown, setShown] = useState<SavedWord>(word);
  useEffect(() => {
    if (word !== "saving") return setShown(word);
    const timer = setTimeout(() => setShown("saving"), CALM_MS);
    return () => clearTimeout(timer);
  }, [word]);
  if (live.privately?.text.value) {
    return (
      <span class="saved" data-saved="none" data-testid="saved" title="Only your own pages have this text">
        Private
      </span>
    );
  }
  if (!source.ready.value) return <span class="saved" data-saved="none" data-testid="saved" />;
  return (
    <span class="saved" data-saved={shown} data-testid="saved" title={titleOf(shown)}>
      {WORDS[shown]}
    </span>
  );
}

function titleOf(word: SavedWord): string {
  return word === "saved" ? "Everything you typed is on the server’s disk" : "Kept in this browser until it is stored";
}

function typingWords(pointers: readonly Pointer[]): string {
  const names = [...new Set(pointers.filter((pointer) => pointer.typing).map((pointer) => pointer.name))];
  if (names.length === 0) return "";
  return names.length === 1 ? `${names[0] ?? ""} is typing` : `${names.join(" and ")} are typing`;
}
