/** The live room as a source: a link, a document, and what the server says, as signals for the panels. */
import { computed, signal, type Signal } from "@preact/signals";
import { Awareness } from "y-protocols/awareness";
import * as Y from "yjs";
import { elapsed, type Clock } from "../core/clock";
import type { RoomEvent } from "../core/events";
import type { Ask, FrameOf, Observed, Sandbox, ServerFrame } from "../core/frames";
import type { Page } from "../core/page";
import { NOTHING_TYPED, savedWord, saving, type Saving, type SavingNews } from "../core/saving";
import { spoken } from "../core/speech";
import { apply, NOTHING_YET, type RoomState } from "../core/state";
import { bindLive } from "../editor/bindLive";
import { locate, PointerBook } from "../editor/pointers";
import type { BoundFile, Live, Pointer, Queue, Refusal, Source, Span, Spoken } from "../source";
import { Keep } from "./keep";
import { BROWSER, Link, type World } from "./link";
import { PRIVATE } from "./privately";
import { PrivateRoom } from "./privateRoom";
import { DocSync } from "./sync";

const TICK_MS = 1000;
/** Reported by the page itself: nobody asked, so nobody hears that it was refused. */
const OBSERVED: ReadonlySet<string> = new Set<Observed["type"]>(["pasted", "away", "back"]);
const TOO_LARGE =
  "This change is larger than what can be sent at once, so the others do not have it. It stays in this browser: copy it, " +
  "take it back, and paste it in parts.";
const NOT_SENT = "There is no connection at the moment, so this was not sent. Try again when it is back.";

export class LiveRoom implements Source, Live {
  readonly doc = new Y.Doc();
  readonly awareness = new Awareness(this.doc);

