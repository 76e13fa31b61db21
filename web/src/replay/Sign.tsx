/** The shape of each kind of moment, the same on the axis and in the lists. Shapes carry meaning, colour only repeats it. */
import type { JSX } from "preact";
import type { Moment, MomentKind } from "../core/moments";
import { Mark } from "../panels/bits";

export function Sign({ moment }: { readonly moment: Pick<Moment, "kind" | "mark" | "ref"> }): JSX.Element {
  if (moment.kind === "pin" && moment.ref !== "") return <PinSign side={moment.ref} />;
  if (moment.kind === "run") return <Mark kind={moment.mark} words="" />;
  const path = SHAPES[moment.kind];
  if (path === undefined) return <span class="sign" data-kind={moment.kind} aria-hidden="true" />;
  return (
    <svg class="sign" data-kind={moment.kind} viewBox="0 0 16 16" aria-hidden="true">
      <path d={path} />
    </svg>
  );
}

/** A small flag with its letter: "a" is outlined, "b" is filled. */
export function PinSign({ side }: { readonly side: string }): JSX.Element {
  return (
    <span class="pin-sign" data-side={side} aria-hidden="true">
      {side.toUpperCase()}
    </span>
  );
}

const SHAPES: Partial<Readonly<Record<MomentKind, string>>> = {
  /** A flag. */
  note: "M4 14.5V2M4 2.5h8.5L10.4 5.5l2.1 3H4z",
  /** A diamond. */
  hint: "M8 1.8 14.2 8 8 14.2 1.8 8z",
  /** A curtain that is drawn halfway. */
  private: "M2.5 3h11v10h-11zM2.5 8l5-5M2.5 12.5l9.5-9.5M6.5 13l7-7",
  /** A speech balloon. */
  chat: "M2.5 3.5h11v7.2H7.2L4.6 13v-2.3H2.5z",
  /** A hand that is up. */
  hand: "M5 9V4.2a1 1 0 0 1 2 0V7m0-.5V3a1 1 0 0 1 2 0v4m0-3.2a1 1 0 0 1 2 0V8m0-2a1 1 0 0 1 2 0v4.2A4.3 4.3 0 0 1 8.7 14.5C6.6 14.5 5.6 13.4 5 12L3.2 8.6a.9.9 0 0 1 1.5-1z",
  /** A sheet on a board. */
  paste:
    "M6 3H4.2c-.4 0-.7.3-.7.7v9.6c0 .4.3.7.7.7h7.6c.4 0 .7-.3.7-.7V3.7c0-.4-.3-.7-.7-.7H10M6 2h4v2.4H6zM6 8h4M6 10.8h4",
  /** A window that lies behind another. */
  away: "M2.5 2.5h8v6h-8zM13.5 6v7.5h-8v-2.2",
  /** A line that is broken. */
  absence: "M1.5 8h4M10.5 8h4M6.5 5.2 5.4 10.8M10.6 5.2 9.5 10.8",
  /** The same in a frame: the house's own. */
  gap: "M2 3.5h12v9H2zM5.5 12 9 4M9 12l3.5-8",
  /** One more in a circle. */
  case: "M8 2.2a5.8 5.8 0 1 1 0 11.6A5.8 5.8 0 0 1 8 2.2zM8 5.5v5M5.5 8h5",
  /** A star. */
  answer: "M8 1.6l1.9 4.1 4.4.5-3.3 3 .9 4.4L8 11.4l-3.9 2.2.9-4.4-3.3-3 4.4-.5z",
  /** A pin. */
  pin: "M8 14.5S3.2 9.7 3.2 6.3a4.8 4.8 0 0 1 9.6 0c0 3.4-4.8 8.2-4.8 8.2z",
  /** Two bars with a way between them. */
  stage: "M3 2.5v11M3 8h8M8.5 5 11.5 8l-3 3",
};

/** What a kind of moment is called before its words, where the words alone would not tell. */
const CALLED: Partial<Readonly<Record<MomentKind, string>>> = { note: "Note: ", stage: "Stage: " };

/** "Note: asks about copies", "Tests: 2 of 3 passed, “one” did not": a moment in one spoken line. */
export function spokenMoment({ kind, words, detail }: Moment): string {
  const more = kind === "run" && detail !== "" ? `, ${detail}` : "";
  return `${CALLED[kind] ?? ""}${words}${more}`;
}
