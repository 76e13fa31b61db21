/** A modal dialog of the room: what is refused meanwhile is said inside, because the page behind it is inert. */
import type { JSX } from "preact";
import { Modal, type ModalProps } from "./Modal";
import { Refused } from "./Refused";
import { useRoom } from "./room";

export function Dialog({ children, ...props }: ModalProps): JSX.Element {
  const { live } = useRoom().source;
  return (
    <Modal {...props}>
      {children}
      {live ? <Refused live={live} /> : null}
    </Modal>
  );
}