  /** As the timeline has it. */
  readonly #shared = signal<RoomState>(NOTHING_YET);
  /** The same, with the files of projects as they are called privately while this page's person thinks so. */
  readonly state = computed(() => this.privately.withFiles(this.#shared.value));
  readonly time: Signal<number> = signal(0);
  readonly pointers = signal<readonly Pointer[]>([]);
  readonly ready = signal(false);
  readonly online = signal(true);
  readonly trouble = signal("");
  readonly sandbox = signal<Sandbox | null>(null);
  readonly refusal = signal<Refusal | null>(null);
  readonly spoken = signal<Spoken | null>(null);
  readonly outdated = signal(false);
  readonly queue = signal<Queue | null>(null);
  readonly privately: PrivateRoom;
  readonly recorded = true;
  readonly devices = signal<Readonly<Record<string, number>>>({});
  readonly live = this;
  readonly me: string;

  readonly #saving = signal<Saving>(NOTHING_TYPED);
  readonly saved = computed(() => savedWord(this.#saving.value));

  readonly #link: Link;
  readonly #sync: DocSync;
  readonly #keep: Keep;
  readonly #book = new PointerBook();
  readonly #undo = new Map<string, Y.UndoManager>();
  #nextTick: (() => void) | null = null;
  #clock: Clock = { is: "waiting" };
  #clients: Readonly<Record<string, string>> = {};
  /** Events up to this number came with the greeting: history, not news to be said aloud. */
  #heardUpTo = Number.POSITIVE_INFINITY;

  constructor(
    readonly page: Page,
    address: (since: number) => string,
    private readonly world: World = BROWSER,
  ) {
    this.me = page.me || page.role;
    this.#keep = new Keep(page.room, this.me, this.doc);
    this.#link = new Link(
      () => address(this.state.peek().seq),
      {
        opened: () => this.#opened(),
        closed: () => this.#closed(),
        frame: (frame) => this.#frame(frame),
        bytes: (data) => this.#bytes(data),
        unreadable: () => (this.outdated.value = true),
        tooLarge: () => this.refuse("edit", TOO_LARGE),
        forget: (when) => this.#forget(when),
      },
      world,
    );
    this.#sync = new DocSync(
      this.doc,
      this.awareness,
      this.#link,
      {
        sent: () => this.#save({ is: "sent" }),
        typedOffline: () => this.#save({ is: "typed-offline" }),
        synced: () => this.#synced(),
        malformed: () => console.warn("Greenroom: a document frame could not be read and was left out."),
      },
      () => this.#keep.origin,
    );
    this.privately = new PrivateRoom(page, this.me, this.#link, this.#shared, {
      queue: (queue) => (this.queue.value = queue),
      refused: (ask, message) => this.refuse(ask, message),
    });
    this.awareness.on("change", () => this.#point());
  }

  get connection(): Link["connection"] {
    return this.#link.connection;
  }

  get roundTrip(): Link["roundTrip"] {
    return this.#link.roundTrip;
  }

  /** Dials, also again after `hangUp`. */
  start(): void {
    this.#link.start();
    if (this.#nextTick !== null) return;
    void this.#keep.opened().then((seen) => this.#keptText(seen));
    this.#tick();
  }

  /** Leaves the room; what was typed stays in this browser. */
  hangUp(): void {
    this.privately.text.peek()?.keep();
    this.#link.leave();
  }

  /** The browser's own word on the network. */
  network(online: boolean): void {
    this.online.value = online;
    if (online) this.#link.online();
    else this.#link.offline();
  }

  /** Leaves for good: no timer and no listener stays. */
  async close(): Promise<void> {
    this.#nextTick?.();
    this.hangUp();
    this.#sync.destroy();
    this.awareness.destroy();
    await this.#keep.close();
  }

  // What can be asked ----------------------------------------------------------------------------------------------

  ask(ask: Ask): boolean {
    if (this.privately.asked(ask)) return true;
    const sent = this.#link.say(ask);
    // Where one looks is told again by itself; everything else was somebody's wish, so they hear that it went nowhere.
    if (sent || ask.type === "switch") this.refusal.value = null;
    else this.refuse(ask.type, NOT_SENT);
    return sent;
  }

  report(observed: Observed): boolean {
    return this.#link.say(observed);
  }

  dismissRefusal(): void {
    this.refusal.value = null;
  }

  refuse(ask: string, message: string): void {
    this.refusal.value = { ask, message, count: (this.refusal.peek()?.count ?? 0) + 1 };
  }

  #bytes(data: Uint8Array): void {
    if (data[0] === PRIVATE) this.privately.receive(data);
    else this.#sync.receive(data);
  }

  // Text and cursors -----------------------------------------------------------------------------------------------

  bind(file: string): BoundFile {
    const privately = this.privately.text.peek();
    if (privately !== null) return privately.bind(file);
    const text = this.doc.getText(file);
    const undo = this.#undo.get(file) ?? new Y.UndoManager(text);
    this.#undo.set(file, undo);
    return bindLive(text, undo, this.awareness);
  }

  written(file: string): boolean {
    const privately = this.privately.text.peek();
    return privately === null ? this.doc.getText(file).length > 0 : privately.text(file) !== "";
  }

  textOf(file: string): string {
    return this.doc.getText(file).toJSON();
  }

  locate(pointer: Pointer): Span | null {
    return locate(pointer, this.doc);
  }

  #point(): void {
    if (this.privately.text.peek() !== null) {
      this.pointers.value = []; // they stand in the shared text, which is not in front
      return;
    }
    const mine = this.doc.clientID;
    const others = [...this.awareness.getStates()].filter(([client]) => client !== mine);
    this.pointers.value = this.#book.read(others, (client) => {
      const person = this.#clients[client];
      return person === undefined ? null : (this.state.value.people[person] ?? null);
    });
  }

  // What happens on the link ---------------------------------------------------------------------------------------

  #opened(): void {
    this.#save({ is: "connected" });
    this.#sync.opened();
    this.privately.text.peek()?.opened();
  }

  #closed(): void {
    this.#save({ is: "disconnected" });
    this.trouble.value = "";
    this.#sync.closed();
  }

  #keptText(seen: boolean): void {
    if (!seen) return;
    this.ready.value = true;
    // Whether the server has all of this is not known before the first answer.
    if (!this.#link.isOpen) this.#save({ is: "typed-offline" });
  }

  #synced(): void {
    this.ready.value = true;
    void this.#keep.markSeen();
  }

  #forget(when: "all" | "saved"): void {
    const { kept, sent, stored } = this.#saving.value;
    if (when === "all" || (!kept && sent <= stored)) void this.#keep.forget();
  }

  #frame(frame: ServerFrame): void {
    switch (frame.type) {
      case "welcome":
        return this.#welcome(frame);
      case "events":
        return this.#events(frame);
      case "clients":
        this.#clients = frame.clients;
        return this.#point();
      case "devices":
        this.devices.value = frame.devices;
        return;
      case "saved":
        return this.#save({ is: "stored", upto: frame.upto });
      case "trouble":
        this.trouble.value = frame.message;
        return this.#save({ is: "trouble", message: frame.message });
      case "sandbox":
        this.sandbox.value = frame;
        return;
      case "refused":
        if (!OBSERVED.has(frame.ask)) this.refuse(frame.ask, frame.message);
        return;
      case "queued":
        this.queue.value = frame;
        return;
      case "walk":
        this.privately.walk.value = frame;
        return;
      case "pong":
        return;
    }
  }

  #welcome(frame: FrameOf<"welcome">): void {
    this.sandbox.value = frame.sandbox;
    if (!isOf(this.page, frame.room)) this.outdated.value = true;
    const local = this.world.now();
    this.#clock = frame.clock === "waiting" ? { is: "waiting" } : { is: frame.clock, at: frame.now, local };
    this.#heardUpTo = Number.POSITIVE_INFINITY;
    this.#showTime();
  }

  #events(frame: FrameOf<"events">): void {
    const history = this.#heardUpTo === Number.POSITIVE_INFINITY;
    if (history) this.#heardUpTo = frame.events.at(-1)?.seq ?? this.state.peek().seq;
    let state = this.#shared.peek();
    for (const event of frame.events) {
      const next = apply(state, event);
      if (next === state) continue;
      state = next;
      if (!history) this.#news(event, state);
    }
    this.#shared.value = state;
    this.privately.follow(state);
    if (state.phase === "ended") this.#forget("all");
    this.#showTime();
    this.#point();
  }

  /** What happens now, not what the greeting told: the clock and the ears follow it. */
  #news(event: RoomEvent, state: RoomState): void {
    if (event.kind === "started") this.#clock = { is: "running", at: event.at, local: this.world.now() };
    if (event.kind === "ended") this.#clock = { is: "ended", at: event.at };
    const sentence = spoken(event, state, this.me);
    if (sentence !== "") this.spoken.value = { sentence, seq: event.seq };
  }

  #save(news: SavingNews): void {
    this.#saving.value = saving(this.#saving.peek(), news);
  }

  #tick(): void {
    this.#showTime();
    this.#nextTick = this.world.later(TICK_MS, () => this.#tick());
  }

  #showTime(): void {
    this.time.value = elapsed(this.#clock, this.world.now());
  }
}

/** Whether this page was made for what the room is about now: it may have been planned otherwise since. */
function isOf(page: Page, room: FrameOf<"welcome">["room"]): boolean {
  const shown = page.tasks.map((task) => task.slug).join();
  return page.title === room.title && (room.tasks.length === 0 || shown === room.tasks.join());
}
