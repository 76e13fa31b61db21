/** The statement that a house signs when an interview has ended, and its fingerprint. */
import { fromBase64, hash, toBase64, toHex, utf8, type Bytes } from "./sealBytes";

const FORM =
  /^greenroom-seal-1\nroom ([a-z0-9]{1,32})\nevents (\d{1,15})\nlength (\d{1,15})\nhead ([A-Za-z0-9+/]{43}=)\nat (\d{1,15})\n$/;

export interface Statement {
  readonly room: string;
  readonly events: number;
  /** ms of interview time. */
  readonly length: number;
  readonly head: Bytes;
  /** Unix ms. */
  readonly at: number;
}

export function statementText(statement: Statement): string {
  const { room, events, length, head, at } = statement;
  return `greenroom-seal-1\nroom ${room}\nevents ${events}\nlength ${length}\nhead ${toBase64(head)}\nat ${at}\n`;
}

/** The statement of exactly this text; null when it is no statement of ours. */
export function readStatement(text: string): Statement | null {
  const found = FORM.exec(text);
  if (found === null) return null;
  const [, room = "", events, length, head = "", at] = found;
  const bytes = fromBase64(head, 32);
  if (bytes === null) return null;
  const statement = { room, events: Number(events), length: Number(length), head: bytes, at: Number(at) };
  return statementText(statement) === text ? statement : null;
}

/** The first 8 bytes of the statement's SHA-256, as people read them: "4F2A 91C0 77B3 E58D". */
export function fingerprint(text: string): string {
  const digits = toHex(hash(utf8(text)))
    .slice(0, 16)
    .toUpperCase();
  return digits.replace(/(.{4})(?=.)/g, "$1 ");
}
