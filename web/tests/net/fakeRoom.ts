/**
 * A room for tests that speaks docs/protocol.md from the server's end, and a world whose clock the test moves.
 *
 * It stores nothing until it is told to (`store`), so that a test decides when something is saved.
 */
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import * as sync from "y-protocols/sync";
import * as Y from "yjs";
import type { RoomEvent } from "../../src/core/events";
import type { Socket, World } from "../../src/net/link";

const SYNC = 0;
const AWARENESS = 1;

/** A clock, chance and sockets that only move when a test says so. */
export class FakeWorld implements World {
  time = 0;
  readonly dialled: FakeSocket[] = [];
  #timers: { at: number; call: () => void }[] = [];

  constructor(private readonly room: FakeRoom | null) {}

  dial(url: string): Socket {
    const socket = new FakeSocket(url);
    this.dialled.push(socket);
    queueMicrotask(() => this.room?.arrives(socket));
    return socket;
  }

  now(): number {
    return this.time;
  }

  chance(): number {
    return 1;
  }

  later(ms: number, call: () => void): () => void {
    const timer = { at: this.time + ms, call };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((each) => each !== timer);
    };
  }

  /** Lets time pass, and everything happen that was due. */
  pass(ms: number): void {
    const end = this.time + ms;
    for (;;) {
      const [next] = this.#timers.filter((each) => each.at <= end).sort((a, b) => a.at - b.at);
      if (!next) break;
      this.#timers = this.#timers.filter((each) => each !== next);
      this.time = next.at;
      next.call();
    }
    this.time = end;
  }

  get socket(): FakeSocket {
    const socket = this.dialled.at(-1);
    if (!socket) throw new Error("nobody dialled");
    return socket;
  }
}

export class FakeSocket implements Socket {
  binaryType = "";
  onopen: (() => void) | null = null;
  onclose: ((closed: { readonly code: number }) => void) | null = null;
  onmessage: ((message: { readonly data: unknown }) => void) | null = null;
  /** What the browser said, as parsed text frames. */
  readonly said: Record<string, unknown>[] = [];
  heard: (data: string | Uint8Array) => void = () => undefined;
  isClosed = false;

  constructor(readonly url: string) {}

  send(data: string | Uint8Array<ArrayBuffer>): void {
    if (this.isClosed) throw new Error("the socket is closed");
    if (typeof data === "string") this.said.push(JSON.parse(data) as Record<string, unknown>);
    this.heard(data);
  }

  close(): void {
    this.isClosed = true;
  }

  /** The server's frame, or its close code. */
  gets(data: object | Uint8Array): void {
    if (this.isClosed) return;
    const bytes = data instanceof Uint8Array ? data.slice().buffer : JSON.stringify(data);
    this.onmessage?.({ data: bytes });
  }

  ends(code: number): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.onclose?.({ code });
  }
}

interface Seat {
  readonly socket: FakeSocket;
  readonly person: string;
  readonly clients: Set<number>;
  frames: number;
}

export class FakeRoom {
  readonly doc = new Y.Doc();
  readonly events: RoomEvent[] = [];
  /** Whether it answers at all; a dead network does not. */
  reachable = true;
  /** A close code for everybody who comes in. */
  turnsAway = 0;
  readonly seats = new Set<Seat>();

  constructor(files: Readonly<Record<string, string>> = {}) {
    for (const [name, text] of Object.entries(files)) this.doc.getText(name).insert(0, text);
  }

  arrives(socket: FakeSocket): void {
    if (!this.reachable) return socket.ends(1006);
    if (this.turnsAway > 0) {
      socket.onopen?.();
      return socket.ends(this.turnsAway);
    }
    const person = new URL(socket.url).searchParams.get("key") ?? "";
    const seat: Seat = { socket, person, clients: new Set(), frames: 0 };
    socket.heard = (data) => (typeof data === "string" ? this.#text(seat, data) : this.#bytes(seat, data));
    this.seats.add(seat);
    socket.onopen?.();
    const since = Number(new URL(socket.url).searchParams.get("since") ?? 0);
    socket.gets(this.#welcome(person));
    socket.gets({ type: "events", events: this.events.filter((event) => event.seq > since) });
    socket.gets({ type: "clients", clients: this.#owners() });
    socket.gets({ type: "saved", upto: 0 });
    socket.gets(syncFrame((encoder) => sync.writeSyncStep1(encoder, this.doc)));
  }

  /** Everything that came so far is on the disk. */
  store(): void {
    for (const seat of this.seats) seat.socket.gets({ type: "saved", upto: seat.frames });
  }

  tell(...events: readonly RoomEvent[]): void {
    this.events.push(...events);
    for (const seat of this.seats) seat.socket.gets({ type: "events", events });
  }

  /** The network goes: nobody hears anything any more. */
  vanishes(code = 1006): void {
    this.reachable = false;
    const sockets = [...this.seats].map((seat) => seat.socket);
    this.seats.clear();
    for (const socket of sockets) socket.ends(code);
  }

  comesBack(): void {
    this.reachable = true;
  }

  #welcome(person: string): object {
    return {
      type: "welcome",
      you: { id: person, name: person, role: person === "host" ? "host" : "candidate", connection: "c" },
      room: { id: "k3v9x0q2m1ab", title: "Backend engineer", state: "live" },
      now: 5000,
      clock: "running",
      sandbox: { ready: true, why: "", languages: [] },
    };
  }

  #owners(): Record<string, string> {
    return Object.fromEntries([...this.seats].flatMap((seat) => [...seat.clients].map((id) => [id, seat.person])));
  }

  #text(seat: Seat, data: string): void {
    const frame = JSON.parse(data) as { type: string; n?: number };
    if (frame.type === "ping") seat.socket.gets({ type: "pong", n: frame.n });
  }

  #bytes(seat: Seat, data: Uint8Array): void {
    const decoder = decoding.createDecoder(data);
    if (decoding.readVarUint(decoder) === AWARENESS) return this.#awareness(seat, data, decoder);
    const answer = encoding.createEncoder();
    encoding.writeVarUint(answer, SYNC);
    const type = sync.readSyncMessage(decoder, answer, this.doc, seat);
    if (type === sync.messageYjsSyncStep1) return seat.socket.gets(encoding.toUint8Array(answer));
    seat.frames += 1;
    for (const other of this.seats) if (other !== seat) other.socket.gets(data);
  }

  #awareness(seat: Seat, data: Uint8Array, decoder: decoding.Decoder): void {
    const update = decoding.createDecoder(decoding.readVarUint8Array(decoder));
    decoding.readVarUint(update);
    seat.clients.add(decoding.readVarUint(update));
    for (const other of this.seats) {
      other.socket.gets({ type: "clients", clients: this.#owners() });
      if (other !== seat) other.socket.gets(data);
    }
  }
}

function syncFrame(write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, SYNC);
  write(encoder);
  return encoding.toUint8Array(encoder);
}
