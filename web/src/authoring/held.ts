/** What somebody types stays as they typed it while they are in the field; else the field shows what it stands for. */
import { useRef, useState } from "preact/hooks";

export interface Held {
  readonly text: string;
  readonly type: (text: string) => void;
  readonly leave: () => void;
}

export function useHeld(shown: string, commit: (text: string) => void): Held {
  const own = useRef<string | null>(null);
  const last = useRef(shown);
  /** The next drawing shows what was just typed, however that is written. */
  const echoes = useRef(false);
  const [, draw] = useState(0);
  if (last.current !== shown && !echoes.current) own.current = null; // from elsewhere: a paste, an undo, a move
  last.current = shown;
  echoes.current = false;
  return {
    text: own.current ?? shown,
    type: (next) => {
      own.current = next;
      echoes.current = true;
      draw((count) => count + 1);
      commit(next);
    },
    leave: () => {
      own.current = null;
      draw((count) => count + 1);
    },
  };
}
