/** Tabs with arrow keys, after the ARIA pattern: one tab stop, the arrows move and choose. */
import type { ComponentChildren, JSX } from "preact";
import { Private } from "./bits";

export interface Tab<Id extends string> {
  readonly id: Id;
  readonly title: string;
  /** Only interviewers have this tab. */
  readonly mine?: boolean;
  /** A few characters after the title, such as "2 of 3". */
  readonly extra?: string;
  /** Those characters are about something new. */
  readonly news?: boolean;
}

interface Props<Id extends string> {
  readonly label: string;
  /** Ids of tab and panel are made from it. */
  readonly name: string;
  readonly tabs: readonly Tab<Id>[];
  readonly chosen: Id;
  readonly choose: (id: Id) => void;
  readonly kind?: "line" | "file";
  readonly children?: ComponentChildren;
}

export function Tabs<Id extends string>(props: Props<Id>): JSX.Element {
  const { label, name, tabs, chosen, choose, kind = "line", children } = props;
  const move = (press: KeyboardEvent): void => {
    const next = neighbour(tabs, chosen, press.key);
    if (next === null) return;
    press.preventDefault();
    choose(next);
    document.getElementById(tabId(name, next))?.focus();
  };
  return (
    <div class="tabs" data-kind={kind}>
      <div role="tablist" aria-label={label} onKeyDown={move}>
        {tabs.map((tab) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            id={tabId(name, tab.id)}
            aria-selected={tab.id === chosen}
            aria-controls={`${name}-panel`}
            tabIndex={tab.id === chosen ? 0 : -1}
            onClick={() => choose(tab.id)}
          >
            {tab.title}
            {tab.extra ? (
              <span class="tab-extra" data-news={tab.news ? "" : undefined}>
                {tab.extra}
              </span>
            ) : null}
            {tab.mine ? <Private /> : null}
          </button>
        ))}
      </div>
      {children}
    </div>
  );
}

export function tabId(name: string, id: string): string {
  return `${name}-tab-${id}`;
}

interface PanelAttributes {
  readonly id: string;
  readonly role: "tabpanel";
  readonly "aria-labelledby": string;
}

/** The attributes of the panel that belongs to a set of tabs. */
export function panelOf(name: string, chosen: string): PanelAttributes {
  return { id: `${name}-panel`, role: "tabpanel", "aria-labelledby": tabId(name, chosen) };
}

function neighbour<Id extends string>(tabs: readonly Tab<Id>[], chosen: Id, key: string): Id | null {
  const at = tabs.findIndex((tab) => tab.id === chosen);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[key];
  return to === undefined ? null : (tabs.at(to % tabs.length)?.id ?? null);
}
