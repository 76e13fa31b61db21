/**
 * Cursors out of awareness states. Everything in a state was written by another browser, so only two relative positions
 * and one flag are taken from it, and nothing of it is trusted: who it is, the server says.
 */
import * as Y from "yjs";
import type { Person } from "../core/state";
import type { Pointer, Span } from "../source";

/** The shape that y-codemirror.next writes, so that stock clients and this room see each other's cursors. */
export interface CursorState {
  readonly cursor: { readonly anchor: unknown; readonly head: unknown };
  readonly typing: boolean;
}

interface Known {
  readonly cursor: string;
  readonly moves: number;
}

/** Remembers each client's last cursor, to tell a move of its owner from a text that moved beneath it. */
export class PointerBook {
  readonly #known = new Map<number, Known>();

  read(
    states: Iterable<readonly [client: number, state: unknown]>,
    owner: (client: number) => Pick<Person, "id" | "name" | "role"> | null,
  ): readonly Pointer[] {
    const pointers: Pointer[] = [];
    for (const [client, state] of states) {
      const person = owner(client);
      const cursor = fieldOf(state, "cursor");
      const [anchor, head] = [fieldOf(cursor, "anchor"), fieldOf(cursor, "head")];
      const file = fileOf(head);
      if (person === null || file === null) continue;
      pointers.push({
        key: String(client),
        person: person.id,
        name: person.name,
        role: person.role,
        file,
        anchor,
        head,
        typing: fieldOf(state, "typing") === true,
        moves: this.#moves(client, cursor),
      });
    }
    return pointers;
  }

  #moves(client: number, cursor: unknown): number {
    const text = JSON.stringify(cursor);
    const known = this.#known.get(client);
    if (known?.cursor === text) return known.moves;
    const moves = (known?.moves ?? 0) + 1;
    this.#known.set(client, { cursor: text, moves });
    return moves;
  }
}

function fieldOf(value: unknown, field: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[field] : undefined;
}

/** A relative position names the root text that it is in. */
function fileOf(position: unknown): string | null {
  const name = fieldOf(position, "tname");
  return typeof name === "string" ? name : null;
}

/** Where the pointer is now. Null when it points at nothing that is here, or is not a position at all. */
export function locate(pointer: Pointer, doc: Y.Doc): Span | null {
  // Asking a document for an unknown text would create it: hostile names must not fill the memory.
  if (!doc.share.has(pointer.file)) return null;
  try {
    const text = doc.getText(pointer.file);
    const anchor = indexOf(pointer.anchor, text, doc);
    const head = indexOf(pointer.head, text, doc);
    return anchor === null || head === null ? null : { anchor, head };
  } catch {
    return null;
  }
}

/** Throws for what only looks like a position. */
function indexOf(position: unknown, text: Y.Text, doc: Y.Doc): number | null {
  const name = fileOf(position);
  if (name === null || !doc.share.has(name)) return null;
  const absolute = Y.createAbsolutePositionFromRelativePosition(Y.createRelativePositionFromJSON(position), doc);
  return absolute?.type === text ? absolute.index : null;
}
