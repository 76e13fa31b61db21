/**
 * The small Markdown of notes, as a tree: paragraphs, lists, code, bold, italic, links and #tags.
 *
 * It never makes HTML. Whatever is not understood stays the text that was typed, so nothing can be smuggled in.
 */

export type Inline =
  | { readonly is: "text" | "code" | "tag"; readonly text: string }
  | { readonly is: "strong" | "em"; readonly inner: readonly Inline[] }
  | { readonly is: "link"; readonly to: string; readonly text: string };

export type Block =
  | { readonly is: "paragraph" | "heading"; readonly lines: readonly (readonly Inline[])[] }
  | { readonly is: "list"; readonly ordered: boolean; readonly items: readonly (readonly Inline[])[] }
  | { readonly is: "table"; readonly head: Row; readonly rows: readonly Row[] }
  | { readonly is: "code"; readonly text: string };

/** The cells of one line of a table. */
export type Row = readonly (readonly Inline[])[];

const FENCE = "```";
const ITEM = /^\s*(?:[-*+]|(\d+)[.)])\s+(.*)$/;
const HEADING = /^#{1,6}\s+(.*)$/;
const ROW = /^\s*\|.*\|\s*$/;
const RULE = /^\s*\|(?:\s*:?-+:?\s*\|)+\s*$/;

export function parseMarkdown(source: string): readonly Block[] {
  const lines = source.replace(/\r\n?/g, "\n").split("\n");
  const blocks: Block[] = [];
  let next = 0;
  while (next < lines.length) {
    const [block, used] = blockAt(lines, next);
    if (block) blocks.push(block);
    next += used;
  }
  return blocks;
}

type Taken = readonly [block: Block | null, lines: number];

function blockAt(lines: readonly string[], at: number): Taken {
  const line = lines[at] ?? "";
  if (line.trim() === "") return [null, 1];
  if (line.startsWith(FENCE)) return fence(lines, at);
  if (isTable(lines, at)) return table(lines, at);
  const heading = HEADING.exec(line);
  if (heading) return [{ is: "heading", lines: [parseInline(heading[1] ?? "")] }, 1];
  return ITEM.test(line) ? list(lines, at) : paragraph(lines, at);
}

function fence(lines: readonly string[], at: number): Taken {
  const end = lines.findIndex((line, index) => index > at && line.startsWith(FENCE));
  const close = end === -1 ? lines.length : end;
  return [{ is: "code", text: lines.slice(at + 1, close).join("\n") }, close - at + 1];
}

/** A line of cells with a line of dashes below it. */
function isTable(lines: readonly string[], at: number): boolean {
  return ROW.test(lines[at] ?? "") && RULE.test(lines[at + 1] ?? "");
}

function table(lines: readonly string[], at: number): Taken {
  const end = lines.findIndex((line, index) => index > at + 1 && !ROW.test(line));
  const [head, , ...rows] = lines.slice(at, end === -1 ? lines.length : end).map(cells);
  return [{ is: "table", head: head ?? [], rows }, rows.length + 2];
}

function cells(line: string): Row {
  const inner = line.trim().slice(1, -1);
  return inner.split(/(?<!\\)\|/).map((cell) => parseInline(cell.replaceAll("\\|", "|").trim()));
}

function list(lines: readonly string[], at: number): Taken {
  const items: (readonly Inline[])[] = [];
  const ordered = ITEM.exec(lines[at] ?? "")?.[1] !== undefined;
  for (let next = at; next < lines.length; next += 1) {
    const item = ITEM.exec(lines[next] ?? "");
    if (!item) break;
    items.push(parseInline(item[2] ?? ""));
  }
  return [{ is: "list", ordered, items }, items.length];
}

function paragraph(lines: readonly string[], at: number): Taken {
  const starts = (line: string): boolean =>
    line.trim() === "" || line.startsWith(FENCE) || HEADING.test(line) || ITEM.test(line);
  const end = lines.findIndex((line, index) => index > at && (starts(line) || isTable(lines, index)));
  const taken = lines.slice(at, end === -1 ? lines.length : end);
  return [{ is: "paragraph", lines: taken.map(parseInline) }, taken.length];
}

/** The words alone, on one line: for lists and for screen readers. */
export function plainText(source: string): string {
  return parseMarkdown(source).map(blockText).join(" ").replace(/\s+/g, " ").trim();
}

function blockText(block: Block): string {
  switch (block.is) {
    case "code":
      return block.text;
    case "list":
      return block.items.map(inlineText).join(", ");
    case "table":
      return [block.head, ...block.rows].map((row) => row.map(inlineText).join(", ")).join("; ");
    case "heading":
    case "paragraph":
      return block.lines.map(inlineText).join(" ");
  }
}

/** An author's file, whose lines are wrapped: each paragraph and each list item on one line, code as it is. */
export function unwrapped(source: string): string {
  const kept: string[] = [];
  let fenced = false;
  for (const line of source.replace(/\r\n?/g, "\n").split("\n")) {
    const before = kept.at(-1) ?? "";
    const fences = line.startsWith(FENCE);
    const own = fenced || fences || line.trim() === "" || HEADING.test(line) || ITEM.test(line) || ROW.test(line);
    const joins =
      !own && !ROW.test(before) && before.trim() !== "" && !before.startsWith(FENCE) && !HEADING.test(before);
    if (joins) kept[kept.length - 1] = `${before} ${line.trim()}`;
    else kept.push(line);
    if (fences) fenced = !fenced;
  }
  return kept.join("\n");
}

function inlineText(all: readonly Inline[]): string {
  return all
    .map((each) => ("inner" in each ? inlineText(each.inner) : each.is === "tag" ? `#${each.text}` : each.text))
    .join("");
}

/** In order: code, bold, italic (two spellings), a link, a bare address, a tag. Only http and https addresses link. */
const INLINE =
  /`([^`]+)`|\*\*(\S(?:.*?\S)?)\*\*|\*(\S(?:.*?\S)?)\*|\b_(\S(?:.*?\S)?)_\b|\[([^\]]+)\]\((https?:\/\/[^\s)]+)\)|(https?:\/\/[^\s<>"')\]]+)|(?<=^|\s)#([\p{L}\d][\p{L}\d_-]*)/gu;

export function parseInline(source: string): readonly Inline[] {
  const found: Inline[] = [];
  let plain = 0;
  for (const match of source.matchAll(INLINE)) {
    if (match.index > plain) found.push({ is: "text", text: source.slice(plain, match.index) });
    found.push(inlineOf(match));
    plain = match.index + match[0].length;
  }
  if (plain < source.length) found.push({ is: "text", text: source.slice(plain) });
  return found;
}

function inlineOf(match: RegExpMatchArray): Inline {
  const [all, code, strong, star, underscore, label, to, bare, tag] = match;
  if (code !== undefined) return { is: "code", text: code };
  if (strong !== undefined) return { is: "strong", inner: parseInline(strong) };
  const em = star ?? underscore;
  if (em !== undefined) return { is: "em", inner: parseInline(em) };
  if (to !== undefined) return { is: "link", to, text: label ?? to };
  if (bare !== undefined) return { is: "link", to: bare, text: bare };
  return { is: "tag", text: tag ?? all };
}
