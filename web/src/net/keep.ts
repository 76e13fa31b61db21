/**
 * Keeps the document in this browser while the room is open, so that typing goes on without a connection.
 *
 * "Seen" marks that the server's text was here in full once. Before that the editor must stay closed: text that is
 * typed into an empty copy would come out beside the starter code instead of in it.
 */
import { IndexeddbPersistence } from "y-indexeddb";
import type * as Y from "yjs";
import { forgetOffline, offlineName } from "./offline";

const SEEN = "seen";

export class Keep {
  readonly #store: IndexeddbPersistence | null;
  readonly #room: string;
  readonly #me: string;

  constructor(room: string, me: string, doc: Y.Doc) {
    this.#room = room;
    this.#me = me;
    // A private window of some browsers has no storage: the room works, only not offline.
    this.#store = typeof indexedDB === "undefined" ? null : new IndexeddbPersistence(offlineName(room, me), doc);
  }

  /** The transaction origin of what comes out of the store. */
  get origin(): unknown {
    return this.#store;
  }

  /** Whether this browser has the server's text, once its copy is read. Never settles where storage is broken. */
  async opened(): Promise<boolean> {
    if (this.#store === null) return false;
    await this.#store.whenSynced;
    return (await this.#store.get(SEEN)) === 1;
  }

  /** The server's text is here in full. */
  async markSeen(): Promise<void> {
    if (this.#store === null) return;
    await this.#store.whenSynced;
    await this.#store.set(SEEN, 1);
  }

  /** Stops keeping and deletes what was kept. */
  async forget(): Promise<void> {
    await this.#store?.destroy();
    await forgetOffline(this.#room, this.#me);
  }

  async close(): Promise<void> {
    await this.#store?.destroy();
  }
}
