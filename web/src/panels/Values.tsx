/** JSON values as people read them: by parameter name, shortened, with the differences marked. */
import type { JSX } from "preact";
import type { Piece } from "../core/diff";
import { shorten, writeJson, type Json } from "../core/json";

/** Characters of one value; more would push everything else off the panel. */
const MOST = 2000;

export function Values({ args }: { readonly args: Readonly<Record<string, Json>> }): JSX.Element {
  return (
    <div class="values">
      {Object.entries(args).map(([name, value]) => (
        <p key={name}>
          <span class="value-name">{name}</span> <Value text={writeJson(value)} />
        </p>
      ))}
    </div>
  );
}

export function Value({ text }: { readonly text: string }): JSX.Element {
  const { text: shown, left } = shorten(text, MOST);
  return (
    <span class="value">
      {shown}
      {left > 0 ? <Left count={left} /> : null}
    </span>
  );
}

/** The pieces of one side of a comparison. `side` says how a difference is drawn. */
export function Pieces({ pieces, side }: { readonly pieces: readonly Piece[]; readonly side: "expected" | "got" }) {
  let room = MOST;
  const shown = pieces.flatMap((piece) => {
    if (room <= 0) return [];
    const text = piece.text.slice(0, room);
    room -= text.length;
    return [piece.differs ? <mark data-side={side}>{text}</mark> : text];
  });
  const left = pieces.reduce((sum, piece) => sum + piece.text.length, 0) - MOST;
  return (
    <span class="value">
      {shown}
      {left > 0 ? <Left count={left} /> : null}
    </span>
  );
}

export function Left({ count }: { readonly count: number }): JSX.Element {
  return <span class="value-left"> … and {count.toLocaleString("en")} more characters</span>;
}
