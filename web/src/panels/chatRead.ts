/** How far this viewer has read the chat: remembered in this tab, so that a reload brings no old news. */
import { unread } from "../core/chat";
import type { Desk } from "./desk";
import { useRoom } from "./room";

function key(desk: Desk): string {
  return `greenroom:chat:${desk.page.room}:${desk.page.me}`;
}

export function rememberedRead(desk: Desk): number {
  try {
    const seq = Number(sessionStorage.getItem(key(desk)));
    return Number.isSafeInteger(seq) ? seq : 0;
  } catch {
    return 0;
  }
}

export function markRead(desk: Desk, seq: number): void {
  if (seq <= desk.chatRead.peek()) return;
  desk.chatRead.value = seq;
  try {
    sessionStorage.setItem(key(desk), String(seq));
  } catch {
    // Storage is full or forbidden: after a reload the messages count as new again.
  }
}

/** New messages; none in a replay. */
export function useUnread(): number {
  const { source, desk } = useRoom();
  return source.live ? unread(source.state.value, desk.chatRead.value, source.live.me) : 0;
}

export function unreadWords(count: number): string {
  return count === 0 ? "" : `${count} new`;
}
