/**
 * One WebSocket that comes back by itself: runs the connection machine of `core/connection` on real sockets and timers.
 *
 * It knows nothing of what the frames mean beyond reading them. Everything that it needs from the browser comes in as
 * `World`, so that tests give it sockets, a clock and chance of their own.
 */
import { signal, type ReadonlySignal } from "@preact/signals";
import { step, type Connection, type Effect, type Heard } from "../core/connection";
import { readFrame, writeFrame, type BrowserFrame, type ServerFrame } from "../core/frames";
import { Rejection } from "../core/read";

/** The part of WebSocket that a link uses. */
export interface Socket {
  binaryType: string;
  onopen: (() => void) | null;
  onclose: ((closed: { readonly code: number }) => void) | null;
  onmessage: ((message: { readonly data: unknown }) => void) | null;
  send(data: string | Uint8Array<ArrayBuffer>): void;
  close(code?: number): void;
}

export interface World {
  dial(url: string, protocol: string): Socket;
  /** Milliseconds on a clock that never goes back. */
  now(): number;
  /** 0 to 1. */
  chance(): number;
  /** Calls once after `ms`; the answer takes it back. */
  later(ms: number, call: () => void): () => void;
}

export const BROWSER: World = {
  dial: (url, protocol) => new WebSocket(url, protocol) as Socket,
  now: () => performance.now(),
  chance: () => Math.random(),
  later: (ms, call) => {
    const timer = setTimeout(call, ms);
    return () => clearTimeout(timer);
  },
};

export interface Ears {
  opened(): void;
  closed(): void;
  frame(frame: ServerFrame): void;
  bytes(data: Uint8Array): void;
  /** A text frame that cannot be read: this page and the server do not fit together. */
  unreadable(why: string): void;
  /** Something that is too large to be sent. */
  tooLarge(): void;
  forget(when: "all" | "saved"): void;
}

/** Bytes of one frame. */
export const FRAME_MAX = 1024 * 1024;
const PROTOCOL = "greenroom.1";
/** How often the round trip is measured, and how long an answer may take before the socket counts as dead. */
export const PING_EVERY_MS = 5000;
export const PING_PATIENCE_MS = 8000;
/** After the browser says that the network is gone, an open socket gets this long to prove it wrong. */
const PROVE_MS = 2000;

export class Link {
  readonly connection: ReadonlySignal<Connection>;
  /** Round trip in ms; null until measured. */
  readonly roundTrip: ReadonlySignal<number | null>;

  readonly #connection = signal<Connection>({ at: "resting" });
  readonly #roundTrip = signal<number | null>(null);
  #socket: Socket | null = null;
  #wait: (() => void) | null = null;
  #nextPing: (() => void) | null = null;
  #patience: (() => void) | null = null;
  /** The ears have heard of an opening and not yet of its end. */
  #heardOpen = false;
  #pings = 0;
  #pinged = 0;

  /** `address` is asked before each dial: it carries the number of the last event. */
  constructor(
    private readonly address: () => string,
    private readonly ears: Ears,
    private readonly world: World = BROWSER,
  ) {
    this.connection = this.#connection;
    this.roundTrip = this.#roundTrip;
  }

  start(): void {
    this.#hear({ is: "start" });
  }

  leave(): void {
    this.#hear({ is: "leave" });
  }

  online(): void {
    this.#hear({ is: "online" });
  }

  /** The browser thinks that the network is gone. It may be wrong (a server on this machine), so the socket is asked. */
  offline(): void {
    if (this.#connection.value.at === "open") this.#ping(PROVE_MS);
  }

  get isOpen(): boolean {
    return this.#connection.value.at === "open";
  }

  /** Whether it went out: nothing is queued while there is no connection. */
  say(frame: BrowserFrame): boolean {
    return this.#send(writeFrame(frame));
  }

  /** Nothing larger than the server takes: it would end the connection, and again with each try. */
  bytes(data: Uint8Array<ArrayBuffer>): boolean {
    if (data.byteLength <= FRAME_MAX) return this.#send(data);
    this.ears.tooLarge();
    return false;
  }

  #send(data: string | Uint8Array<ArrayBuffer>): boolean {
    if (!this.isOpen || this.#socket === null) return false;
    this.#socket.send(data);
    return true;
  }

  #hear(heard: Heard): void {
    const [next, effects] = step(this.#connection.value, heard);
    this.#connection.value = next;
    for (const effect of effects) this.#carryOut(effect);
  }

  #carryOut(effect: Effect): void {
    switch (effect.do) {
      case "dial":
        return this.#dial();
      case "hang-up":
        return this.#hangUp();
      case "wait":
        this.#wait?.();
        this.#wait = this.world.later(effect.ms, () => this.#hear({ is: "due" }));
        return;
      case "forget":
        return this.ears.forget(effect.when);
    }
  }

  #dial(): void {
    this.#wait?.();
    const socket = this.world.dial(this.address(), PROTOCOL);
    this.#socket = socket;
    socket.binaryType = "arraybuffer";
    socket.onopen = () => {
      this.#hear({ is: "opened", now: this.world.now() });
      this.#heardOpen = true;
      this.ears.opened();
      this.#ping(PING_PATIENCE_MS);
    };
    socket.onmessage = ({ data }) => this.#message(data);
    socket.onclose = ({ code }) => this.#closed(code);
  }

  /** Lets go of a dead socket at once: its own close event may take a minute to come. */
  #hangUp(): void {
    const socket = this.#socket;
    if (socket === null) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
    this.#closed(1006);
  }

  #closed(code: number): void {
    this.#socket = null;
    this.#nextPing?.();
    this.#patience?.();
    this.#roundTrip.value = null;
    this.#hear({ is: "closed", code, now: this.world.now(), chance: this.world.chance() });
    if (this.#heardOpen) this.ears.closed();
    this.#heardOpen = false;
  }

  #message(data: unknown): void {
    if (data instanceof ArrayBuffer) return this.ears.bytes(new Uint8Array(data));
    if (typeof data !== "string") return;
    const frame = readFrame(data);
    if (frame instanceof Rejection) this.ears.unreadable(frame.why);
    else if (frame?.type === "pong") this.#pong(frame.n);
    else if (frame !== null) this.ears.frame(frame);
  }

  #ping(patience: number): void {
    this.#nextPing?.();
    this.#patience?.();
    this.#pings += 1;
    this.#pinged = this.world.now();
    this.say({ type: "ping", n: this.#pings });
    this.#patience = this.world.later(patience, () => this.#hear({ is: "silent" }));
  }

  #pong(n: number): void {
    if (n !== this.#pings) return;
    this.#patience?.();
    this.#roundTrip.value = Math.round(this.world.now() - this.#pinged);
    this.#nextPing = this.world.later(PING_EVERY_MS, () => this.#ping(PING_PATIENCE_MS));
  }
}
