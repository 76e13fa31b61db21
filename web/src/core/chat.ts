/** The chat as a list to draw: messages of one person that follow each other closely stand together. Pure. */
import type { RoomState, Saying } from "./state";

/** A message after a longer silence gets its name and time again. */
const TOGETHER_MS = 120_000;
/** Characters of one message. */
export const LONGEST_SAYING = 2_000;

export interface Turn {
  readonly by: string;
  readonly at: number;
  readonly sayings: readonly Saying[];
}

export function turns(chat: readonly Saying[]): readonly Turn[] {
  const found: { by: string; at: number; sayings: Saying[] }[] = [];
  for (const saying of chat) {
    const last = found.at(-1);
    const before = last?.sayings.at(-1);
    if (last && before && last.by === saying.by && saying.at - before.at <= TOGETHER_MS) last.sayings.push(saying);
    else found.push({ by: saying.by, at: saying.at, sayings: [saying] });
  }
  return found;
}

/** Messages of others that came after the one with the number `read`. */
export function unread({ chat }: Pick<RoomState, "chat">, read: number, me: string): number {
  return chat.filter((saying) => saying.seq > read && saying.by !== me).length;
}
