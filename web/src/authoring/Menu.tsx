/** A button with a short list of deeds, after the ARIA pattern: the arrows move, Escape closes. */
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

export interface Deed {
  readonly words: string;
  /** The keys that do the same, where there are some. */
  readonly keys?: string;
  readonly act: () => void;
  readonly off?: boolean;
}

interface Props {
  readonly label: string;
  /** Asked for when the menu opens. */
  readonly deeds: () => readonly (Deed | "line")[];
}

export function Menu({ label, deeds }: Props): JSX.Element {
  const [open, setOpen] = useState(false);
  const list = useRef<HTMLUListElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open) return;
    itemsOf(list.current)[0]?.focus();
    const away = (press: Event): void => {
      if (!list.current?.contains(press.target as Node) && press.target !== button.current) setOpen(false);
    };
    document.addEventListener("pointerdown", away);
    return () => document.removeEventListener("pointerdown", away);
  }, [open]);
  const close = (): void => {
    setOpen(false);
    button.current?.focus();
  };
  const move = (press: KeyboardEvent): void => {
    const items = itemsOf(list.current);
    const at = items.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[press.key];
    if (press.key === "Escape" || press.key === "Tab") {
      if (press.key === "Escape") press.preventDefault();
      press.stopPropagation();
      close();
    } else if (to !== undefined) {
      press.preventDefault();
      press.stopPropagation();
      items.at(to % items.length)?.focus();
    }
  };
  return (
    <div class="author-menu">
      <button
        ref={button}
        type="button"
        class="author-icon"
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label={label}
        onClick={() => setOpen(!open)}
      >
        <span aria-hidden="true">⋯</span>
      </button>
      {open ? (
        <ul ref={list} role="menu" aria-label={label} onKeyDown={move}>
          {deeds().map((deed, at) =>
            deed === "line" ? (
              <li key={at} role="separator" />
            ) : (
              <li key={at} role="none">
                <button
                  type="button"
                  role="menuitem"
                  tabIndex={-1}
                  disabled={deed.off}
                  onClick={() => {
                    close();
                    deed.act();
                  }}
                >
                  <span>{deed.words}</span>
                  {deed.keys ? <kbd>{deed.keys}</kbd> : null}
                </button>
              </li>
            ),
          )}
        </ul>
      ) : null}
    </div>
  );
}

function itemsOf(list: HTMLElement | null): HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>('[role="menuitem"]:not(:disabled)') ?? [])];
}
