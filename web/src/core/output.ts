/** What a program printed, as far as a page shows it: the last lines, long ones cut, and nothing that moves a cursor. */
import type { Stream } from "./events";
import type { Printed } from "./state";

export const MOST_LINES = 2000;
export const LONGEST_LINE = 4096;

/** Lines of one stream until the other one speaks. A number stands for so many characters that are left out there. */
export interface Stretch {
  readonly stream: Stream;
  readonly parts: readonly (string | number)[];
}

export interface ShownOutput {
  readonly stretches: readonly Stretch[];
  /** Lines before these, which are not shown. */
  readonly earlier: number;
}

export function shownOutput(printed: readonly Printed[]): ShownOutput {
  const stretches: Stretch[] = [];
  let [room, earlier] = [MOST_LINES, 0];
  for (const { stream, text } of [...printed].reverse()) {
    const lines = linesOf(text);
    const shown = room > 0 ? lines.slice(-room) : [];
    room -= shown.length;
    earlier += lines.length - shown.length;
    if (shown.length > 0) stretches.push({ stream, parts: partsOf(shown) });
  }
  return { stretches: stretches.reverse(), earlier };
}

/** The end of the last line is no line of its own. */
function linesOf(text: string): readonly string[] {
  const lines = text.split(/\r?\n/);
  return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
}

function partsOf(lines: readonly string[]): readonly (string | number)[] {
  const parts: (string | number)[] = [];
  let whole: string[] = [];
  for (const line of lines) {
    whole.push(visible(line.slice(0, LONGEST_LINE)));
    if (line.length <= LONGEST_LINE) continue;
    parts.push(whole.join("\n"), line.length - LONGEST_LINE);
    whole = [""];
  }
  if (whole.length > 0) parts.push(whole.join("\n"));
  return parts;
}

const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f\u2400-\u2421]/g;
/** Where Unicode has pictures of the control characters: the sandbox writes them, and few fonts draw them. */
const PICTURES = 0x2400;
const PICTURE_OF_DELETE = 0x2421;

/** Control characters as ^[ and the like: an escape sequence colours no page and moves no cursor here. */
export function visible(text: string): string {
  return text.replace(CONTROL, (character) => {
    const code = character.charCodeAt(0);
    const real = code === PICTURE_OF_DELETE ? 0x7f : code >= PICTURES ? code - PICTURES : code;
    return `^${String.fromCharCode(real ^ 0x40)}`;
  });
}
