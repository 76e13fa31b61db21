/** What every panel can reach: the page's data, where the news come from, and this viewer's desk. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Page } from "../core/page";
import type { Live, Source } from "../source";
import type { Desk } from "./desk";

export interface RoomParts {
  readonly page: Page;
  readonly source: Source;
  readonly desk: Desk;
}

export const RoomContext = createContext<RoomParts | null>(null);

/** The live room for those who may ask something of it: not in a replay, after the end, and for an observer. */
export function useAsking(): Live | null {
  const { source, desk } = useRoom();
  return desk.acts && source.state.value.phase !== "ended" ? source.live : null;
}

export function useRoom(): RoomParts {
  const parts = useContext(RoomContext);
  if (parts === null) throw new Error("A panel was drawn outside of a room.");
  return parts;
}
