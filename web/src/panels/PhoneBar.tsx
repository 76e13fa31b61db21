/** On a phone one pane shows at a time; this bar chooses it. */
import type { JSX } from "preact";
import { useUnread } from "./chatRead";
import type { Pane } from "./desk";
import { useRoom } from "./room";

const ICONS: Readonly<Record<Pane, string>> = {
  task: "M4 3h8a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1zM6 6.5h4M6 9h4",
  code: "M5.5 5 2.5 8l3 3M10.5 5l3 3-3 3",
  tests: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM5.5 8.2l1.8 1.8 3.4-3.6",
  aside: "M4 14V2.5M4 3h8l-2 2.5L12 8H4",
  chat: "M2.5 3.5h11v7.2H7.2L4.6 13v-2.3H2.5z",
};

export function PhoneBar({ aside }: { readonly aside: string | null }): JSX.Element {
  const { desk } = useRoom();
  const news = useUnread();
  const panes: readonly (readonly [Pane, string])[] = [
    ["task", "Task"],
    ["code", "Code"],
    ["tests", "Tests"],
    ...(aside === null ? [] : ([["aside", aside]] as const)),
    ...(desk.talks ? ([["chat", "Chat"]] as const) : []),
  ];
  return (
    <nav class="phone-bar" aria-label="Panes">
      {panes.map(([pane, title]) => (
        <button
          key={pane}
          type="button"
          aria-current={desk.pane.value === pane ? "true" : undefined}
          onClick={() => (desk.pane.value = pane)}
        >
          <svg viewBox="0 0 16 16" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.5">
            <path d={ICONS[pane]} stroke-linecap="round" stroke-linejoin="round" />
          </svg>
          {title}
          {pane === "chat" && news > 0 ? (
            <span class="pane-news">
              {news}
              <span class="visually-hidden"> new</span>
            </span>
          ) : null}
        </button>
      ))}
    </nav>
  );
}
