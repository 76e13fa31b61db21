/** guide.md taken apart and put together again: a list is rewritten in its place, all else stays as it was typed. */

export type Section = "hints" | "follow-ups" | "green flags" | "red flags" | "complexity";

export const SECTIONS: readonly { readonly id: Section; readonly heading: string }[] = [
  { id: "hints", heading: "Hints" },
  { id: "follow-ups", heading: "Follow-ups" },
  { id: "green flags", heading: "Green flags" },
  { id: "red flags", heading: "Red flags" },
  { id: "complexity", heading: "Complexity" },
];

interface Piece {
  /** The known heading that it stands below, or "". */
  readonly of: string;
  readonly lines: readonly string[];
}

const HEADING = /^##\s+(.+?)\s*#*\s*$/;
const BULLET = /^(?:[-*+]|\d+[.)])\s+(.*)$/;
const FENCE = /^\s*(?:```|~~~)/;

function pieces(text: string): readonly Piece[] {
  const found: { of: string; lines: string[] }[] = [{ of: "", lines: [] }];
  let fenced = false;
  for (const line of text.split("\n")) {
    if (FENCE.test(line)) fenced = !fenced;
    const heading = fenced ? null : HEADING.exec(line);
    if (heading) found.push({ of: nameOf(heading[1] ?? ""), lines: [] });
    found.at(-1)?.lines.push(line);
  }
  return found;
}

function nameOf(heading: string): string {
  const plain = heading.toLowerCase().replace("follow ups", "follow-ups");
  return SECTIONS.some(({ id }) => id === plain) ? plain : "";
}

/** The bullets below a heading, each a Markdown text. */
export function bulletsOf(text: string, section: Section): readonly string[] {
  const bullets: string[][] = [];
  let fenced = false;
  for (const line of pieces(text).flatMap((each) => (each.of === section ? each.lines.slice(1) : []))) {
    if (FENCE.test(line)) fenced = !fenced;
    const bullet = fenced ? null : BULLET.exec(line);
    if (bullet) bullets.push([bullet[1] ?? ""]);
    else bullets.at(-1)?.push(line.replace(/^ {2}/, ""));
  }
  return bullets.map((lines) => lines.join("\n").trim());
}

export function paragraphOf(text: string, section: Section): string {
  return pieces(text)
    .flatMap((each) => (each.of === section ? each.lines.slice(1) : []))
    .join("\n")
    .trim();
}

export function withBullets(text: string, section: Section, bullets: readonly string[]): string {
  return withBody(text, section, bullets.map(bulletText).join("\n"));
}

/** Further lines of a bullet are indented, so that they stay with it. */
function bulletText(bullet: string): string {
  const [first, ...rest] = bullet.split("\n");
  return [`- ${first ?? ""}`, ...rest.map((line) => (line === "" ? "" : `  ${line}`))].join("\n").trimEnd();
}

/** An empty body takes the heading away too. */
export function withBody(text: string, section: Section, body: string): string {
  const all = pieces(text);
  const heading = SECTIONS.find(({ id }) => id === section)?.heading ?? section;
  const at = all.findIndex((each) => each.of === section);
  if (at === -1) return body === "" ? text : placed(all, section, `## ${heading}\n${body}`);
  const before = all[at]?.lines[0] ?? `## ${heading}`;
  // What stands before the first bullet is nobody's: it is kept.
  const intro = section === "complexity" ? [] : introOf(all[at]?.lines.slice(1) ?? []);
  const written = body === "" && intro.length === 0 ? [] : [[before, ...intro, body].join("\n").trimEnd()];
  const texts = all.flatMap((each, index) => (index === at ? written : [each.lines.join("\n").trimEnd()]));
  return joined(texts);
}

function introOf(lines: readonly string[]): readonly string[] {
  const first = lines.findIndex((line) => BULLET.test(line));
  const intro = first === -1 ? lines : lines.slice(0, first);
  return intro.some((line) => line.trim() !== "") ? intro : [];
}

/** A new section stands where the known order has it. */
function placed(all: readonly Piece[], section: Section, text: string): string {
  const order = SECTIONS.map(({ id }) => id as string);
  const rank = order.indexOf(section);
  const next = all.findIndex((each) => each.of !== "" && order.indexOf(each.of) > rank);
  const texts = all.map((each) => each.lines.join("\n").trimEnd());
  const at = next === -1 ? texts.length : next;
  return joined([...texts.slice(0, at), text, ...texts.slice(at)]);
}

function joined(texts: readonly string[]): string {
  const all = texts.filter((text) => text.trim() !== "").join("\n\n");
  return all === "" ? "" : `${all}\n`;
}
