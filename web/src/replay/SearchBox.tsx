/** Where the text to look for is typed or pasted, and how it is asked for from elsewhere. */
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { LONGEST_QUERY } from "../core/search";
import { useRoom } from "../panels/room";
import { searchAsked, type Searching } from "./searching";

/** After the last key, in ms. */
const TYPED_MS = 180;

/** How often the box was given the focus. */
let answered = 0;

/** Where the search has its tab: brings it in front when it is asked for. */
export function useSearchAsked(show: () => void): void {
  const { desk } = useRoom();
  const asked = searchAsked.value;
  useLayoutEffect(() => {
    if (asked === answered) return;
    show();
    desk.pane.value = "aside";
    if (desk.width.peek() === "medium") desk.leftTab.value = "aside";
    // Only an asking brings it in front.
  }, [asked]);
}

export function SearchBox({
  searching,
  down,
}: {
  readonly searching: Searching;
  readonly down: () => void;
}): JSX.Element {
  const [text, setText] = useState(searching.query.peek().text);
  const { sameCase } = searching.query.value;
  const box = useRef<HTMLTextAreaElement>(null);
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  const asked = searchAsked.value;
  // Before the first paint: the next key already goes to the box.
  useLayoutEffect(() => {
    // Only once for each asking: whoever comes to this tab by its own keys stays on the tab.
    if (asked === answered) return;
    answered = asked;
    box.current?.focus();
    box.current?.select();
  }, [asked]);
  useEffect(() => () => clearTimeout(waiting.current), []);
  const look = (wanted: string, exact: boolean, later: number): void => {
    clearTimeout(waiting.current);
    waiting.current = setTimeout(() => void searching.look({ text: wanted, sameCase: exact }), later);
  };
  return (
    <form role="search" class="search-box" onSubmit={(submit) => submit.preventDefault()}>
      <textarea
        ref={box}
        class="input"
        aria-label="Text that was there at any moment"
        aria-keyshortcuts="/"
        placeholder="Any text that was ever here"
        rows={Math.min(6, text.split("\n").length)}
        maxLength={LONGEST_QUERY}
        spellcheck={false}
        autocapitalize="off"
        value={text}
        onInput={(input) => {
          setText(input.currentTarget.value);
          look(input.currentTarget.value, sameCase, TYPED_MS);
        }}
        onKeyDown={(press) => {
          if (press.key === "ArrowDown" && !text.includes("\n")) {
            press.preventDefault();
            down();
          }
          if (press.key === "Escape" && text !== "") {
            setText("");
            look("", sameCase, 0);
          }
          // A line break in a query is pasted, or typed with Shift.
          if (press.key !== "Enter" || press.shiftKey || press.isComposing) return;
          press.preventDefault();
          look(text, sameCase, 0);
        }}
      />
      {text === "" ? <kbd aria-hidden="true">/</kbd> : null}
      <button
        type="button"
        class="button search-case"
        aria-pressed={sameCase}
        aria-label="Upper and lower case count"
        title="Upper and lower case count"
        onClick={() => look(text, !sameCase, 0)}
      >
        Aa
      </button>
    </form>
  );
}
