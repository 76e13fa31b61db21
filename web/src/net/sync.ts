/**
 * The document's half of the protocol: plain y-websocket messages between a Y.Doc, an Awareness and some wire.
 *
 * Counts the document frames that it sends, so that `saved.upto` can be held against them.
 */
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import * as awareness from "y-protocols/awareness";
import * as sync from "y-protocols/sync";
import type * as Y from "yjs";

const SYNC = 0;
const AWARENESS = 1;
const QUERY_AWARENESS = 3;

export interface Wire {
  bytes(data: Uint8Array<ArrayBuffer>): boolean;
}

export interface SyncEars {
  /** A document frame went out. */
  sent(): void;
  /** Typed here while nothing could go out. */
  typedOffline(): void;
  /** The server's document is here in full. */
  synced(): void;
  /** A binary frame that cannot be read. */
  malformed(): void;
}

export class DocSync {
  constructor(
    readonly doc: Y.Doc,
    readonly awareness: awareness.Awareness,
    private readonly wire: Wire,
    private readonly ears: SyncEars,
    /** The origin of edits that were read from this browser's own store: they are not typed, and not new. */
    private readonly storeOrigin: () => unknown,
  ) {
    doc.on("update", this.#onUpdate);
    awareness.on("update", this.#onAwareness);
  }

  /** A connection is open: ask for what is missing here. What is missing there, the server asks for. */
  opened(): void {
    this.#send(SYNC, (encoder) => sync.writeSyncStep1(encoder, this.doc));
    if (this.awareness.getLocalState() !== null) this.#sendAwareness([this.doc.clientID]);
  }

  /** The connection is gone, and with it everybody else's cursors. */
  closed(): void {
    const others = [...this.awareness.getStates().keys()].filter((client) => client !== this.doc.clientID);
    awareness.removeAwarenessStates(this.awareness, others, this);
    // Their clocks too: the server's greeting may bring the same clock again, and it must count.
    for (const client of others) this.awareness.meta.delete(client);
  }

  /** One binary frame from the server. Bytes that cannot be read change nothing. */
  receive(frame: Uint8Array): void {
    try {
      this.#read(decoding.createDecoder(frame));
    } catch {
      this.ears.malformed();
    }
  }

  destroy(): void {
    this.doc.off("update", this.#onUpdate);
    this.awareness.off("update", this.#onAwareness);
  }

  #read(decoder: decoding.Decoder): void {
    switch (decoding.readVarUint(decoder)) {
      case SYNC:
        return this.#readSync(decoder);
      case AWARENESS:
        return awareness.applyAwarenessUpdate(this.awareness, decoding.readVarUint8Array(decoder), this);
      case QUERY_AWARENESS:
        return this.#sendAwareness([this.doc.clientID]);
    }
  }

  #readSync(decoder: decoding.Decoder): void {
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, SYNC);
    const type = sync.readSyncMessage(decoder, encoder, this.doc, this);
    if (type === sync.messageYjsSyncStep1 && this.wire.bytes(encoding.toUint8Array(encoder))) this.ears.sent();
    if (type === sync.messageYjsSyncStep2) this.ears.synced();
  }

  readonly #onUpdate = (update: Uint8Array, origin: unknown): void => {
    if (origin === this || origin === this.storeOrigin()) return;
    if (this.#send(SYNC, (encoder) => sync.writeUpdate(encoder, update))) this.ears.sent();
    else this.ears.typedOffline();
  };

  readonly #onAwareness = (_change: unknown, origin: unknown): void => {
    if (origin !== this) this.#sendAwareness([this.doc.clientID]);
  };

  #sendAwareness(clients: number[]): void {
    const update = awareness.encodeAwarenessUpdate(this.awareness, clients);
    this.#send(AWARENESS, (encoder) => encoding.writeVarUint8Array(encoder, update));
  }

  #send(type: number, write: (encoder: encoding.Encoder) => void): boolean {
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, type);
    write(encoder);
    return this.wire.bytes(encoding.toUint8Array(encoder));
  }
}
