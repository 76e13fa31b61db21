/** A native modal dialog: the browser keeps the focus inside, and gives it back. */
import type { ComponentChildren, JSX } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";

interface Props {
  readonly title: string;
  readonly wide?: boolean;
  readonly close: () => void;
  readonly children: ComponentChildren;
}

export function Dialog({ title, wide = false, close, children }: Props): JSX.Element {
  const element = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useLayoutEffect(() => {
    const dialog = element.current;
    if (dialog && !dialog.open) dialog.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={element}
      class="author-dialog"
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
