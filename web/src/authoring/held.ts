/** What somebody types stays as they typed it while they are in the field; else the field shows what it stands for. */
import { useEffect, useRef, useState } from "preact/hooks";

export interface Held {
  readonly text: string;
  readonly type: (text: string) => void;
  readonly enter: () => void;
  readonly leave: () => void;
}

export function useHeld(shown: string, commit: (text: string) => void): Held {
  const [text, setText] = useState(shown);
  const inside = useRef(false);
  const typed = useRef(shown);
  useEffect(() => {
    // From elsewhere, and not the echo of what is just being typed.
    if (!inside.current) {
      typed.current = shown;
      setText(shown);
    }
  }, [shown]);
  return {
    text,
    type: (next) => {
      typed.current = next;
      setText(next);
      commit(next);
    },
    enter: () => (inside.current = true),
    leave: () => {
      inside.current = false;
      setText(shown);
    },
  };
}
