/** `<body data-forget="room id">` on the page of a closed room: drops what this browser kept of it for working offline. */
import { forgetOffline } from "../net/offline";

export function forgetRooms(root: Document): void {
  for (const element of root.querySelectorAll<HTMLElement>("[data-forget]")) {
    const room = element.dataset["forget"];
    if (room !== undefined) void forgetOffline(room);
  }
}
