/** A native modal dialog: the browser keeps the focus inside, closes it on Esc, and gives the focus back. */
import type { ComponentChildren, JSX } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { Refused } from "./Refused";
import { useRoom } from "./room";

interface Props {
  readonly title: string;
  /** For two things beside each other. */
  readonly wide?: boolean;
  readonly close: () => void;
  readonly children: ComponentChildren;
}

/** Open as long as it is drawn. What is refused meanwhile is said inside: the page behind it is inert. */
export function Dialog({ title, wide = false, close, children }: Props): JSX.Element {
  const { live } = useRoom().source;
  const element = useRef<HTMLDialogElement>(null);
  const heading = useId();
  // Before the first paint: a key pressed at once already goes to the dialog.
  useLayoutEffect(() => {
    const dialog = element.current;
    if (dialog && !dialog.open) dialog.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={element}
      aria-labelledby={heading}
      data-wide={wide}
      onCancel={(cancel) => {
        cancel.preventDefault();
        close();
      }}
    >
      <h2 id={heading}>{title}</h2>
      {children}
      {live ? <Refused live={live} /> : null}
    </dialog>
  );
}
