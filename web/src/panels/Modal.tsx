/** A native modal dialog: the browser keeps the focus inside, closes it on Esc, and gives the focus back. */
import type { ComponentChildren, JSX } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";

export interface ModalProps {
  readonly title: string;
  /** For two things beside each other. */
  readonly wide?: boolean;
  readonly class?: string;
  readonly close: () => void;
  readonly children: ComponentChildren;
}

/** Open as long as it is drawn. */
export function Modal({ title, wide = false, class: name, close, children }: ModalProps): JSX.Element {
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
      class={name}
      aria-labelledby={heading}
      data-wide={wide}
      onCancel={(cancel) => {
        cancel.preventDefault();
        close();
      }}
    >
      <h2 id={heading}>{title}</h2>
      {children}
    </dialog>
  );
}
