/**
 * Thinking privately, in this page: a document of its own beside the shared one.
 *
 * It goes to the server and to this person's other pages, and to nobody else. So that a reload loses nothing even if the
 * server restarts in between, it is kept in this tab's session storage while the stretch goes on, and forgotten after it.
 */
import { signal } from "@preact/signals";
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { fromBase64, toBase64 } from "lib0/buffer";
import { Awareness } from "y-protocols/awareness";
import * as Y from "yjs";
import { isName } from "../core/private";
import { bindLive } from "../editor/bindLive";
import type { BoundFile } from "../source";
import type { Wire } from "./sync";

/** The first byte of such a frame. */
export const PRIVATE = 4;
const STEP1 = 0;
const STEP2 = 1;
const UPDATE = 2;
const KEEP_EVERY_MS = 400;

export class PrivateText {
  /** Whether the text is here in full. */
  readonly ready = signal(false);
  readonly #doc = new Y.Doc();
  /** Nobody hears of this cursor: the document has no one else in it. */
  readonly #awareness = new Awareness(this.#doc);
  readonly #undo = new Map<string, Y.UndoManager>();
  /** What the files of projects are called here: the texts that say so. */
  readonly names = signal<Readonly<Record<string, string>>>({});
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly spell: string,
    private readonly name: string,
    private readonly wire: Wire,
  ) {
    const kept = read(name);
    if (kept?.spell === spell) Y.applyUpdate(this.#doc, fromBase64(kept.update), this);
    this.#readNames();
    this.#doc.on("update", (update: Uint8Array, origin: unknown) => this.#changed(update, origin));
  }

  /** There is a connection: ask for what is missing here. What is missing there, the server asks for. */
  opened(): void {
    this.#send(STEP1, Y.encodeStateVector(this.#doc));
  }

  /** One frame from the server, after its first byte. */
  receive(decoder: decoding.Decoder): void {
    if (decoding.readVarString(decoder) !== this.spell) return;
    const step = decoding.readVarUint(decoder);
    const payload = decoding.readVarUint8Array(decoder);
    if (step === STEP1) return this.#send(STEP2, Y.encodeStateAsUpdate(this.#doc, payload));
    Y.applyUpdate(this.#doc, payload, this);
    if (step === STEP2) this.ready.value = true;
  }

  bind(file: string): BoundFile {
    const text = this.bound(file);
    const undo = this.#undo.get(file) ?? new Y.UndoManager(text);
    this.#undo.set(file, undo);
    return bindLive(text, undo, this.#awareness);
  }

  text(file: string): string {
    return this.bound(file).toJSON();
  }

  bound(file: string): Y.Text {
    return this.#doc.getText(file);
  }

  /** It is over: nothing of it stays in this browser. */
  forget(): void {
    clearTimeout(this.#timer);
    this.#awareness.destroy();
    this.#doc.destroy();
    forget(this.name);
  }

  #changed(update: Uint8Array, origin: unknown): void {
    if (origin !== this) this.#send(UPDATE, update);
    this.#readNames();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.keep(), KEEP_EVERY_MS);
  }

  #readNames(): void {
    const names = [...this.#doc.share.keys()].filter(isName);
    const now = Object.fromEntries(names.map((name) => [name, this.text(name)]));
    const before = this.names.peek();
    const same = names.length === Object.keys(before).length && names.every((name) => before[name] === now[name]);
    if (!same) this.names.value = now;
  }

  /** Keeps it in this tab, for a reload. */
  keep(): void {
    try {
      const kept = { spell: this.spell, update: toBase64(Y.encodeStateAsUpdate(this.#doc)) };
      sessionStorage.setItem(this.name, JSON.stringify(kept));
    } catch {
      // A browser without storage, or without room in it: the server's copy is enough for a reload.
    }
  }

  #send(step: number, payload: Uint8Array): void {
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, PRIVATE);
    encoding.writeVarString(encoder, this.spell);
    encoding.writeVarUint(encoder, step);
    encoding.writeVarUint8Array(encoder, payload);
    this.wire.bytes(encoding.toUint8Array(encoder));
  }
}

export function keptName(room: string, me: string): string {
  return `greenroom private ${room} ${me}`;
}

function read(name: string): { readonly spell: string; readonly update: string } | null {
  try {
    return JSON.parse(sessionStorage.getItem(name) ?? "null") as { spell: string; update: string } | null;
  } catch {
    return null;
  }
}

/** Nothing of thinking privately stays in this tab. */
export function forget(name: string): void {
  try {
    sessionStorage.removeItem(name);
  } catch {
    // Without storage there is nothing to forget.
  }
}
