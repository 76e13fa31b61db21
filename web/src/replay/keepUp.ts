/** While an interview goes on its replay asks now and then what has happened since. */
import type { Player } from "./player";

/** The server's own index is at most a second old. */
const EVERY_MS = 3000;

/** Asks until the interview has ended, and not while nobody looks at the page. The answer stops it. */
export function keepUp(player: Player): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  const wait = (): void => {
    if (!stopped && player.ongoing.peek()) timer = setTimeout(() => void ask(), EVERY_MS);
  };
  const ask = async (): Promise<void> => {
    if (!document.hidden) await player.refresh();
    wait();
  };
  wait();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
