/**
 * A recorded interview that can be put to any moment: the room's state, the document and the cursors after event k.
 *
 * Going forward applies what lies between; going back starts from the nearest keyframe before. Keyframes stand every
 * `EVERY` edits and are made while the track is built, so that any jump costs at most that many updates.
 */
import * as decoding from "lib0/decoding";
import * as Y from "yjs";
import type { RoomEvent } from "../core/events";
import { apply, NOTHING_YET, type RoomState } from "../core/state";
import { fromBase64 } from "./timeline";

const EVERY = 500;

interface Keyframe {
  /** How many events are in it. */
  readonly count: number;
  readonly state: RoomState;
  readonly document: Uint8Array;
  readonly pointed: ReadonlyMap<string, string>;
}

/** A recorded cursor: whose it was, and the awareness state as their browser told it. */
export interface Recorded {
  readonly person: string;
  readonly client: number;
  readonly state: unknown;
}

export class Track {
  readonly length: number;
  state: RoomState = NOTHING_YET;
  document = new Y.Doc();

  readonly #keyframes: Keyframe[] = [];
  #count = 0;
  /** The newest awareness update of each person, still in base64. */
  #pointed = new Map<string, string>();

  constructor(readonly events: readonly RoomEvent[]) {
    this.length = events.at(-1)?.at ?? 0;
    this.#keep();
    let edits = 0;
    for (const event of events) {
      this.#step(event);
      if (event.kind === "edited" && ++edits % EVERY === 0) this.#keep();
    }
    this.goTo(0);
  }

  /** Makes everything as it was at interview time `at` (ms). */
  goTo(at: number): void {
    const count = this.#countAt(at);
    const near = this.#keyframes.findLast((keyframe) => keyframe.count <= count);
    if (near && (count < this.#count || near.count > this.#count)) this.#restore(near);
    while (this.#count < count) {
      const event = this.events[this.#count];
      if (!event) return;
      this.#step(event);
    }
  }

  text(file: string): string {
    return this.document.getText(file).toJSON();
  }

  /** Everybody's last recorded cursor. */
  cursors(): readonly Recorded[] {
    return [...this.#pointed].flatMap(([person, update]) => readAwareness(fromBase64(update), person));
  }

  /** How many events had happened at this time. Events do not go back in time, so halving finds it. */
  #countAt(at: number): number {
    let [low, high] = [0, this.events.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.events[middle]?.at ?? Infinity) <= at) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #step(event: RoomEvent): void {
    this.state = apply(this.state, event);
    if (event.kind === "edited") applyEdit(this.document, event.data.update);
    if (event.kind === "pointed") this.#pointed.set(event.by, event.data.update);
    if (event.kind === "left") this.#pointed.delete(event.by);
    this.#count += 1;
  }

  #keep(): void {
    const document = Y.encodeStateAsUpdate(this.document);
    this.#keyframes.push({ count: this.#count, state: this.state, document, pointed: new Map(this.#pointed) });
  }

  #restore(keyframe: Keyframe): void {
    this.document.destroy();
    this.document = new Y.Doc();
    Y.applyUpdate(this.document, keyframe.document);
    this.state = keyframe.state;
    this.#pointed = new Map(keyframe.pointed);
    this.#count = keyframe.count;
  }
}

/** An update that cannot be read is left out: the rest of the record still plays. */
function applyEdit(document: Y.Doc, base64: string): void {
  try {
    Y.applyUpdate(document, fromBase64(base64));
  } catch {
    console.warn("Greenroom: an edit of this record could not be read and was left out.");
  }
}

function readAwareness(update: Uint8Array, person: string): readonly Recorded[] {
  try {
    const decoder = decoding.createDecoder(update);
    return Array.from({ length: decoding.readVarUint(decoder) }, () => {
      const client = decoding.readVarUint(decoder);
      decoding.readVarUint(decoder);
      const state: unknown = JSON.parse(decoding.readVarString(decoder));
      return { person, client, state };
    });
  } catch {
    return [];
  }
}
